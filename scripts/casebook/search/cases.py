"""The cases of each school year, known by what all are made from.

The key of each alone is made where its year is another than before: there are many cases.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from casebook.cache import Cache, Key, key_of, keys_of
from casebook.search.documents import Indexables, SearchDocument
from casebook.search.postings import display
from casebook.search.settings import SearchSettings

_KEY: Final = 32
"""Bytes of a key."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Hold the cases of one school year, in the order of their folders."""

    year: str
    ids: Sequence[str]
    key: Key
    """What is made of all of them is kept by it."""
    keys: Sequence[Key]
    """What comes of each is kept by its own."""
    document: Callable[[str], SearchDocument]
    """Returns all that is indexed and shown of one, by its id; made where something lacks."""


@dataclass(frozen=True, slots=True)
class Before:
    """Hold the keys of a year in the build before."""

    key: Key
    keys: Sequence[Key]


class Known:
    """Know the cases of each year by what they are made from."""

    def __init__(
        self, told: Indexables, settings: SearchSettings, shards: int, cache: Cache
    ) -> None:
        self._document = functools.cache(told.document)
        self._cache = cache
        self._shards = str(shards)
        unknown = [id_ for id_, made_from in told.made_from.items() if not made_from]
        self._made_from = {**told.made_from, **{id_: self._by_words(id_) for id_ in unknown}}
        shared = json.dumps(settings.lengths, sort_keys=True), told.settings
        self._key_of_case = keys_of("search case", *shared)
        self._key_of_year = keys_of("search cases", *shared)

    def cases(self, year: str, ids: Sequence[str]) -> tuple[Cases, Before]:
        """Return the cases of a year, and their keys in the build before; keep those of now."""
        made_from = [self._made_from[id_] for id_ in ids]
        key = self._key_of_year(json.dumps([ids, made_from]))
        place = key_of("search year", year, self._shards)
        before = _read(self._cache.get(place) or b"")
        if before.key == key and len(before.keys) == len(ids):
            return Cases(year, ids, key, before.keys, self._document), before
        keys = list(map(self._key_of_case, ids, made_from))
        self._cache.put(place, b"".join([key, *keys]))
        return Cases(year, ids, key, keys, self._document), before

    def _by_words(self, id_: str) -> str:
        """Return what stands for what a case is made from, where nobody knows that."""
        document = self._document(id_)
        headings = [text.headings for text in document.texts.values()]
        rest = json.dumps([headings, dict(document.facets)])
        return f"by its words {sha256(display(document) + rest.encode()).hexdigest()}"


def _read(kept: bytes) -> Before:
    key, *keys = [kept[start : start + _KEY] for start in range(0, len(kept), _KEY)] or [b""]
    return Before(key, keys)
