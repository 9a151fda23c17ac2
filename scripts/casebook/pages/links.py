"""Links to pages of the site, as every view shows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Point to a page of the site."""

    href: str
    label: str
    lang: str | None = None
    count: int | None = None
    """Number of cases or materials behind it."""
    current: bool = False


@dataclass(frozen=True)
class Pagination:
    """Place a page among the pages of a listing."""

    number: int
    links: tuple[Link | None, ...]
    """Numbered pages; None stands for a gap."""
    previous: Link | None = None
    next: Link | None = None
