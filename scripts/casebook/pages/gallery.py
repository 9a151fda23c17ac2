"""The gallery of all resources that schools made together, across cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from casebook.collection import Collection
from casebook.contribution import Contribution
from casebook.pages.cards import material_card
from casebook.pages.edition import Edition
from casebook.pages.links import Link
from casebook.pages.listing import Part, listing_page, page_path, parts
from casebook.pages.page import Page
from casebook.pages.plan import Planned, outlines_of, planned
from casebook.pages.views import Facet, ListingView
from casebook.schema.materials import Material
from casebook.vocabularies import vocabulary


@dataclass(frozen=True, slots=True)
class Resource:
    """Hold one material that can be taken away, with its case."""

    case: Contribution
    material: Material


def resources(collection: Collection) -> tuple[Resource, ...]:
    """Return everything that can be taken away, newest first; pictures of a text stay with it."""
    return tuple(
        Resource(case, material)
        for case in collection.cases
        for material in case.published_materials
        if material.type != "illustration"
    )


def plan_gallery(found: Sequence[Resource], edition: Edition) -> Iterator[Planned]:
    """Plan the pages of all resources, and those of each type."""
    by_type: dict[str, list[Resource]] = {}
    for resource in found:
        by_type.setdefault(resource.material.type, []).append(resource)
    types = [term for term in vocabulary("material-types").ids if term in by_type]
    links = [
        Link(edition.href("resources/"), edition.say("all-resources"), count=len(found)),
        *(
            Link(
                edition.href(f"resources/{type_}/"),
                edition.label("material-types", type_),
                count=len(by_type[type_]),
            )
            for type_ in types
        ),
    ]
    yield from _pages("resources/", edition.say("resources"), found, links, edition)
    for type_ in types:
        name = edition.label("material-types", type_)
        yield from _pages(f"resources/{type_}/", name, by_type[type_], links, edition)


def _pages(
    path: str, title: str, found: Sequence[Resource], links: Sequence[Link], edition: Edition
) -> Iterator[Planned]:
    whole = path == "resources/"
    beside = tuple(
        Link(link.href, link.label, count=link.count, current=link.href == edition.href(path))
        for link in links
    )
    shared = ListingView(
        title=title,
        lang=None,
        intro=edition.say("resources-intro" if whole else "resources-of-type"),
        path=() if whole else (Link(edition.href("resources/"), edition.say("resources")),),
        count=edition.say("resource-count", count=len(found)),
        facets=(Facet(edition.say("kind"), beside),),
    )
    for part, items in parts(path, found):
        files = " ".join(f"{item.case.id}/{item.material.file}" for item in items)
        inputs = (
            "resources",
            path,
            str(part.number),
            repr(beside),
            files,
            outlines_of(item.case for item in items),
        )
        made = partial(_page, part, items, shared, edition)
        yield planned(edition.href(page_path(path, part.number)), inputs, made)


def _page(part: Part, items: Sequence[Resource], shared: ListingView, edition: Edition) -> Page:
    shown = tuple(material_card(item.case, item.material, edition) for item in items)
    view = replace(shared, materials=shown, pagination=part.pagination(edition))
    return listing_page(part, view, "resources", edition)
