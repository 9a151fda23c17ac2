"""The school years of a collection, each with its block: kept, or merged anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, groupby
from typing import Final

from casebook.cache import Cache, Key, key_of
from casebook.search.blocks import MOST_BLOCKS, Block, block_from, block_of
from casebook.search.documents import SearchDocument
from casebook.search.postings import display, entry_of, postings_of
from casebook.search.settings import SearchSettings
from casebook.workers import Workers, in_batches

_BATCH: Final = 32
"""Cases that are weighed in one go."""


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one case before it is weighed."""

    document: SearchDocument
    display: bytes
    """The file that the browser reads to show the case."""
    key: Key
    """What its entry is kept by."""

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """Return the values that filters find the case by."""
        return self.document.facets


@dataclass(frozen=True, slots=True)
class Year:
    """Hold the cases of one school year, in the order of their folders."""

    id: str
    cases: tuple[Case, ...]


def years_of(documents: Iterable[SearchDocument], settings: SearchSettings) -> tuple[Year, ...]:
    """Sort cases into their school years, the oldest year first."""
    measure = json.dumps(settings.lengths, sort_keys=True)
    in_order = sorted(documents, key=lambda document: document.id)
    years = tuple(
        Year(id_, tuple(_case(document, measure) for document in year))
        for id_, year in groupby(in_order, lambda document: document.block)
    )
    if len(years) > MOST_BLOCKS:
        raise ValueError(f"{len(years)} school years; the index has room for {MOST_BLOCKS}")
    return years


def _case(document: SearchDocument, measure: str) -> Case:
    shown = display(document)
    headings = [text.headings for text in document.texts.values()]
    key = key_of("search entry", measure, shown, json.dumps(headings))
    return Case(document, shown, key)


def blocks_of(
    years: Sequence[Year],
    shards: int,
    settings: SearchSettings,
    cache: Cache,
    workers: Workers | None,
) -> Iterator[Block]:
    """Yield what each year adds to the index."""
    kept = [cache.get(_block_key(year, shards)) for year in years]
    cases = [
        case
        for year, block in zip(years, kept, strict=True)
        if block is None
        for case in year.cases
    ]
    entries = _entries(cases, settings, cache, workers)
    for year, block in zip(years, kept, strict=True):
        if block is None:
            fresh = block_of([postings_of(next(entries)) for _ in year.cases], shards)
            cache.put(_block_key(year, shards), fresh.kept())
            yield fresh
        else:
            cache.keep(case.key for case in year.cases)
            yield block_from(block)


def _block_key(year: Year, shards: int) -> Key:
    return key_of("search block", str(shards), *(case.key for case in year.cases))


def _entries(
    cases: Sequence[Case], settings: SearchSettings, cache: Cache, workers: Workers | None
) -> Iterator[bytes]:
    """Yield the entry of each case, in their order: kept, or made and kept."""
    lacking = [not cache.holds(case.key) for case in cases]
    documents = [case.document for case in compress(cases, lacking)]
    cache.release()
    made = in_batches(partial(_weighed, settings=settings), documents, _BATCH, workers)
    for case, is_lacking in zip(cases, lacking, strict=True):
        entry = None if is_lacking else cache.get(case.key)
        if entry is None:
            # What is kept may turn out to be torn only when it is read.
            entry = next(made) if is_lacking else entry_of(case.document, settings)
            cache.put(case.key, entry)
        yield entry


def _weighed(documents: Sequence[SearchDocument], settings: SearchSettings) -> list[bytes]:
    return [entry_of(document, settings) for document in documents]
