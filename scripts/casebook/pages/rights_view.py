"""What the page of the rights ledger and those of owners show."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.pages.links import Link, Pagination
from casebook.rights.statements import RightsStatement


@dataclass(frozen=True)
class OwnerRow:
    """Count what one owner owns, alone or with others."""

    owner: Link
    cases: int
    licensed: int
    """Cases with a license to the public."""
    files: int
    """Materials with a file; pupils' works are the pupils'."""


@dataclass(frozen=True)
class WorkRow:
    """Show a work that is not the owners' of the case it stands in."""

    work: str
    lang: str | None
    """Language of the work's title."""
    owner: str
    owner_lang: str | None
    place: str
    """Where it stands: the text, or the title of a file."""
    place_lang: str | None
    basis: str
    until: str
    case: Link


@dataclass(frozen=True)
class RightsView:
    """Show whose rights the site rests on: template `rights.html`."""

    title: str
    intro: str
    owners: tuple[OwnerRow, ...]
    works: tuple[WorkRow, ...]
    downloads: tuple[Link, ...]
    off_site: str | None


@dataclass(frozen=True)
class OwnedMaterial:
    """Show one material of a case with what may be done with it."""

    title: str
    lang: str | None
    kind: str
    href: str | None
    """The file; None for material that stays with the schools or is given on request."""
    rights: RightsStatement


@dataclass(frozen=True)
class OwnedCase:
    """Show one case on the page of an owner."""

    link: Link
    year: str
    rights: RightsStatement
    materials: tuple[OwnedMaterial, ...]
    works: tuple[WorkRow, ...]
    """What in it is not the owners'."""


@dataclass(frozen=True)
class OwnerView:
    """Show everything that one owner owns, alone or with others: template `owner.html`."""

    title: str
    intro: str
    path: tuple[Link, ...]
    count: str
    more: Link
    cases: tuple[OwnedCase, ...]
    compilations: tuple[Link, ...]
    """Those that hold something of this owner; on the first page."""
    pagination: Pagination | None
