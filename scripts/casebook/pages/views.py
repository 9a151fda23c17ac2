"""What a page shows: plain values in the reader's language, ready for a template.

An address (`href`) is relative to the site's root, without a leading slash; templates make it
relative to their own page, so that the site works below any path. A `lang` is set where a text
is not in the page's language (WCAG 3.1.2); None means that it is. Views have no slots: they go to
workers by the thousand, and `pickle` takes a `__dict__` whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.markdown import Heading
from casebook.pages.compilation_view import CompilationCard, CompilationsView, CompilationView
from casebook.pages.links import Link as Link  # noqa: PLC0414 - for those who fill the views
from casebook.pages.links import Pagination as Pagination  # noqa: PLC0414
from casebook.pages.material_view import MaterialCard
from casebook.pages.rights_view import OwnerView, RightsView
from casebook.rights.statements import RightsStatement
from casebook.search.form import FacetGroup


@dataclass(frozen=True)
class CaseCard:
    """Show one case in a list."""

    href: str
    title: str
    lang: str | None
    """Language of title, summary and evidence."""
    summary: str
    levels: str
    """P4–P5 / 小四至小五."""
    area: str
    """Subject, or learning area."""
    year: str
    schools: str
    """"Lakeview Primary School and 2 more"."""
    evidence: str | None
    files: int
    """Files that can be had."""
    rights: RightsStatement
    language_note: str | None = None
    """"In Chinese", on a card whose case has no text in the page's language."""


@dataclass(frozen=True)
class Credit:
    """Credit people by role."""

    role: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class RelatedCase:
    """Lead to another case, with the reason."""

    reason: str
    link: Link
    meta: str


@dataclass(frozen=True)
class CaseView:
    """Show one case: template `case.html`."""

    title: str
    lang: str | None
    summary: str
    path: tuple[Link, ...]
    levels: str
    area: str
    areas: tuple[Link, ...]
    """Key learning areas or kindergarten learning areas, and key stages, linked."""
    schools: tuple[Link, ...]
    year: Link
    support: tuple[str | Link, ...]
    """Mode and community (linked), programme with network."""
    evidence: tuple[str, str] | None
    """What was looked at, what was found."""
    evidence_kinds: str | None
    """Kinds of evidence among the materials, where `evidence` is absent."""
    themes: tuple[Link, ...]
    rights: RightsStatement
    body: str
    """Safe HTML."""
    headings: tuple[Heading, ...]
    materials: tuple[MaterialCard, ...]
    kept: tuple[MaterialCard, ...]
    """On request, or for professional discussion: shown without a link."""
    credits: tuple[Credit, ...]
    related: tuple[RelatedCase, ...]
    cite: str
    """A citation: schools (year). title. site. address."""
    translation: str | None
    """A sentence that says who translated it, and whether by machine."""
    original: Link | None
    """The text in the language it was written in."""
    language_note: str | None
    """A sentence that says that there is no text in the page's language."""
    old_note: str | None = None
    contact: str = ""
    linked_data: str = ""
    """JSON-LD, safe within a `script` element."""
    dublin_core: tuple[tuple[str, str], ...] = ()
    """Names and contents of `meta` elements."""


@dataclass(frozen=True)
class WithdrawnView:
    """Show that a case is off the site, and nothing of it: template `withdrawn.html`."""

    date: str
    reason: str | None
    lang: str | None
    """Language of the reason."""
    others: Link | None
    ended: bool = False
    """Whether a permission ended, and not a decision: then it may come back."""


@dataclass(frozen=True)
class Facet:
    """Offer links to other sets of the same kind of listing."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ListingView:
    """Show a set of cases or materials: template `listing.html`."""

    title: str
    lang: str | None
    intro: str
    path: tuple[Link, ...]
    count: str
    """"12 cases, newest first"."""
    facets: tuple[Facet, ...]
    cases: tuple[CaseCard, ...] = ()
    materials: tuple[MaterialCard, ...] = ()
    pagination: Pagination | None = None
    notes: tuple[str, ...] = ()
    """Facts of the set: district and levels of a school, schools of a community."""
    more: Link | None = None
    """What a school owns."""
    linked_data: str = ""
    """JSON-LD, safe within a `script` element."""


@dataclass(frozen=True)
class IndexView:
    """Show a list of sets, grouped: template `index.html` (schools, communities, cases)."""

    title: str
    intro: str
    groups: tuple[Facet, ...]


@dataclass(frozen=True)
class Cell:
    """Show one way to start: a stage, with its levels and number of cases."""

    href: str
    title: str
    subtitle: str
    count: str


@dataclass(frozen=True)
class HomeView:
    """Show the home page: template `home.html`."""

    cells: tuple[Cell, ...]
    areas: tuple[Link, ...]
    examples: tuple[tuple[str, str | None], ...]
    """Example searches, each with its `lang`."""
    newest: tuple[CaseCard, ...]
    all_cases: Link
    materials: tuple[MaterialCard, ...]
    all_materials: Link
    compilations: tuple[CompilationCard, ...] = ()
    linked_data: str = ""
    """JSON-LD, safe within a `script` element."""


@dataclass(frozen=True)
class SearchView:
    """Show the search page: template `search.html`."""

    index: str
    """Address of the index folder."""
    browse: tuple[Link, ...]
    """Listings, for a browser without JavaScript."""
    facets: tuple[FacetGroup, ...]
    """Filters."""


View = (
    CaseView
    | CompilationView
    | CompilationsView
    | WithdrawnView
    | ListingView
    | IndexView
    | HomeView
    | SearchView
    | RightsView
    | OwnerView
)
