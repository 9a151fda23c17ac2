"""Whose rights a compilation rests on: its statement, and its lines of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from casebook.compilation import Compilation, CompilationText, Part
from casebook.language import (
    LANGUAGES,
    RIGHTS_LANGUAGES,
    Language,
    Localized,
    RightsLanguage,
    Stated,
)
from casebook.rights.ledger import RESERVED, Line, case_lines
from casebook.rights.statements import (
    RightsStatement,
    case_statement,
    listed,
    permission_words,
    reservation_words,
)
from casebook.rights.wording import worded, written_in
from casebook.settings import Site


@dataclass(frozen=True, slots=True)
class CompilationStatement:
    """State whose a compilation is: as a whole, and part by part."""

    whole: RightsStatement
    parts: tuple[RightsStatement, ...]
    """One for each part that is shown: what only the whole says is left out."""


def compilation_statement(
    compilation: Compilation, site: Site, language: RightsLanguage
) -> CompilationStatement:
    """Return the statement of a compilation.

    Each part keeps its owners and its license: a compilation has none of its own. Every owner is
    named once, in the order of the parts; the publisher owns the choice and the introductions.
    """
    words = site.settings.rights.compilation
    text = compilation.text_for(written_in(language))
    parts = tuple(_part(part, site, language) for part in text.shown)
    publisher = site.settings.publisher.name.localized.in_(written_in(language))
    names = (*(name for part in parts for name in part.holders), publisher)
    holders = tuple(dict.fromkeys(names))
    owners = listed(holders, language)
    values = {
        "year": text.metadata.compiled.year,
        "owners": owners,
        "publisher": publisher,
        "editor": text.metadata.editor,
        "modified": text.metadata.modified,
    }
    notice, may, short, compiled, modified = (
        worded(one, language).format(**values)
        for one in (words.notice, words.may, words.short, words.compiled, words.modified)
    )
    reservations = dict.fromkeys(reservation_words(p.case, site, language) for p in text.shown)
    paragraphs = (
        notice,
        may,
        *_part_by_part(text, parts, site, language),
        *reservations,
        compiled,
        modified,
        permission_words(site, language),
    )
    whole = RightsStatement("ask", owners, holders, may, short, notice, paragraphs)
    return CompilationStatement(whole, parts)


def compilation_lines(
    compilation: Compilation, site: Site, pages: Iterable[tuple[str, Language]]
) -> Iterator[Line]:
    """Yield a line of the ledger for each published path of a compilation, with its language."""
    notice = Stated(
        *(compilation_statement(compilation, site, tag).whole.notice for tag in RIGHTS_LANGUAGES)
    )
    titles = {tag: compilation.text_for(tag).metadata.title for tag in LANGUAGES}
    for path, language in pages:
        text = compilation.text_for(language)
        lines = [line for part in text.shown for line in _lines(part, site)]
        owners = {
            owner: {tag: line.owner_names[tag][place] for tag in RIGHTS_LANGUAGES}
            for line in lines
            for place, owner in enumerate(line.owners)
        }
        licenses = dict.fromkeys(
            name for line in lines for name in line.license.split(" AND ")
        ) or {RESERVED: None}
        yield Line(
            path,
            "page" if path.endswith(".html") else "file",
            f"compilations/{compilation.slug}",
            Localized(titles["en"], titles["zh-Hant"]),
            tuple(owners),
            {tag: tuple(names[tag] for names in owners.values()) for tag in RIGHTS_LANGUAGES},
            notice,
            " AND ".join(licenses),
            None,
            tuple(dict.fromkeys(work for line in lines for work in line.third_party)),
            until=min((line.until for line in lines if line.until), default=None),
        )


def _lines(part: Part, site: Site) -> Iterator[Line]:
    files = [(f"{m.file}", m.file or "") for m in part.case.published_materials]
    yield from case_lines(part.case, site, ["index.html"] if part.has_text else [], files)


def _part(part: Part, site: Site, language: RightsLanguage) -> RightsStatement:
    """Return the statement of a part, without what stands once below the whole."""
    statement = case_statement(part.case, site, language)
    once = {reservation_words(part.case, site, language), permission_words(site, language)}
    kept = (paragraph for paragraph in statement.paragraphs if paragraph not in once)
    return replace(statement, paragraphs=tuple(kept))


def _part_by_part(
    text: CompilationText, parts: Iterable[RightsStatement], site: Site, language: RightsLanguage
) -> Iterator[str]:
    words = worded(site.settings.rights.compilation.part, language)
    for part, statement in zip(text.shown, parts, strict=True):
        yield words.format(
            number=part.number,
            title=part.case.text_for(written_in(language)).title,
            statement=(" " if language == "en" else "").join(statement.paragraphs),
        )
