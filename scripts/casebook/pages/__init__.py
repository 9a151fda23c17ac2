"""A collection compiled into pages: plain values, which the theme frames later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casebook.collection import Collection
from casebook.language import LANGUAGES
from casebook.pages.cards import case_card
from casebook.pages.case import compile_case
from casebook.pages.compilation import compile_compilations
from casebook.pages.edition import Edition
from casebook.pages.gallery import compile_gallery, resources
from casebook.pages.home import compile_home
from casebook.pages.indexes import compile_communities, compile_schools
from casebook.pages.listing import compile_all_cases, compile_set
from casebook.pages.owners import compile_owners
from casebook.pages.page import Page
from casebook.pages.related import Related
from casebook.pages.rights import compile_rights
from casebook.pages.search import compile_search
from casebook.pages.sets import case_sets
from casebook.pages.withdrawn import compile_ended, compile_withdrawn
from casebook.settings import Site

__all__ = ["compile_pages"]


def compile_pages(collection: Collection, site: Site, today: date) -> Iterator[Page]:
    """Yield every page of the site that is made from case studies, in every language."""
    related = Related(collection)
    sets = case_sets(collection)
    by_kind = {one.kind: one for one in sets}
    found = resources(collection)
    known = {case.id for case in (*collection.cases, *collection.notices)}
    for language in LANGUAGES:
        edition = Edition(site, language)
        cards = {case.id: case_card(case, edition) for case in collection.cases}
        yield compile_home(collection, sets, found, edition)
        yield compile_search(collection.cases, sets, edition)
        yield compile_rights(collection, edition)
        yield from compile_owners(collection, edition)
        yield compile_schools(by_kind["school"], edition)
        yield compile_communities(by_kind["community"], edition)
        yield from compile_all_cases(collection.cases, sets, cards, edition)
        for one in sets:
            for term in one.ordered:
                yield from compile_set(one, term, sets, cards, edition)
        yield from compile_gallery(found, edition)
        yield from compile_compilations(collection, edition)
        for case in collection.cases:
            yield compile_case(case, related.to(case, edition), known, edition, today)
        for case in collection.withdrawn:
            yield compile_withdrawn(case, edition)
        for case, since in collection.ended:
            yield compile_ended(case, since, edition)
