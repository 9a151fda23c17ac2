"""Pages read in workers, each once for as long as it stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from casebook.cache import Cache, Key, key_of
from casebook.verification.page import read_page
from casebook.verification.values import Fault, PageFacts
from casebook.workers import Bounds, Ended, Workers, in_workers

_BATCH: Final = 64
"""Pages that a worker reads at a time."""
_BOUNDS: Final = Bounds(300, 2_000_000_000)
"""Generous, for a batch: what a page may take is decided where its case is read."""

Named = tuple[str, str]
"""The folder of the site, and the path of a page in it."""


def read_pages(
    root: Path, names: Sequence[str], cache: Cache, workers: Workers | None
) -> Iterator[PageFacts]:
    """Yield what each page says by itself: those that are kept first, and then the others."""
    unread: list[tuple[str, Key]] = []
    for name in names:
        key = key_of("page facts", name, (root / name).read_bytes()) if cache.folder else b""
        facts = _recalled(cache.get(key), name)
        if facts:
            yield facts
        else:
            unread.append((name, key))
    batches = [unread[start : start + _BATCH] for start in range(0, len(unread), _BATCH)]
    places = [[(str(root), name) for name, _ in batch] for batch in batches]
    for batch, read in zip(batches, _read(places, cache, workers), strict=True):
        for (_, key), facts in zip(batch, read, strict=True):
            cache.put(key, _written(facts))
            yield facts


def _read(
    batches: Sequence[Sequence[Named]], cache: Cache, workers: Workers | None
) -> Iterator[Sequence[PageFacts]]:
    if workers is None:
        yield from map(_read_batch, batches)
        return
    # No worker holds what was opened here.
    cache.release()
    for batch, read in zip(
        batches, in_workers(_read_batch, batches, _BOUNDS, workers), strict=True
    ):
        # Every page is ours: one that takes long is read all the same.
        yield _read_batch(batch) if isinstance(read, Ended) else read


def _read_batch(batch: Sequence[Named]) -> list[PageFacts]:
    return [read_page(Path(root, name).read_bytes(), name) for root, name in batch]


def _written(facts: PageFacts) -> bytes:
    faults = [(one.line, one.rule, one.words) for one in facts.faults]
    return json.dumps([faults, sorted(facts.ids), sorted(facts.targets)]).encode()


def _recalled(data: bytes | None, name: str) -> PageFacts | None:
    if data is None:
        return None
    faults, ids, targets = json.loads(data)
    found = tuple(Fault(name, *one) for one in faults)
    return PageFacts(name, found, frozenset(ids), frozenset(targets))
