"""The page of one compilation, and the list of all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from casebook.collection import Collection
from casebook.compilation import Compilation, CompilationText, EndedPart, Part
from casebook.language import LANGUAGES, Language
from casebook.markdown import Heading
from casebook.pages.cards import material_card
from casebook.pages.compilation_data import collection_data, dublin_core
from casebook.pages.compilation_view import (
    CompilationCard,
    CompilationsView,
    CompilationView,
    Download,
    EndedView,
    PartView,
)
from casebook.pages.edition import Edition, address, alternates, case_path
from casebook.pages.excerpts import Place, introduction_body, part_body, part_headings
from casebook.pages.links import Link
from casebook.pages.material_view import MaterialCard
from casebook.pages.page import Page
from casebook.rights.compiled import compilation_statement
from casebook.rights.statements import RightsStatement
from casebook.vocabularies.levels import level_range

FOLDER = "compilations/"
DOCUMENTS = ("pdf", "epub")


def compilation_path(compilation: Compilation) -> str:
    """Return the path of a compilation within an edition."""
    return f"{FOLDER}{compilation.slug}/"


def document_path(compilation: Compilation, language: Language, kind: str) -> str:
    """Return where a compilation lies as one file, `pdf` or `epub`, from the site's root."""
    folder = address(language, compilation_path(compilation))
    return f"{folder}{compilation.slug}.{language}.{kind}"


def compilation_outputs(compilation: Compilation) -> Iterator[tuple[str, Language]]:
    """Yield every published path of a compilation, with its language: pages, then documents."""
    for language in LANGUAGES:
        yield address(language, compilation_path(compilation)) + "index.html", language
    for language in compilation.texts:
        for kind in DOCUMENTS:
            yield document_path(compilation, language, kind), language


def compile_compilations(collection: Collection, edition: Edition) -> Iterator[Page]:
    """Yield the list of all compilations, and the page of each; nothing where there is none."""
    known = {case.id for case in (*collection.cases, *collection.notices)}
    if collection.compilations:
        yield _list(collection.compilations, edition)
    for compilation in collection.compilations:
        yield _page(compilation, known, edition)


def _page(compilation: Compilation, known: Set[str], edition: Edition) -> Page:
    text = compilation.text_for(edition.language)
    path = edition.href(compilation_path(compilation))

    def to(target: str) -> str:
        own = posixpath.relpath(target, path)
        return f"{own}/" if target.endswith("/") else own

    return Page(
        src_uri=path + "index.md",
        template="compilation.html",
        language=edition.language,
        title=text.metadata.title,
        description=text.metadata.summary,
        section="compilations",
        view=compilation_view(compilation, known, Place(to, to), edition),
        alternates=alternates(compilation_path(compilation)),
        edit_path=text.path,
    )


def compilation_view(
    compilation: Compilation, known: Set[str], to: Place, edition: Edition
) -> CompilationView:
    """Return what a page or a document shows of a compilation."""
    text = compilation.text_for(edition.language)
    metadata = text.metadata
    rights = compilation_statement(compilation, edition.site, edition.language)
    statements = iter(rights.parts)
    parts = tuple(
        _part(part, next(statements), known, to, edition)
        if isinstance(part, Part)
        else _ended(part, edition)
        for part in text.parts
    )
    return CompilationView(
        title=metadata.title,
        lang=edition.lang_of(text.language),
        summary=metadata.summary,
        path=(Link(edition.href(FOLDER), edition.say("compilations")),),
        editor=metadata.editor,
        compiled=edition.day(metadata.compiled),
        modified=metadata.modified,
        sources=_sources(text, edition),
        levels=_levels(text, edition),
        body=introduction_body(text, to, edition),
        headings=tuple(_headings(text, parts, edition)),
        parts=parts,
        rights=rights.whole,
        downloads=tuple(_downloads(compilation, text.language)),
        language_note=_language_note(compilation, edition),
        linked_data=collection_data(compilation, rights, edition),
        dublin_core=dublin_core(compilation, rights.whole, edition),
    )


def _list(compilations: Sequence[Compilation], edition: Edition) -> Page:
    intro = edition.say("compilations-intro")
    cards = tuple(compilation_card(one, edition) for one in compilations)
    return Page(
        src_uri=edition.href(FOLDER) + "index.md",
        template="compilations.html",
        language=edition.language,
        title=edition.say("compilations"),
        description=intro,
        section="compilations",
        view=CompilationsView(edition.say("compilations"), intro, cards),
        alternates=alternates(FOLDER),
    )


def compilation_card(compilation: Compilation, edition: Edition) -> CompilationCard:
    """Show a compilation in a list."""
    text = compilation.text_for(edition.language)
    facts = (text.metadata.editor, edition.day(text.metadata.compiled))
    return CompilationCard(
        link=compilation_link(compilation, edition),
        levels=_levels(text, edition),
        summary=text.metadata.summary,
        sources=_sources(text, edition),
        compiled=edition.say("separator").join(facts),
        rights=compilation_statement(compilation, edition.site, edition.language).whole,
    )


def compilation_link(compilation: Compilation, edition: Edition) -> Link:
    """Lead to the page of a compilation."""
    text = compilation.text_for(edition.language)
    href = edition.href(compilation_path(compilation))
    return Link(href, text.metadata.title, lang=edition.lang_of(text.language))


def _part(
    part: Part, rights: RightsStatement, known: Set[str], to: Place, edition: Edition
) -> PartView:
    case, text = part.case, part.case.text_for(edition.language)
    href = edition.href(case_path(case))
    meta = (
        edition.levels(case),
        edition.area(case),
        edition.schools(case),
        case.metadata.school_year,
    )
    return PartView(
        number=part.number,
        anchor=_anchor(part),
        title=text.title,
        lang=edition.lang_of(text.language),
        case=Link(href, edition.say("whole-case"), lang=None),
        meta=edition.say("separator").join(meta),
        introduction=part.introduction,
        body=part_body(part, known, to, edition) if part.has_text else "",
        rights=rights,
        materials=tuple(_cards(part, edition)),
        translation=_translation(part, edition),
    )


def _cards(part: Part, edition: Edition) -> Iterator[MaterialCard]:
    """Show what is offered to take away: a picture that the text shows is not shown twice."""
    for material in part.case.published_materials:
        if material.file not in part.pictures:
            yield replace(material_card(part.case, material, edition), levels="")


def _downloads(compilation: Compilation, language: Language) -> Iterator[Download]:
    for kind in DOCUMENTS:
        path = document_path(compilation, language, kind)
        yield Download(path, kind.upper(), path.rsplit("/", 1)[1])


def _ended(part: EndedPart, edition: Edition) -> EndedView:
    return EndedView(
        part.number,
        _anchor(part),
        edition.say("part", number=part.number),
        edition.say("part-ended", date=edition.day(part.since)),
    )


def _anchor(part: Part | EndedPart) -> str:
    return f"part-{part.number}"


def _headings(
    text: CompilationText, parts: Sequence[PartView | EndedView], edition: Edition
) -> Iterator[Heading]:
    yield from text.text.headings
    for part, view in zip(text.parts, parts, strict=True):
        yield Heading(2, view.title, view.anchor)
        if isinstance(part, Part):
            yield from part_headings(part, part.case.text_for(edition.language))


def _sources(text: CompilationText, edition: Edition) -> str:
    schools = {school.id for part in text.shown for school in part.case.metadata.schools}
    cases = edition.say("from-cases", count=len(text.shown))
    return cases + edition.say("from-schools", count=len(schools))


def _levels(text: CompilationText, edition: Edition) -> str:
    curricula = [part.case.metadata.curriculum for part in text.shown]
    levels = tuple(dict.fromkeys(one for c in curricula for one in c.levels or c.key_stages))
    return level_range(levels).in_(edition.language)


def _translation(part: Part, edition: Edition) -> str | None:
    text = part.case.text_for(edition.language)
    if not part.has_text:
        return None
    if text.language != edition.language:
        return edition.say(f"only-in.{text.language}")
    return edition.translated(text)


def _language_note(compilation: Compilation, edition: Edition) -> str | None:
    if edition.language in compilation.texts:
        return None
    return edition.say(f"compiled-in.{compilation.language}")
