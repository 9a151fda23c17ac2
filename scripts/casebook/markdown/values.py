"""A contributed text as later stages use it: frozen, picklable, free of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold one heading: `level` 2 to 6, `anchor` its id on the page without the `#`."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """Point from the text to `target`: https:, mailto:, a relative address or `#anchor`.

    A relative address is as typed, but without `./` before it; the fragment of this text or of
    another case is the anchor of the heading (`#what-we-did` becomes `#s-what-we-did`).
    """

    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class Picture:
    """Show the file `target`, named as it lies in the folder (not percent-encoded)."""

    target: str
    alt: str
    location: Location
    title: str = ""
    is_caption: bool = False
    """The alternative text holds a link: it was written as a caption, to be read by everyone."""


Piece = str | Link | Picture | Localized
"""Finished HTML; the start of a link; a picture; words of ours in the reader's language."""


@dataclass(frozen=True, slots=True)
class Text:
    """Hold one text ready to be rendered: nothing in it needs cleaning any more."""

    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    plain: str
    """For the search: a line for each paragraph, item, row and code block; no headings."""


@dataclass(frozen=True, slots=True)
class Read:
    """Hold what came of a text; `text` is None where it could not be taken apart safely.

    With an error among the diagnostics `text` is there for further checks, never for a page.
    """

    text: Text | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class PublishedPicture:
    """Name the file that a page shows for a picture, with its size in pixels."""

    src: str
    width: int
    height: int


PublishedPictures = Mapping[str, PublishedPicture]
