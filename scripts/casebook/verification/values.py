"""What the scan reads off a page and what it finds, as plain values that can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Fault:
    """Say what must not be on the site: a mistake of Casebook or of its theme, not of a case."""

    path: str
    """From the site's root."""
    line: int
    """From 1; 1 where the whole file is meant."""
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Element:
    """Hold one element in the order of the page."""

    tag: str
    attributes: Mapping[str, str]
    targets: tuple[str, ...] = ()
    """Every address that it leads to or loads, as a browser understands it."""
    text: str = ""
    """Of a script alone."""
    is_inert: bool = False
    """Whether it stands in a `template`: its `id` is none of the page's."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Hold an element with all that it says by itself; the same for all that are alike."""

    element: Element
    faults: tuple[tuple[str, str], ...]
    """The rule that it breaks, and the words for it."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Hold all that is to be known of one page: it depends on its bytes and its path alone."""

    path: str
    faults: tuple[Fault, ...]
    ids: frozenset[str]
    targets: frozenset[str]
    """Addresses that it leads to or loads, as they stand there."""


class Lead(NamedTuple):
    """Say where an address inside the site leads."""

    file: str
    """From the site's root."""
    place: str = ""
    """The `id` of an element, as it stands in the address; empty for the whole file."""


@dataclass(frozen=True, slots=True)
class PageNeeds:
    """Hold what is wrong with a page by itself, and what must be there beside it."""

    path: str
    faults: tuple[Fault, ...]
    ids: frozenset[str]
    files: frozenset[str]
    """That it leads to, or loads."""
    places: frozenset[Lead]
    """On other pages."""
