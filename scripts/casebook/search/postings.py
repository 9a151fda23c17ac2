"""The part of the index that one case alone decides."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from string import ascii_lowercase
from typing import Final

import numpy as np
from pydantic import TypeAdapter

from casebook.language import LANGUAGES, Language
from casebook.search.coding import LETTERS, capped, json_bytes
from casebook.search.documents import Card, SearchDocument
from casebook.search.packing import packed, unpacked
from casebook.search.settings import SearchSettings
from casebook.search.tokens import FIRST_STEM, Numbers, Tokens, are_han, stems_of, tokens_of
from casebook.search.weights import Field, weigh

DIGEST: Final = 16
"""Bytes of a digest that a year keeps of each case, and of each part of a shard."""
_CORRECTABLE: Final = re.compile("[a-z]{4,}").fullmatch
"""A word that a misspelling may stand for."""
_OF_WORDS: Final = f" {ascii_lowercase}".encode()
_OF_A_CARD: Final = tuple(field.name for field in fields(Card) if field.name != "file")


@dataclass(frozen=True, slots=True)
class CasePostings:
    """Hold the tokens that one case adds to the index, and what each of them weighs."""

    han: Numbers
    """Characters and pairs of them, as `tokens` numbers them: the same in every process."""
    stems: tuple[str, ...]
    """In the order of the alphabet."""
    weights: bytes
    """One byte a token, first of `han`, then of `stems`: its field's class times 16 plus impact."""
    words: tuple[str, ...]
    """English words to correct a misspelling by."""
    titles: str
    """One character a language: how many tokens its title has, none as zero."""
    facets: Mapping[str, tuple[str, ...]]
    """The values that filters find the case by."""
    shown: bytes
    """A digest of what the results show of it."""


def entry_of(document: SearchDocument, settings: SearchSettings) -> bytes:
    """Cut and weigh the texts of one case; `postings_of` reads the result.

    It is a pure function of the case and the settings, so that it can be kept between builds.
    """
    titles = {tag: tokens_of(text.title) for tag, text in document.texts.items()}
    of_fields = list(_fields(document, titles, settings))
    numbers, weights = weigh(of_fields)
    first = int(np.searchsorted(numbers, FIRST_STEM))
    # The numbers of stems are those of this process alone.
    stems = sorted(zip(stems_of(numbers[first:]), weights[first:], strict=True))
    words = frozenset[str]().union(*(tokens.words for _, tokens, _ in of_fields))
    lengths = (titles[tag].asked if tag in titles else 0 for tag in LANGUAGES)
    return packed(
        numbers[:first].astype("<i8").tobytes(),
        " ".join(stem for stem, _ in stems).encode(),
        weights[:first] + bytes(weight for _, weight in stems),
        " ".join(sorted(filter(_CORRECTABLE, words))).encode(),
        "".join(map(capped, lengths)).encode(),
        json.dumps(dict(document.facets), ensure_ascii=False).encode(),
        digest_of(display(document)),
    )


def postings_of(entry: bytes) -> CasePostings:
    """Return what an entry says; raise `ValueError` or its like where it has another form."""
    han, stems, weights, words, titles, facets, shown = unpacked(entry)
    case = CasePostings(
        np.frombuffer(han, "<i8").astype(np.int64),
        tuple(stems.decode().split()),
        weights,
        tuple(words.decode().split()),
        titles.decode(),
        _facets().validate_json(facets),
        shown,
    )
    if len(weights) != len(case.han) + len(case.stems) or len(case.titles) != len(LANGUAGES):
        raise ValueError("so many tokens have not so many weights")
    if not are_han(case.han) or max(weights, default=0) >= len(LETTERS):
        raise ValueError("it holds what is neither a token nor a weight")
    if words.strip(_OF_WORDS) or len(shown) != DIGEST:
        raise ValueError("it holds what is no English word, or no digest")
    return case


def digest_of(part: bytes) -> bytes:
    """Return what a year keeps to tell a part of it from any other."""
    return sha256(part).digest()[:DIGEST]


@functools.cache
def _facets() -> TypeAdapter[dict[str, tuple[str, ...]]]:
    return TypeAdapter(dict[str, tuple[str, ...]])


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


def display(document: SearchDocument) -> bytes:
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
    return json_bytes(shown)


def _card(card: Card) -> dict[str, object]:
    shown: dict[str, object] = {name: getattr(card, name) for name in _OF_A_CARD}
    if card.file:
        shown["file"] = {"label": card.file.label, "href": card.file.href}
    return shown
