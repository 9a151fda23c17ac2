"""A link to a page of the site, as every view shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Point to a page of the site."""

    href: str
    label: str
    lang: str | None = None
    count: int | None = None
    """Number of cases or materials behind it."""
    current: bool = False
