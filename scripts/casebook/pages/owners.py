"""The page of each owner: every case that it owns, alone or with others, and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from urllib.parse import urlencode

from casebook.collection import Collection, grouped
from casebook.contribution import Contribution
from casebook.pages.cards import material_title
from casebook.pages.compilation import compilation_link
from casebook.pages.edition import Edition, alternates, case_path
from casebook.pages.links import Link
from casebook.pages.listing import Part, owner_path, page_path, parts
from casebook.pages.page import Page
from casebook.pages.plan import Planned, each_once, outlines_of, planned
from casebook.pages.rights_view import OwnedCase, OwnedMaterial, OwnerView
from casebook.pages.works import works_of
from casebook.rights.ownership import owner_ids
from casebook.rights.statements import case_statement, holders_of, material_statement
from casebook.schema.materials import Material

PAGE_SIZE = 48
INSTITUTIONS = ("edb", "qef")


def owned(collection: Collection) -> Mapping[str, tuple[Contribution, ...]]:
    """Return the cases of every owner by its id: `edb`, `qef`, and each school's."""
    return grouped(collection.cases, lambda case: owner_ids(case.metadata))


def owner_name(owner: str, case: Contribution, edition: Edition) -> str:
    """Return the name of an owner as the statement of its newest case gives it."""
    names = holders_of(case, edition.site, edition.language)
    return names[owner_ids(case.metadata).index(owner)]


def plan_owners(collection: Collection, edition: Edition) -> Iterator[Planned]:
    """Plan the pages of every owner; what a case shows is worked out once for all its owners."""
    compiled = _compiled(collection, edition)
    shown = each_once(partial(_owned_case, edition=edition))
    for owner, cases in owned(collection).items():
        shared = cache(partial(_shared, owner, cases, edition))
        for part, items in parts(owner_path(owner), cases, PAGE_SIZE):
            links = compiled.get(owner, ()) if part.number == 1 else ()
            about = (owner, str(len(cases)), str(part.number), repr(links))
            # The newest case gives the owner its name.
            inputs = ("owner", *about, outlines_of((cases[0], *items)))
            made = partial(_owner_page, part, items, shared, shown, links, edition)
            yield planned(edition.href(page_path(part.path, part.number)), inputs, made)


def _shared(owner: str, cases: Sequence[Contribution], edition: Edition) -> OwnerView:
    """Return what all pages of an owner show alike."""
    name = owner_name(owner, cases[0], edition)
    return OwnerView(
        title=edition.say("owned-by", name=name),
        intro=edition.say("owner-intro", name=name),
        path=(Link(edition.href("rights/"), edition.say("rights")),),
        count=edition.say("case-count", count=len(cases)),
        more=_more(owner, edition),
        cases=(),
        compilations=(),
        pagination=None,
    )


def _owner_page(
    part: Part,
    items: Sequence[Contribution],
    shared: Callable[[], OwnerView],
    shown: Callable[[Contribution], OwnedCase],
    links: tuple[Link, ...],
    edition: Edition,
) -> Page:
    cases, pages = tuple(map(shown, items)), part.pagination(edition)
    view = replace(shared(), cases=cases, compilations=links, pagination=pages)
    return _page(page_path(part.path, part.number), view, part.number, edition)


def _compiled(collection: Collection, edition: Edition) -> Mapping[str, tuple[Link, ...]]:
    """Return links to the compilations that hold something of each owner."""
    found: dict[str, list[Link]] = {}
    for compilation in collection.compilations:
        link = compilation_link(compilation, edition)
        parts_shown = compilation.text_for(edition.language).shown
        owners = (owner for part in parts_shown for owner in owner_ids(part.case.metadata))
        for owner in dict.fromkeys(owners):
            found.setdefault(owner, []).append(link)
    return {owner: tuple(links) for owner, links in found.items()}


def _page(path: str, view: OwnerView, number: int, edition: Edition) -> Page:
    title = view.title
    if number > 1:
        title = edition.say("page-title", title=title, number=number)
    return Page(
        src_uri=edition.href(path) + "index.md",
        template="owner.html",
        language=edition.language,
        title=title,
        description=view.intro,
        section="rights",
        view=view,
        alternates=alternates(path),
    )


def _more(owner: str, edition: Edition) -> Link:
    """Lead to where a teacher looks for the same cases."""
    if owner in INSTITUTIONS:
        kind = "qef" if owner == "qef" else "joint"
        found = edition.href("search/") + "?" + urlencode({"owner": kind})
        return Link(found, edition.say("owner-search"))
    return Link(edition.href(f"schools/{owner}/"), edition.say("owner-school"))


def _owned_case(case: Contribution, edition: Edition) -> OwnedCase:
    """Return a case as every owner's page shows it; its notice names all of its owners."""
    text = case.text_for(edition.language)
    published = set(case.published_materials)
    return OwnedCase(
        link=Link(edition.href(case_path(case)), text.title, lang=edition.lang_of(text.language)),
        year=case.metadata.school_year,
        rights=case_statement(case, edition.site, edition.language),
        materials=tuple(
            _owned_material(case, material, edition, shown=material in published)
            for material in case.metadata.materials
            if material.type != "student-work"
        ),
        works=tuple(works_of(case, edition)),
    )


def _owned_material(
    case: Contribution, material: Material, edition: Edition, *, shown: bool
) -> OwnedMaterial:
    title, language = material_title(case, material, edition.language)
    return OwnedMaterial(
        title=title,
        lang=edition.lang_of(language),
        kind=edition.label("material-types", material.type),
        href=f"cases/{case.id}/{material.file}" if shown else None,
        rights=material_statement(case, material, edition.site, edition.language),
    )
