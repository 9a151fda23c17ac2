"""What the page of a compilation shows, and the list of all compilations."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.markdown import Heading
from casebook.pages.links import Link
from casebook.pages.material_view import MaterialCard
from casebook.rights.statements import RightsStatement


@dataclass(frozen=True)
class PartView:
    """Show one part: where it comes from, whose it is, what it says and gives."""

    number: int
    anchor: str
    title: str
    lang: str | None
    """Language of title and text."""
    case: Link
    """The whole case: its label says so."""
    meta: str
    """Levels, subject, schools and year in a line."""
    introduction: str | None
    body: str
    """Safe HTML; "" where the part gives files alone."""
    rights: RightsStatement
    materials: tuple[MaterialCard, ...]
    translation: str | None


@dataclass(frozen=True)
class EndedView:
    """Say that a part is off the site since a day."""

    number: int
    anchor: str
    title: str
    notice: str


@dataclass(frozen=True)
class Download:
    """Offer a compilation as one file."""

    href: str
    kind: str
    """What a teacher calls the type: PDF, EPUB."""
    name: str
    size: str = ""
    """For people; known once it is made."""


@dataclass(frozen=True)
class CompilationView:
    """Show one compilation: template `compilation.html`."""

    title: str
    lang: str | None
    summary: str
    path: tuple[Link, ...]
    editor: str
    compiled: str
    """The day, in words."""
    modified: str
    sources: str
    """How many cases and schools it brings together."""
    levels: str
    body: str
    """Safe HTML."""
    headings: tuple[Heading, ...]
    parts: tuple[PartView | EndedView, ...]
    rights: RightsStatement
    downloads: tuple[Download, ...]
    language_note: str | None
    linked_data: str
    dublin_core: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CompilationCard:
    """Show one compilation in a list."""

    link: Link
    levels: str
    summary: str
    sources: str
    """How many cases and schools it brings together."""
    compiled: str
    """Editor and day."""
    rights: RightsStatement


@dataclass(frozen=True)
class CompilationsView:
    """Show all compilations: template `compilations.html`."""

    title: str
    intro: str
    cards: tuple[CompilationCard, ...]
