"""Listings: the cases of one set, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from casebook.contribution import Contribution
from casebook.pages.edition import Edition, alternates
from casebook.pages.linked_lists import linked_list
from casebook.pages.links import Link
from casebook.pages.page import Page
from casebook.pages.sets import CaseSets, facets
from casebook.pages.views import CaseCard, Facet, ListingView, Pagination
from casebook.rights.ownership import owner_ids
from casebook.rights.statements import listed

PAGE_SIZE = 24

Item = TypeVar("Item")
Cards = Mapping[str, CaseCard]
"""The card of each case by its id: it is the same on every list of an edition."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold the items of one page of a listing."""

    number: int
    total: int
    path: str

    def pagination(self, edition: Edition) -> Pagination | None:
        """Return links to the other pages; None where there are none."""
        if self.total == 1:
            return None
        near = {1, self.total, *range(self.number - 1, self.number + 2)}
        numbers = [number for number in sorted(near) if 1 <= number <= self.total]
        links: list[Link | None] = []
        for previous, number in zip([0, *numbers], numbers, strict=False):
            if number - previous > 1:
                links.append(None)
            links.append(self._link(number, edition))
        return Pagination(
            self.number,
            tuple(links),
            self._link(self.number - 1, edition) if self.number > 1 else None,
            self._link(self.number + 1, edition) if self.number < self.total else None,
        )

    def _link(self, number: int, edition: Edition) -> Link:
        href = edition.href(page_path(self.path, number))
        return Link(href, str(number), current=number == self.number)


def page_path(path: str, number: int) -> str:
    """Return the path of one page of the listing at `path`."""
    return path if number == 1 else f"{path}page/{number}/"


def parts(
    path: str, items: Sequence[Item], size: int = PAGE_SIZE
) -> Iterator[tuple[Part, Sequence[Item]]]:
    """Cut a listing into pages of `size` items."""
    total = max(1, -(-len(items) // size))
    for number in range(1, total + 1):
        start = (number - 1) * size
        yield Part(number, total, path), items[start : start + size]


def listing_page(part: Part, view: ListingView, section: str, edition: Edition) -> Page:
    """Frame one page of a listing."""
    path = page_path(part.path, part.number)
    title = view.title
    if part.number > 1:
        title = edition.say("page-title", title=title, number=part.number)
    found = linked_list(path, title, edition, cases=view.cases, materials=view.materials)
    return Page(
        src_uri=edition.href(path) + "index.md",
        template="listing.html",
        language=edition.language,
        title=title,
        description=view.intro,
        section=section,
        view=replace(view, linked_data=found),
        alternates=alternates(path),
    )


def compile_set(
    one: CaseSets, term: str, sets: Sequence[CaseSets], cards: Cards, edition: Edition
) -> Iterator[Page]:
    """Return the pages of the set `term`."""
    cases = one.members[term]
    more = owner_link(term, cases, edition) if one.kind == "school" else None
    name = one.label(term, edition)
    section = {"school": "schools", "community": "communities"}.get(one.kind, "cases")
    own_index = Link(edition.href(f"{section}/"), edition.say(section))
    beside = tuple(facets(sets, edition, one.kind, term)) if section == "cases" else ()
    for part, items in parts(f"{one.folder}/{term}/", cases):
        view = ListingView(
            title=name,
            lang=None,
            intro=edition.say(f"listing.{one.kind}", name=name),
            path=(own_index,),
            count=edition.say("case-count", count=len(cases)),
            facets=beside,
            cases=tuple(cards[case.id] for case in items),
            pagination=part.pagination(edition),
            notes=tuple(_notes(one.kind, term, cases, edition)),
            more=more,
        )
        yield listing_page(part, view, section, edition)


def owner_path(owner: str) -> str:
    """Return the path of the page of an owner within an edition."""
    return f"rights/owners/{owner}/"


def owner_link(school: str, cases: Sequence[Contribution], edition: Edition) -> Link | None:
    """Lead from a school to what it owns; a school of the Fund's cases alone owns none of them."""
    if not any(school in owner_ids(case.metadata) for case in cases):
        return None
    return Link(edition.href(owner_path(school)), edition.say("owner-of-school"))


def compile_all_cases(
    cases: Sequence[Contribution], sets: Sequence[CaseSets], cards: Cards, edition: Edition
) -> Iterator[Page]:
    """Return the pages that list every case."""
    beside: tuple[Facet, ...] = tuple(facets(sets, edition))
    for part, items in parts("cases/", cases):
        view = ListingView(
            title=edition.say("cases"),
            lang=None,
            intro=edition.say("cases-intro"),
            path=(),
            count=edition.say("case-count", count=len(cases)),
            facets=beside,
            cases=tuple(cards[case.id] for case in items),
            pagination=part.pagination(edition),
        )
        yield listing_page(part, view, "cases", edition)


def _notes(kind: str, term: str, cases: Sequence[Contribution], edition: Edition) -> Iterator[str]:
    if kind == "school":
        school = next(s for s in cases[0].metadata.schools if s.id == term)
        yield edition.say(
            "school-facts",
            level=edition.labels("school-levels", school.level),
            district=edition.label("districts", school.district),
        )
    if kind == "community":
        names = {
            school.id: school.name.localized.in_(edition.language)
            for case in cases
            for school in case.metadata.schools
        }
        yield edition.say("community-schools", schools=listed([*names.values()], edition.language))
