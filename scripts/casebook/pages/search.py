"""The search page, and what the index is told of each case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from casebook.contribution import CaseText, Contribution
from casebook.language import LANGUAGES
from casebook.pages.edition import Edition, alternates, case_path
from casebook.pages.links import Link
from casebook.pages.page import Page
from casebook.pages.sets import CaseSets
from casebook.pages.views import SearchView
from casebook.rights.ownership import owner_of
from casebook.rights.statements import RightsStatement, case_statement, material_statement
from casebook.search import ROOT
from casebook.search.documents import Card, FileLink, SearchDocument, SearchText
from casebook.search.form import Counts, facet_counts, facet_groups
from casebook.settings import Site
from casebook.vocabularies import VocabularyName, vocabulary


def count_facets(cases: Iterable[Contribution]) -> Counts:
    """Count the cases that each filter finds: they are as many in every edition."""
    return facet_counts(map(_facets, cases))


def compile_search(counts: Counts, sets: Sequence[CaseSets], edition: Edition) -> Page:
    """Return the search page of `edition`; its filters find as many cases as `counts` says."""
    browse: list[Link] = [Link(edition.href("cases/"), edition.say("all-cases"))]
    for one in sets:
        if one.kind in ("stage", "area"):
            browse.extend(one.facet(edition).links)
    return Page(
        src_uri=edition.href("search/") + "index.md",
        template="search.html",
        language=edition.language,
        title=edition.say("search"),
        description=edition.say("search-description"),
        section="search",
        view=SearchView(f"{ROOT}/", tuple(browse), facet_groups(counts, edition.language)),
        alternates=alternates("search/"),
    )


def search_document(case: Contribution, site: Site) -> SearchDocument:
    """Return what the index is told of a case: all its languages at once."""
    return SearchDocument(
        id=case.id,
        language=case.language,
        texts={language: _text(text) for language, text in case.texts.items()},
        terms=tuple(dict.fromkeys(_terms(case, site))),
        facets=_facets(case),
        cards={language: _card(case, Edition(site, language)) for language in LANGUAGES},
    )


def _text(text: CaseText) -> SearchText:
    return SearchText(
        title=text.title,
        summary=text.summary,
        headings=tuple(heading.title for heading in text.text.headings),
        text=text.text.plain,
    )


def _used(case: Contribution) -> tuple[tuple[VocabularyName, tuple[str, ...]], ...]:
    metadata = case.metadata
    curriculum = metadata.curriculum
    programme = (metadata.support.programme,) if metadata.support.programme else ()
    return (
        ("key-learning-areas", curriculum.key_learning_areas),
        ("learning-areas", curriculum.learning_areas),
        ("subjects", curriculum.subjects),
        ("key-stages", curriculum.key_stages),
        ("levels", curriculum.levels),
        ("themes", curriculum.themes),
        ("support-modes", (metadata.support.mode,)),
        ("support-programmes", programme),
        ("districts", tuple(school.district for school in metadata.schools)),
        ("material-types", tuple(m.type for m in case.published_materials)),
    )


def _terms(case: Contribution, site: Site) -> Iterator[str]:
    metadata = case.metadata
    for school in metadata.schools:
        yield from (school.name.en, school.name.zh_Hant)
    yield from _names(case)
    if metadata.community:
        for language in LANGUAGES:
            yield site.settings.community_name(metadata.community, language)
    if metadata.support.network:
        yield metadata.support.network
    yield from metadata.keywords
    for material in case.published_materials:
        for text in case.texts.values():
            yield text.material_titles.get(material.file or "", material.title)


def _names(case: Contribution) -> Iterator[str]:
    """Return every name of the case's terms, and of what they replaced or were replaced by."""
    for name, terms in _used(case):
        for term in terms:
            yield from _of_family(name, term)


@lru_cache(4096)
def _of_family(name: VocabularyName, term: str) -> tuple[str, ...]:
    return tuple(word for member in vocabulary(name).family(term) for word in member.names)


def _facets(case: Contribution) -> dict[str, tuple[str, ...]]:
    metadata = case.metadata
    curriculum = metadata.curriculum
    return {
        "area": (*curriculum.key_learning_areas, *curriculum.learning_areas),
        "subject": curriculum.subjects,
        "stage": curriculum.key_stages,
        "school-level": tuple(dict.fromkeys(lvl for s in metadata.schools for lvl in s.level)),
        "district": tuple(dict.fromkeys(school.district for school in metadata.schools)),
        "year": (metadata.school_year,),
        "mode": (metadata.support.mode,),
        "programme": (metadata.support.programme,) if metadata.support.programme else (),
        "material-type": tuple(dict.fromkeys(m.type for m in case.published_materials)),
        "theme": tuple(
            dict.fromkeys(
                current.id
                for theme in curriculum.themes
                if (current := vocabulary("themes").current(theme))
            )
        ),
        "language": case.languages,
        "owner": (owner_of(metadata.support),),
    }


def _card(case: Contribution, edition: Edition) -> Card:
    statement = case_statement(case, edition.site, edition.language)
    return Card(
        url=edition.href(case_path(case)),
        level=edition.levels(case),
        area=edition.area(case),
        schools=edition.schools(case),
        year=case.metadata.school_year,
        seal="licensed" if statement.seal == "licensed" else "ask",
        rights=f"{statement.short} · {statement.notice}",
        file=_file(case, statement, edition),
    )


def _file(case: Contribution, whole: RightsStatement, edition: Edition) -> FileLink | None:
    """Offer the first file whose rights are those that the result states: no pupil's work."""
    for material in case.published_materials:
        facts = case.files.get(material.file or "")
        statement = material_statement(case, material, edition.site, edition.language)
        same = (statement.short, statement.notice) == (whole.short, whole.notice)
        if facts and facts.type.kind != "image" and same:
            kind = edition.label("material-types", material.type)
            detail = edition.say("file", type=facts.type.name, size=edition.size(facts.size))
            return FileLink(f"{kind}{detail}", f"cases/{case.id}/{material.file}")
    return None
