"""The gallery of all resources that schools made together, across cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.collection import Collection
from casebook.contribution import Contribution
from casebook.pages.cards import material_card
from casebook.pages.edition import Edition
from casebook.pages.links import Link
from casebook.pages.listing import listing_page, parts
from casebook.pages.page import Page
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


def compile_gallery(found: Sequence[Resource], edition: Edition) -> Iterator[Page]:
    """Return the pages of all resources, and those of each type."""
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
) -> Iterator[Page]:
    whole = path == "resources/"
    beside = tuple(
        Link(link.href, link.label, count=link.count, current=link.href == edition.href(path))
        for link in links
    )
    for part, items in parts(path, found):
        view = ListingView(
            title=title,
            lang=None,
            intro=edition.say("resources-intro" if whole else "resources-of-type"),
            path=() if whole else (Link(edition.href("resources/"), edition.say("resources")),),
            count=edition.say("resource-count", count=len(found)),
            facets=(Facet(edition.say("kind"), beside),),
            materials=tuple(material_card(item.case, item.material, edition) for item in items),
            pagination=part.pagination(edition),
        )
        yield listing_page(part, view, "resources", edition)
