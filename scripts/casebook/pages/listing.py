"""Listings: the cases of one set, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypeVar

from casebook.contribution import Contribution
from casebook.pages.edition import Edition, alternates
from casebook.pages.linked_lists import linked_list
from casebook.pages.links import Link
from casebook.pages.page import Page
from casebook.pages.plan import Planned, outlines_of, planned
from casebook.pages.sets import CaseSets, facets
from casebook.pages.views import CaseCard, Facet, ListingView, Pagination
from casebook.rights.ownership import owner_ids
from casebook.rights.statements import listed

PAGE_SIZE = 24

Item = TypeVar("Item")
Cards = Callable[[Contribution], CaseCard]
"""Return the card of a case: it is the same on every list of an edition."""


class Beside:
    """Hold the links that stand beside the lists of an edition; they are worked out once."""

    def __init__(self, sets: Sequence[CaseSets], edition: Edition) -> None:
        """Hold the sets that are linked."""
        self.edition = edition
        self._sets = sets
        self.inputs = repr(
            [
                (one.kind, term, len(one.members[term]))
                for one in sets
                if one.kind not in ("school", "community")
                for term in one.ordered
            ]
        )
        """All that decides what the links are."""

    def facets(self, kind: str | None = None, term: str | None = None) -> tuple[Facet, ...]:
        """Return the links as they stand on the pages of one set."""
        return tuple(facets(self._sets, self.edition, kind, term))


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


def plan_set(one: CaseSets, term: str, beside: Beside, cards: Cards) -> Iterator[Planned]:
    """Plan the pages of the set `term`."""
    cases, edition = one.members[term], beside.edition
    section = {"school": "schools", "community": "communities"}.get(one.kind, "cases")
    # A school has the name that its newest case gives, and a community the schools of all cases.
    whole = beside.inputs if section == "cases" else outlines_of(cases)
    shared = cache(partial(_shared, one, term, section, beside))
    for part, items in parts(f"{one.folder}/{term}/", cases):
        inputs = (one.kind, term, str(len(cases)), str(part.number), whole, outlines_of(items))
        made = partial(_set_page, part, items, shared, section, cards, edition)
        yield planned(edition.href(page_path(part.path, part.number)), inputs, made)


def _shared(one: CaseSets, term: str, section: str, beside: Beside) -> ListingView:
    """Return what all pages of a set show alike."""
    cases, edition = one.members[term], beside.edition
    name = one.label(term, edition)
    return ListingView(
        title=name,
        lang=None,
        intro=edition.say(f"listing.{one.kind}", name=name),
        path=(Link(edition.href(f"{section}/"), edition.say(section)),),
        count=edition.say("case-count", count=len(cases)),
        facets=beside.facets(one.kind, term) if section == "cases" else (),
        notes=tuple(_notes(one.kind, term, cases, edition)),
        more=owner_link(term, cases, edition) if one.kind == "school" else None,
    )


def _set_page(
    part: Part,
    items: Sequence[Contribution],
    shared: Callable[[], ListingView],
    section: str,
    cards: Cards,
    edition: Edition,
) -> Page:
    shown = tuple(map(cards, items))
    view = replace(shared(), cases=shown, pagination=part.pagination(edition))
    return listing_page(part, view, section, edition)


def owner_path(owner: str) -> str:
    """Return the path of the page of an owner within an edition."""
    return f"rights/owners/{owner}/"


def owner_link(school: str, cases: Sequence[Contribution], edition: Edition) -> Link | None:
    """Lead from a school to what it owns; a school of the Fund's cases alone owns none of them."""
    if not any(school in owner_ids(case.metadata) for case in cases):
        return None
    return Link(edition.href(owner_path(school)), edition.say("owner-of-school"))


def plan_all_cases(
    cases: Sequence[Contribution], beside: Beside, cards: Cards
) -> Iterator[Planned]:
    """Plan the pages that list every case."""
    edition = beside.edition
    for part, items in parts("cases/", cases):
        inputs = ("all", str(len(cases)), str(part.number), beside.inputs, outlines_of(items))
        made = partial(_page_of_all, part, items, len(cases), beside, cards)
        yield planned(edition.href(page_path(part.path, part.number)), inputs, made)


def _page_of_all(
    part: Part, items: Sequence[Contribution], count: int, beside: Beside, cards: Cards
) -> Page:
    edition = beside.edition
    view = ListingView(
        title=edition.say("cases"),
        lang=None,
        intro=edition.say("cases-intro"),
        path=(),
        count=edition.say("case-count", count=count),
        facets=beside.facets(),
        cases=tuple(map(cards, items)),
        pagination=part.pagination(edition),
    )
    return listing_page(part, view, "cases", edition)


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
