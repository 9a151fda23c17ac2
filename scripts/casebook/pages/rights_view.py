"""What the page of the rights ledger shows."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.pages.links import Link


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """Count what one owner owns, alone or with others."""

    owner: Link
    cases: int
    licensed: int
    """Cases with a license to the public."""
    files: int
    """Materials with a file; pupils' works are the pupils'."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Show a work that is not the owners' of the case it stands in."""

    work: str
    owner: str
    lang: str | None
    """Language of work and owner."""
    basis: str
    until: str
    case: Link


@dataclass(frozen=True, slots=True)
class RightsView:
    """Show whose rights the site rests on: template `rights.html`."""

    title: str
    intro: str
    owners: tuple[OwnerRow, ...]
    works: tuple[WorkRow, ...]
    downloads: tuple[Link, ...]
    off_site: str | None
