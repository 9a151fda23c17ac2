"""The part of the index that one case alone decides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from casebook.language import LANGUAGES, Language
from casebook.search.coding import capped
from casebook.search.documents import Card, SearchDocument
from casebook.search.settings import SearchSettings
from casebook.search.tokens import Tokens, tokens_of
from casebook.search.weights import Field, weigh

SHORTEST_WORD: Final = 4
"""Letters of a word that a misspelling may stand for."""


@dataclass(frozen=True, slots=True)
class CasePostings:
    """Hold what one case adds to the index.

    It is a pure function of the case and the settings, and small texts rather than many objects,
    so that it can be kept between builds and passed between processes.
    """

    id: str
    tokens: str
    """Each once, with a space between."""
    weights: bytes
    """One byte a token: its field's class times 16, plus its impact."""
    words: str
    """English words to correct a misspelling by, with a space between."""
    titles: str
    """One character a language: how many tokens its title has, none as zero."""
    facets: tuple[tuple[str, tuple[str, ...]], ...]
    display: bytes
    """The file that the browser reads to show the case."""

    @property
    def block(self) -> str:
        """Return the school year whose part of the index the case belongs to."""
        return self.id.split("/")[0]

    @property
    def digest(self) -> bytes:
        """Return a hash of all that reaches the index."""
        words = (self.id, self.tokens, self.words, self.titles, repr(self.facets))
        return sha256("\n".join(words).encode() + self.weights + self.display).digest()


def postings_of(document: SearchDocument, settings: SearchSettings) -> CasePostings:
    """Cut and weigh the texts of one case."""
    titles = {tag: tokens_of(text.title) for tag, text in document.texts.items()}
    fields = list(_fields(document, titles, settings))
    weights = weigh(fields)
    words = frozenset[str]().union(*(tokens.words for _, tokens, _ in fields))
    lengths = (titles[tag].asked if tag in titles else 0 for tag in LANGUAGES)
    return CasePostings(
        id=document.id,
        tokens=" ".join(weights),
        weights=bytes(weights.values()),
        words=" ".join(sorted(w for w in words if len(w) >= SHORTEST_WORD and w.isalpha())),
        titles="".join(map(capped, lengths)),
        facets=tuple((facet, tuple(values)) for facet, values in sorted(document.facets.items())),
        display=_display(document),
    )


def _fields(
    document: SearchDocument, titles: dict[Language, Tokens], settings: SearchSettings
) -> Iterator[tuple[Field, Tokens, float]]:
    for tag, text in document.texts.items():
        usual = settings.lengths[tag]
        yield "text", tokens_of(text.text), usual["text"]
        yield "title", titles[tag], usual["title"]
        yield "heading", tokens_of("\n".join(text.headings)), usual["heading"]
        yield "summary", tokens_of(text.summary), usual["summary"]
    terms = tokens_of("\n".join(document.terms))
    yield "term", terms, settings.lengths[document.language]["term"]


def _display(document: SearchDocument) -> bytes:
    """Write the case as the results show it; excerpts and reasons are found in the browser."""
    shown = {
        "language": document.language,
        "cards": {tag: _card(document.cards[tag]) for tag in LANGUAGES if tag in document.cards},
        "texts": {
            tag: {"title": text.title, "summary": text.summary, "text": text.text}
            for tag in LANGUAGES
            if (text := document.texts.get(tag))
        },
        "terms": document.terms,
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def _card(card: Card) -> dict[str, object]:
    return {name: value for name, value in asdict(card).items() if value is not None}
