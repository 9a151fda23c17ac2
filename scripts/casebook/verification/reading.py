"""Pages read in workers, each once for as long as it stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from casebook.cache import Cache, Key, key_of
from casebook.verification.page import read_page
from casebook.verification.values import Fault, PageFacts
from casebook.workers import Workers, in_batches

_BATCH: Final = 64
"""Pages that a worker reads at a time."""

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
    cache.release()
    places = [(str(root), name) for name, _ in unread]
    read = in_batches(_read, places, _BATCH, workers)
    for (_, key), facts in zip(unread, read, strict=True):
        cache.put(key, _written(facts))
        yield facts


def _read(places: Sequence[Named]) -> list[PageFacts]:
    return [read_page(Path(root, name).read_bytes(), name) for root, name in places]


def _written(facts: PageFacts) -> bytes:
    faults = [(one.line, one.rule, one.words) for one in facts.faults]
    return json.dumps([faults, sorted(facts.ids), sorted(facts.targets)]).encode()


def _recalled(data: bytes | None, name: str) -> PageFacts | None:
    if data is None:
        return None
    faults, ids, targets = json.loads(data)
    found = tuple(Fault(name, *one) for one in faults)
    return PageFacts(name, found, frozenset(ids), frozenset(targets))
