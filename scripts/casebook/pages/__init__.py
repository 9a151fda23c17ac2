"""A collection compiled into pages: plain values, which the theme frames later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date
from functools import partial

from casebook.collection import Collection
from casebook.contribution import Contribution
from casebook.language import LANGUAGES
from casebook.pages.cards import case_card
from casebook.pages.case import plan_case
from casebook.pages.compilation import compile_compilations
from casebook.pages.edition import Edition
from casebook.pages.gallery import Resource, plan_gallery, resources
from casebook.pages.home import compile_home
from casebook.pages.indexes import compile_communities, compile_schools
from casebook.pages.listing import Beside, plan_all_cases, plan_set
from casebook.pages.owners import plan_owners
from casebook.pages.page import Page
from casebook.pages.plan import Planned, as_compiled, each_once
from casebook.pages.related import Related, related_in
from casebook.pages.rights import compile_rights
from casebook.pages.search import compile_search, count_facets
from casebook.pages.sets import CaseSets, case_sets
from casebook.pages.withdrawn import plan_ended, plan_withdrawn
from casebook.settings import Site

__all__ = ["plan_pages", "plan_reworded"]


def plan_pages(
    collection: Collection, site: Site, today: date, related: Related | None = None
) -> Iterator[Planned]:
    """Plan every page that is made from case studies, in every language: none is compiled yet."""
    related = related or related_in(collection)
    sets = case_sets(collection)
    found, counts = resources(collection), count_facets(collection.cases)
    known = collection.addressed
    for language in LANGUAGES:
        edition = Edition(site, language)
        beside = Beside(sets, edition)
        cards = each_once(partial(case_card, edition=edition))
        yield as_compiled(compile_search(counts, sets, edition))
        yield from map(as_compiled, _few(collection, sets, found, edition))
        yield from plan_owners(collection, edition)
        yield from plan_all_cases(collection.cases, beside, cards)
        for one in sets:
            for term in one.ordered:
                yield from plan_set(one, term, beside, cards)
        yield from plan_gallery(found, edition)
        for case in collection.cases:
            yield plan_case(case, related, known, edition, today)
        for case in collection.withdrawn:
            yield plan_withdrawn(case, edition)
        for case, since in collection.ended:
            yield plan_ended(case, since, edition)


def plan_reworded(
    cases: Sequence[Contribution], related: Related, known: Set[str], site: Site, today: date
) -> Iterator[Planned]:
    """Plan what shows the words of some cases, none of which is in a compilation.

    `known` are the cases that texts may lead to.
    """
    for language in LANGUAGES:
        edition = Edition(site, language)
        yield from (plan_case(case, related, known, edition, today) for case in cases)


def _few(
    collection: Collection, sets: Sequence[CaseSets], found: Sequence[Resource], edition: Edition
) -> Iterator[Page]:
    """Yield the pages of which there are few: they show something of all cases."""
    by_kind = {one.kind: one for one in sets}
    yield compile_home(collection, sets, found, edition)
    yield compile_rights(collection, edition)
    yield compile_schools(by_kind["school"], edition)
    yield compile_communities(by_kind["community"], edition)
    yield from compile_compilations(collection, edition)
