"""The school years of a collection, each with its block: kept, or merged anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import compress, groupby
from typing import Final

from casebook.cache import Cache, Key, formed, key_of
from casebook.search.blocks import MOST_BLOCKS, Block, Summary, block_of, summary_from
from casebook.search.coding import STAMP, stamp
from casebook.search.documents import Indexable, SearchDocument
from casebook.search.postings import CasePostings, display, entry_of, postings_of
from casebook.search.settings import SearchSettings
from casebook.workers import Workers, in_batches

_BATCH: Final = 32
"""Cases that are weighed in one go."""


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
    return tuple(_Blocks(settings, cache, workers).years(by_year))


def _by_year(
    indexables: Iterable[Indexable], settings: SearchSettings
) -> dict[str, tuple[Case, ...]]:
    measure = json.dumps(settings.lengths, sort_keys=True)
    in_order = sorted(indexables, key=lambda one: one.id)
    return {
        id_: tuple(_case(one, measure) for one in year)
        for id_, year in groupby(in_order, lambda one: one.block)
    }


def _case(one: Indexable, measure: str) -> Case:
    if one.made_from:
        key = key_of("search case", measure, one.id, one.made_from)
        return Case(one.id, one.document, key)
    document = one.document()
    headings = [text.headings for text in document.texts.values()]
    rest = json.dumps([headings, dict(document.facets)])
    key = key_of("search case by its words", measure, one.id, display(document), rest)
    return Case(one.id, lambda: document, key)


class _Blocks:
    """Find the block of each year, or merge it."""

    def __init__(self, settings: SearchSettings, cache: Cache, workers: Workers | None) -> None:
        self._settings = settings
        self._cache = cache
        self._workers = workers

    def years(self, by_year: dict[str, tuple[Case, ...]]) -> Iterator[Year]:
        """Yield each year with what it adds to the index."""
        shards = self._settings.shards(sum(map(len, by_year.values())))
        kept = {id_: self._summary(cases, shards) for id_, cases in by_year.items()}
        lacking = [case for id_, summary in kept.items() if not summary for case in by_year[id_]]
        entries = self._entries(lacking)
        for id_, cases in by_year.items():
            summary = kept[id_]
            if summary:
                self._cache.keep(case.key for case in cases)
                yield Year(id_, cases, summary, partial(self._segments, cases, shards))
            else:
                block = block_of([next(entries) for _ in cases], shards)
                self._cache.put(_key("summary", cases, shards), block.summary.kept())
                self._cache.put(_key("block", cases, shards), b"\n".join(block.segments))
                yield Year(id_, cases, block.summary, partial(_of_block, block))

    def _summary(self, cases: Sequence[Case], shards: int) -> Summary | None:
        """Return the summary of a year that is kept, and whose postings are."""
        if not self._cache.holds(_key("block", cases, shards)):
            return None
        read = partial(summary_from, cases=len(cases), shards=shards)
        return formed(read, self._cache.get(_key("summary", cases, shards)))

    def _segments(self, cases: Sequence[Case], shards: int) -> tuple[bytes, ...]:
        """Return the segments that are kept; they may turn out to be torn only when read."""
        kept = self._cache.get(_key("block", cases, shards))
        segments = tuple(kept.split(b"\n")) if kept is not None else ()
        if len(segments) == shards:
            return segments
        return block_of(list(self._entries(cases)), shards).segments

    def _entries(self, cases: Sequence[Case]) -> Iterator[CasePostings]:
        """Yield the entry of each case, in their order: kept, or made and kept."""
        lacking = [not self._cache.holds(case.key) for case in cases]
        documents = [case.document for case in compress(cases, lacking)]
        self._cache.release()
        weighed = partial(_weighed, settings=self._settings)
        made = in_batches(weighed, documents, _BATCH, self._workers)
        for case, is_lacking in zip(cases, lacking, strict=True):
            kept = None if is_lacking else formed(postings_of, self._cache.get(case.key))
            if kept is None:
                # What is kept may turn out to be torn only when it is read.
                entry = next(made) if is_lacking else entry_of(case.document, self._settings)
                self._cache.put(case.key, entry)
                kept = postings_of(entry)
            yield kept


def _of_block(block: Block) -> tuple[bytes, ...]:
    return block.segments


def _key(part: str, cases: Sequence[Case], shards: int) -> Key:
    return key_of(f"search {part}", str(shards), *(case.key for case in cases))


def _weighed(documents: Sequence[SearchDocument], settings: SearchSettings) -> list[bytes]:
    return [entry_of(document, settings) for document in documents]
