"""The pages that list sets: schools by district, and learning communities."""

from __future__ import annotations

from casebook.pages.edition import Edition, alternates
from casebook.pages.links import Link
from casebook.pages.page import Page
from casebook.pages.sets import CaseSets
from casebook.pages.views import Facet, IndexView
from casebook.vocabularies import vocabulary


def compile_schools(schools: CaseSets, edition: Edition) -> Page:
    """Return the page of all schools, by district."""
    by_district: dict[str, list[Link]] = {}
    for link, term in zip(schools.facet(edition).links, schools.ordered, strict=True):
        case = schools.members[term][0]
        school = next(s for s in case.metadata.schools if s.id == term)
        by_district.setdefault(school.district, []).append(link)
    groups = tuple(
        Facet(
            edition.label("districts", district),
            tuple(sorted(by_district[district], key=lambda link: link.label)),
        )
        for district in vocabulary("districts").ids
        if district in by_district
    )
    return _page("schools", groups, edition)


def compile_communities(communities: CaseSets, edition: Edition) -> Page:
    """Return the page of all learning communities."""
    links = sorted(communities.facet(edition).links, key=lambda link: link.label)
    return _page("communities", (Facet("", tuple(links)),), edition)


def _page(section: str, groups: tuple[Facet, ...], edition: Edition) -> Page:
    intro = edition.say(f"{section}-intro")
    return Page(
        src_uri=edition.href(f"{section}/") + "index.md",
        template="index.html",
        language=edition.language,
        title=edition.say(section),
        description=intro,
        section=section,
        view=IndexView(edition.say(section), intro, groups),
        alternates=alternates(f"{section}/"),
    )
