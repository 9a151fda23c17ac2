"""What the search needs to know of one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from casebook.language import Language

Seal = Literal["ask", "licensed"]


@dataclass(frozen=True, slots=True)
class SearchText:
    """Hold the words of a case in one language, without markup."""

    title: str
    summary: str
    headings: tuple[str, ...]
    text: str
    """The whole text in reading order, headings included: excerpts are cut from it."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """Hold the one file that a result offers to take away."""

    label: str
    href: str
    """From the root of the site, without a leading slash."""


@dataclass(frozen=True, slots=True)
class Card:
    """Hold what a result shows of a case to readers of one interface language."""

    url: str
    """From the root of the site, without a leading slash."""
    level: str
    area: str
    schools: str
    year: str
    seal: Seal
    rights: str
    file: FileLink | None = None


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """Hold all that is indexed and shown of one case, in all its languages."""

    id: str
    """`<school-year>/<slug>`."""
    language: Language
    """The language that the case was written in."""
    texts: Mapping[Language, SearchText]
    terms: tuple[str, ...]
    """School names and vocabulary labels in both languages, aliases, keywords."""
    facets: Mapping[str, tuple[str, ...]]
    cards: Mapping[Language, Card]


@dataclass(frozen=True, slots=True)
class Indexables:
    """Say of all cases what their documents are made from: who has what comes of one needs none."""

    made_from: Mapping[str, str]
    """By the id of each, `<school-year>/<slug>`: another text wherever the document may be another;
    empty where nobody knows."""
    document: Callable[[str], SearchDocument]
    """Makes the document of a case; few are asked for."""
    settings: str = ""
    """What all are made from besides."""
