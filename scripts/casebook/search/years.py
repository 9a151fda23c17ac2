"""The school years of a collection, each with its block: kept, or merged anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import compress, groupby
from typing import Final

from pydantic import TypeAdapter

from casebook.cache import Cache, Key, formed, key_of
from casebook.search.blocks import (
    MOST_BLOCKS,
    Block,
    Summary,
    block_of,
    summary_from,
)
from casebook.search.cases import Before, Cases, Known
from casebook.search.coding import STAMP, stamp
from casebook.search.documents import Indexables, SearchDocument
from casebook.search.exchange import Exchange, exchanged
from casebook.search.postings import CasePostings, entry_of, postings_of
from casebook.search.segments import Segments
from casebook.search.settings import SearchSettings
from casebook.workers import Workers, in_batches

_BATCH: Final = 32
"""Cases that are weighed in one go."""
_MOST_EXCHANGED: Final = 8
"""Cases of a year; where more are others, merging all is as fast."""
_Case = tuple[Key, Callable[[], SearchDocument]]


@dataclass(frozen=True)
class Year:
    """Hold the cases of one school year, and what they add."""

    cases: Cases
    summary: Summary
    segments: Segments | Sequence[bytes]
    """Those of the year's block; most builds need few of them, or none."""

    @cached_property
    def folder(self) -> str:
        """Return where the displays lie: another place wherever a number is another case's."""
        return f"{self.cases.year}-{stamp(chr(10).join(self.cases.ids).encode(), STAMP)}"

    @property
    def facets(self) -> Sequence[Mapping[str, tuple[str, ...]]]:
        """Return the values that filters find each case by."""
        kept = formed(_facets().validate_json, self.segments[-1])
        if kept is None or len(kept) != len(self.cases.ids):
            return [self.cases.document(id_).facets for id_ in self.cases.ids]
        return kept


def years_of(
    told: Indexables, settings: SearchSettings, cache: Cache, workers: Workers | None
) -> tuple[Year, ...]:
    """Return the school years of all cases, the oldest first."""
    by_year = {
        year: list(ids)
        for year, ids in groupby(sorted(told.made_from), lambda id_: id_.partition("/")[0])
    }
    if len(by_year) > MOST_BLOCKS:
        raise ValueError(f"{len(by_year)} school years; the index has room for {MOST_BLOCKS}")
    shards = settings.shards(len(told.made_from))
    known = Known(told, settings, shards, cache)
    cases = [known.cases(year, ids) for year, ids in by_year.items()]
    return tuple(_Blocks(settings, shards, cache, workers).years(cases))


class _Blocks:
    """Find the block of each year, or make it."""

    def __init__(
        self, settings: SearchSettings, shards: int, cache: Cache, workers: Workers | None
    ) -> None:
        self._settings = settings
        self._shards = shards
        self._cache = cache
        self._workers = workers

    def years(self, cases: Sequence[tuple[Cases, Before]]) -> Iterator[Year]:
        """Yield each year with what it adds to the index."""
        kept = [self._kept(*one) for one in cases]
        lacking = [year for (year, _), found in zip(cases, kept, strict=True) if not found]
        entries = self._entries([one for year in lacking for one in _each(year)])
        for (year, _), found in zip(cases, kept, strict=True):
            self._cache.keep(year.keys)
            if found:
                yield found
            else:
                block = self._fresh(year, [next(entries) for _ in year.ids])
                yield Year(year, block.summary, block.segments)

    def _kept(self, cases: Cases, before: Before) -> Year | None:
        """Return a year whose block is kept, or one that is unlike it in few cases."""
        kept = self._cache.get(self._key(cases.key))
        read = partial(summary_from, cases=len(cases.ids), shards=self._shards)
        if summary := formed(read, kept):
            return Year(cases, summary, self._segments(cases, summary))
        if len(before.keys) != len(cases.keys):
            return None
        pairs = zip(before.keys, cases.keys, strict=True)
        changed = [place for place, (old, new) in enumerate(pairs) if old != new]
        if len(changed) > _MOST_EXCHANGED:
            return None
        return self._exchanged(cases, before, changed)

    def _segments(self, cases: Cases, summary: Summary) -> Segments:
        """Return segments that are kept; they may turn out to be torn only when they are read."""
        segments = Segments(summary, self._cache.get, lambda: self._fresh(cases).segments)
        self._cache.keep(segments.keys)
        return segments

    def _fresh(self, cases: Cases, entries: Sequence[CasePostings] | None = None) -> Block:
        """Merge a year anew, and keep its block."""
        block = block_of(entries or list(self._entries(_each(cases))), self._shards)
        self._cache.put(self._key(cases.key), block.summary.kept(), of_words=True)
        self._segments(cases, block.summary).put(self._cache, block.segments.__getitem__)
        return block

    def _exchanged(self, cases: Cases, before: Before, changed: Sequence[int]) -> Year | None:
        """Return the year with what changed exchanged; what it had is not kept for that."""
        last = self._cache.last
        kept = last(self._key(before.key))
        old = [one for at in changed if (one := formed(postings_of, last(before.keys[at])))]
        if kept is None or len(old) < len(changed):
            return None
        each = _each(cases)
        new = self._entries([each[place] for place in changed])
        exchanges = list(map(Exchange, changed, old, new))
        return formed(partial(self._from, cases, exchanges), kept)

    def _from(self, cases: Cases, exchanges: Sequence[Exchange], kept: bytes) -> Year:
        before = summary_from(kept, len(cases.ids), self._shards)
        old = Segments(before, self._cache.last, _lost)
        summary, others = exchanged(before, old.__getitem__, exchanges)
        segments = self._segments(cases, summary)
        # Of a group of which one segment is another all are read by now.
        segments.put(self._cache, lambda at: others[at] if at in others else old[at], old.keys)
        self._cache.put(self._key(cases.key), summary.kept(), of_words=True)
        return Year(cases, summary, segments)

    def _key(self, year: Key) -> Key:
        return key_of("search summary", str(self._shards), year)

    def _entries(self, cases: Sequence[_Case]) -> Iterator[CasePostings]:
        """Yield the entry of each case, in their order: kept, or made and kept."""
        lacking = [not self._cache.holds(key) for key, _ in cases]
        # Made while others are weighed.
        documents = (document() for _, document in compress(cases, lacking))
        weighed = partial(_weighed, settings=self._settings)
        workers = self._workers and self._workers.after(self._cache.release)
        made = in_batches(weighed, documents, _BATCH, workers)
        for (key, document), is_lacking in zip(cases, lacking, strict=True):
            kept = None if is_lacking else formed(postings_of, self._cache.get(key))
            if kept is None:
                # What is kept may turn out to be torn only when it is read.
                entry = next(made) if is_lacking else entry_of(document(), self._settings)
                self._cache.put(key, entry, of_words=True)
                kept = postings_of(entry)
            yield kept


def _lost() -> Sequence[bytes]:
    raise ValueError("what the year had is lost")


@cache
def _facets() -> TypeAdapter[list[dict[str, tuple[str, ...]]]]:
    return TypeAdapter(list[dict[str, tuple[str, ...]]])


def _each(cases: Cases) -> list[_Case]:
    """Return the key of each case, and what makes its document."""
    return [
        (key, partial(cases.document, id_)) for key, id_ in zip(cases.keys, cases.ids, strict=True)
    ]


def _weighed(documents: Sequence[SearchDocument], settings: SearchSettings) -> list[bytes]:
    return [entry_of(document, settings) for document in documents]
