"""Compilations read, held against their cases, and made into values that pages show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from casebook.checks.future_date import DATE
from casebook.compilation import Compilation, CompilationText, EndedPart, Part
from casebook.compiling import kinds
from casebook.compiling.parts import choose
from casebook.compiling.permits import check_permits
from casebook.compiling.reading import FOLDERS, WrittenPage, read_pages
from casebook.compiling.sources import Sources, ended, source_of
from casebook.contents import Known
from casebook.diagnostics import Diagnostic
from casebook.language import LANGUAGES, Localized

__all__ = ["FOLDERS", "Sources", "compile_all"]

CASE_ADDRESS: Final = re.compile(r"\.\./\.\./cases/(?P<case>[^/#?]+/[^/#?]+)/(?:#.*)?")
"""How an introduction leads to a case, from the page's own address."""


class Compiled(NamedTuple):
    """Hold all compilations."""

    compilations: tuple[Compilation, ...]
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong beside them."""
    known: Mapping[Path, Known | None]
    """What each folder of pages is known by as it was read."""


def compile_all(docs: Path, sources: Sources, today: date, *, foreign: bool = False) -> Compiled:
    """Make every compilation below `docs`, newest first.

    With an error among the diagnostics nothing is to be published. `foreign` cases are not those
    that `docs` was written for: a compilation is part of their site if it names no others.
    """
    pages, diagnostics, known = read_pages(docs, sources.limits)
    if foreign:
        pages = tuple(
            page for page in pages if all(p.case in sources.folders for p in page.metadata.parts)
        )
        diagnostics = ()
    used: dict[str, list[str]] = {}
    for page in pages:
        for id_ in dict.fromkeys(part.case for part in page.metadata.parts):
            used.setdefault(id_, []).append(page.path)
    sources = replace(sources, used=used)
    found = [*diagnostics, *_between(pages)]
    texts = [_text(page, sources, today, found) for page in pages]
    slugs = dict.fromkeys(page.slug for page in pages)
    compilations = [
        Compilation(
            slug,
            {
                text.language: text
                for page, text in zip(pages, texts, strict=True)
                if page.slug == slug
            },
        )
        for slug in slugs
    ]
    compilations.sort(key=lambda one: one.slug)
    compilations.sort(key=lambda one: one.text_for("en").metadata.compiled, reverse=True)
    return Compiled(tuple(compilations), tuple(found), known)


def _text(
    page: WrittenPage, sources: Sources, today: date, found: list[Diagnostic]
) -> CompilationText:
    if page.metadata.compiled > today:
        place = page.front_matter.value("compiled")
        found.append(DATE.at(place, value=str(page.metadata.compiled), today=str(today)))
    found.extend(_links(page, sources))
    parts = tuple(_parts(page, sources, found))
    return CompilationText(page.language, page.path, page.metadata, page.text, parts)


def _parts(
    page: WrittenPage, sources: Sources, found: list[Diagnostic]
) -> Iterator[Part | EndedPart]:
    seen: set[str] = set()
    for index, wanted in enumerate(page.metadata.parts):
        if wanted.case in seen:
            place = page.front_matter.value("parts", index, "case")
            found.append(kinds.CHOSEN_TWICE.at(place, name=wanted.case))
            continue
        seen.add(wanted.case)
        source = source_of(page, index, sources)
        if isinstance(source, Diagnostic):
            found.append(source)
        elif isinstance(source, EndedPart):
            found.append(ended(page, source, sources))
            yield source
        elif source is not None:
            chosen = choose(page, index, source, sources)
            found.extend(chosen.diagnostics)
            found.extend(check_permits(page, chosen.part, sources.others[wanted.case]))
            yield chosen.part


def _links(page: WrittenPage, sources: Sources) -> Iterator[Diagnostic]:
    for link in page.text.links:
        if re.match(r"https?:|mailto:|#", link.target):
            continue
        match = CASE_ADDRESS.fullmatch(link.target)
        if match is None or match["case"] not in sources.shown:
            yield kinds.LINK.at(link.location, target=link.target)


def _between(pages: Iterable[WrittenPage]) -> Iterator[Diagnostic]:
    """Hold the two languages of each compilation against each other: facts are the same."""
    by_language = {
        language: {page.slug: page for page in pages if page.language == language}
        for language in LANGUAGES
    }
    first, second = (by_language[language] for language in LANGUAGES)
    for slug, page in second.items():
        if slug in first:
            yield from _disagreements(page, first[slug])


def _disagreements(page: WrittenPage, other: WrittenPage) -> Iterator[Diagnostic]:
    if page.metadata.compiled != other.metadata.compiled:
        yield kinds.DIFFERENT.at(
            page.front_matter.value("compiled"),
            what=Localized("the date", "日期"),
            other=other.path,
            theirs=str(other.metadata.compiled),
        )
    ours, theirs = page.metadata.parts, other.metadata.parts
    if [part.case for part in ours] != [part.case for part in theirs]:
        yield kinds.DIFFERENT.at(
            page.front_matter.key("parts"),
            what=Localized("their cases", "案例"),
            other=other.path,
            theirs=", ".join(part.case for part in theirs),
        )
        return
    for index, (own, its) in enumerate(zip(ours, theirs, strict=True)):
        if own.materials != its.materials:
            yield kinds.DIFFERENT.at(
                page.front_matter.key("parts", index, "materials"),
                what=Localized("the materials", "材料"),
                other=other.path,
                theirs=", ".join(its.materials) or "—",
            )
