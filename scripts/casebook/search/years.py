"""The school years of a collection, each with its block: kept, or merged anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import compress, groupby
from typing import Final

from pydantic import TypeAdapter

from casebook.cache import Cache, Key, formed, key_of, keys_of
from casebook.search.blocks import MOST_BLOCKS, Block, Summary, block_of, summary_from
from casebook.search.coding import STAMP, stamp
from casebook.search.documents import Indexable, SearchDocument
from casebook.search.exchange import Exchange, exchanged
from casebook.search.postings import CasePostings, display, entry_of, postings_of
from casebook.search.settings import SearchSettings
from casebook.workers import Workers, in_batches

_BATCH: Final = 32
"""Cases that are weighed in one go."""
_MOST_EXCHANGED: Final = 8
"""Cases of a year; where more are others, merging all is as fast."""
_KEY: Final = 32
"""Bytes of a key."""


@dataclass(frozen=True)
class Case:
    """Hold one case; its document is made where something lacks, and once."""

    id: str
    made: Callable[[], SearchDocument]
    key: Key
    """What all that comes of it is kept by."""

    @cached_property
    def document(self) -> SearchDocument:
        """Return all that is indexed and shown of the case."""
        return self.made()

    def display(self) -> bytes:
        """Return the file that the browser reads to show the case."""
        return display(self.document)


@dataclass(frozen=True)
class Year:
    """Hold the cases of one school year, in the order of their folders, and what they add."""

    id: str
    cases: tuple[Case, ...]
    summary: Summary
    read: Callable[[], tuple[bytes, ...]]

    @cached_property
    def folder(self) -> str:
        """Return where the displays lie: another place wherever a number is another case's."""
        ids = "\n".join(case.id for case in self.cases)
        return f"{self.id}-{stamp(ids.encode(), STAMP)}"

    @property
    def facets(self) -> Sequence[Mapping[str, tuple[str, ...]]]:
        """Return the values that filters find each case by."""
        kept = formed(_facets().validate_json, self.summary.facets.encode())
        if kept is None or len(kept) != len(self.cases):
            return [case.document.facets for case in self.cases]
        return kept

    @cached_property
    def segments(self) -> tuple[bytes, ...]:
        """Return the year's part of every shard; most builds need few of them, or none."""
        return self.read()


def years_of(
    indexables: Iterable[Indexable],
    settings: SearchSettings,
    cache: Cache,
    workers: Workers | None,
) -> tuple[Year, ...]:
    """Return the school years of all cases, the oldest first."""
    by_year = _by_year(indexables, settings)
    if len(by_year) > MOST_BLOCKS:
        raise ValueError(f"{len(by_year)} school years; the index has room for {MOST_BLOCKS}")
    shards = settings.shards(sum(map(len, by_year.values())))
    return tuple(_Blocks(settings, shards, cache, workers).years(by_year))


def _by_year(
    indexables: Iterable[Indexable], settings: SearchSettings
) -> dict[str, tuple[Case, ...]]:
    key_of_case = keys_of("search case", json.dumps(settings.lengths, sort_keys=True))
    in_order = sorted(indexables, key=lambda one: one.id)
    return {
        id_: tuple(_case(one, key_of_case) for one in year)
        for id_, year in groupby(in_order, lambda one: one.block)
    }


def _case(one: Indexable, key_of_case: Callable[..., Key]) -> Case:
    if one.made_from:
        return Case(one.id, one.document, key_of_case(one.id, one.made_from))
    document = one.document()
    headings = [text.headings for text in document.texts.values()]
    rest = json.dumps([headings, dict(document.facets)])
    key = key_of_case("by its words", one.id, display(document), rest)
    return Case(one.id, lambda: document, key)


class _Blocks:
    """Find the block of each year, or make it."""

    def __init__(
        self, settings: SearchSettings, shards: int, cache: Cache, workers: Workers | None
    ) -> None:
        self._settings = settings
        self._shards = shards
        self._cache = cache
        self._workers = workers

    def years(self, by_year: Mapping[str, tuple[Case, ...]]) -> Iterator[Year]:
        """Yield each year with what it adds to the index."""
        kept = {id_: self._kept(id_, cases) for id_, cases in by_year.items()}
        lacking = [case for id_, year in kept.items() if year is None for case in by_year[id_]]
        entries = self._entries(lacking)
        for id_, cases in by_year.items():
            self._cache.keep(case.key for case in cases)
            yield kept[id_] or self._fresh(
                id_, cases, block_of([next(entries) for _ in cases], self._shards)
            )

    def _kept(self, id_: str, cases: tuple[Case, ...]) -> Year | None:
        """Return a year whose block is kept, or one that is unlike it in few cases."""
        keys = [case.key for case in cases]
        before = self._before(id_, keys)
        if self._cache.holds(self._key("block", keys)):
            kept = self._cache.get(self._key("summary", keys))
            if summary := self._summary(kept, len(keys)):
                return Year(id_, cases, summary, partial(self._segments, cases))
        changed = [place for place, key in enumerate(keys) if before[place : place + 1] != [key]]
        if len(before) != len(keys) or len(changed) > _MOST_EXCHANGED:
            return None
        block = self._exchanged(cases, before, changed)
        return self._fresh(id_, cases, block) if block else None

    def _before(self, id_: str, keys: Sequence[Key]) -> list[Key]:
        """Return the keys of the year's cases in the build before, and keep those of now."""
        place = key_of("search year", id_, str(self._shards))
        whole = self._cache.get(place) or b""
        if whole != b"".join(keys):
            self._cache.put(place, b"".join(keys))
        return [whole[start : start + _KEY] for start in range(0, len(whole), _KEY)]

    def _fresh(self, id_: str, cases: tuple[Case, ...], block: Block) -> Year:
        keys = [case.key for case in cases]
        self._cache.put(self._key("summary", keys), block.summary.kept(), of_words=True)
        self._cache.put(self._key("block", keys), b"\n".join(block.segments), of_words=True)
        return Year(id_, cases, block.summary, lambda: block.segments)

    def _exchanged(
        self, cases: Sequence[Case], before: Sequence[Key], changed: Sequence[int]
    ) -> Block | None:
        """Return the block with what changed exchanged; what it had is not kept for that."""
        last = self._cache.last
        summary = self._summary(last(self._key("summary", before)), len(before))
        old = [one for place in changed if (one := formed(postings_of, last(before[place])))]
        block = last(self._key("block", before))
        if summary is None or block is None or len(old) < len(changed):
            return None
        new = self._entries([cases[place] for place in changed])
        exchanges = list(map(Exchange, changed, old, new))
        return formed(lambda kept: exchanged(Block(summary, self._split(kept)), exchanges), block)

    def _summary(self, kept: bytes | None, cases: int) -> Summary | None:
        return formed(partial(summary_from, cases=cases, shards=self._shards), kept)

    def _segments(self, cases: Sequence[Case]) -> tuple[bytes, ...]:
        """Return the segments that are kept; they may turn out to be torn only when read."""
        kept = self._cache.get(self._key("block", [case.key for case in cases]))
        segments = formed(self._split, kept)
        return segments or block_of(list(self._entries(cases)), self._shards).segments

    def _split(self, kept: bytes) -> tuple[bytes, ...]:
        segments = tuple(kept.split(b"\n"))
        if len(segments) != self._shards:
            raise ValueError("it has not as many parts as there are shards")
        return segments

    def _key(self, part: str, keys: Sequence[Key]) -> Key:
        return key_of(f"search {part}", str(self._shards), *keys)

    def _entries(self, cases: Sequence[Case]) -> Iterator[CasePostings]:
        """Yield the entry of each case, in their order: kept, or made and kept."""
        lacking = [not self._cache.holds(case.key) for case in cases]
        # Made while others are weighed.
        documents = (case.document for case in compress(cases, lacking))
        weighed = partial(_weighed, settings=self._settings)
        workers = self._workers and self._workers.after(self._cache.release)
        made = in_batches(weighed, documents, _BATCH, workers)
        for case, is_lacking in zip(cases, lacking, strict=True):
            kept = None if is_lacking else formed(postings_of, self._cache.get(case.key))
            if kept is None:
                # What is kept may turn out to be torn only when it is read.
                entry = next(made) if is_lacking else entry_of(case.document, self._settings)
                self._cache.put(case.key, entry, of_words=True)
                kept = postings_of(entry)
            yield kept


@cache
def _facets() -> TypeAdapter[list[dict[str, tuple[str, ...]]]]:
    return TypeAdapter(list[dict[str, tuple[str, ...]]])


def _weighed(documents: Sequence[SearchDocument], settings: SearchSettings) -> list[bytes]:
    return [entry_of(document, settings) for document in documents]
