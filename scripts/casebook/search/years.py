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
    segments_from,
    summary_from,
)
from casebook.search.cases import Before, Cases, Known
from casebook.search.coding import STAMP, stamp
from casebook.search.documents import Indexables, SearchDocument
from casebook.search.exchange import Exchange, exchanged
from casebook.search.postings import CasePostings, entry_of, postings_of
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
    read: Callable[[], tuple[bytes, ...]]

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

    @cached_property
    def segments(self) -> tuple[bytes, ...]:
        """Return the segments of the year's block; most builds need few of them, or none."""
        return self.read()


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
            yield found or self._fresh(
                year, block_of([next(entries) for _ in year.ids], self._shards)
            )

    def _kept(self, cases: Cases, before: Before) -> Year | None:
        """Return a year whose block is kept, or one that is unlike it in few cases."""
        if self._cache.holds(self._key("block", cases.key)):
            kept = self._cache.get(self._key("summary", cases.key))
            if summary := self._summary(kept, len(cases.ids)):
                return Year(cases, summary, partial(self._segments, cases))
        if len(before.keys) != len(cases.keys):
            return None
        pairs = zip(before.keys, cases.keys, strict=True)
        changed = [place for place, (old, new) in enumerate(pairs) if old != new]
        if len(changed) > _MOST_EXCHANGED:
            return None
        block = self._exchanged(cases, before, changed)
        return self._fresh(cases, block) if block else None

    def _fresh(self, cases: Cases, block: Block) -> Year:
        key = self._key
        self._cache.put(key("summary", cases.key), block.summary.kept(), of_words=True)
        self._cache.put(key("block", cases.key), b"\n".join(block.segments), of_words=True)
        return Year(cases, block.summary, lambda: block.segments)

    def _exchanged(self, cases: Cases, before: Before, changed: Sequence[int]) -> Block | None:
        """Return the block with what changed exchanged; what it had is not kept for that."""
        last = self._cache.last
        summary = self._summary(last(self._key("summary", before.key)), len(before.keys))
        old = [one for at in changed if (one := formed(postings_of, last(before.keys[at])))]
        block = last(self._key("block", before.key))
        if summary is None or block is None or len(old) < len(changed):
            return None
        new = self._entries([_each(cases)[place] for place in changed])
        exchanges = list(map(Exchange, changed, old, new))
        return formed(lambda kept: exchanged(Block(summary, self._split(kept)), exchanges), block)

    def _summary(self, kept: bytes | None, cases: int) -> Summary | None:
        return formed(partial(summary_from, cases=cases, shards=self._shards), kept)

    def _segments(self, cases: Cases) -> tuple[bytes, ...]:
        """Return the segments that are kept; they may turn out to be torn only when read."""
        kept = self._cache.get(self._key("block", cases.key))
        segments = formed(self._split, kept)
        return segments or block_of(list(self._entries(_each(cases))), self._shards).segments

    def _split(self, kept: bytes) -> tuple[bytes, ...]:
        return segments_from(kept, self._shards)

    def _key(self, part: str, key: Key) -> Key:
        return key_of(f"search {part}", str(self._shards), key)

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
