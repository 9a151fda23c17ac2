"""Pages read in workers, each once for as long as it stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from casebook.cache import Cache, Key, key_of
from casebook.verification.files import begins_otherwise
from casebook.verification.links import needs_of
from casebook.verification.page import line_of_target, read_page
from casebook.verification.values import Fault, Lead, PageNeeds
from casebook.workers import Workers, in_batches

_BATCH: Final = 64
"""Pages that a worker reads at a time."""


def read_pages(
    root: Path, names: Sequence[str], home: str, cache: Cache, workers: Workers | None
) -> Iterator[PageNeeds]:
    """Yield what each page says by itself: those that are kept first, and then the others.

    `home` is the address of the site.
    """
    unread: list[tuple[str, Key]] = []
    for name in names:
        key = key_of("page needs", home, name, (root / name).read_bytes()) if cache.folder else b""
        needs = _recalled(cache.get(key), name)
        if needs:
            yield needs
        else:
            unread.append((name, key))
    cache.release()
    reads = partial(_read, root=root, home=home)
    read = in_batches(reads, [name for name, _ in unread], _BATCH, workers)
    for (_, key), needs in zip(unread, read, strict=True):
        cache.put(key, _written(needs))
        yield needs


def _read(names: Sequence[str], root: Path, home: str) -> list[PageNeeds]:
    needs = []
    for name in names:
        html = (root / name).read_bytes()
        page = needs_of(read_page(html, name), home, partial(line_of_target, html))
        faults = (*begins_otherwise(name, html), *page.faults)
        needs.append(replace(page, faults=faults))
    return needs


def _written(needs: PageNeeds) -> bytes:
    faults = [(one.line, one.rule, one.words) for one in needs.faults]
    return json.dumps(
        [faults, sorted(needs.ids), sorted(needs.files), sorted(needs.places)]
    ).encode()


def _recalled(data: bytes | None, name: str) -> PageNeeds | None:
    if data is None:
        return None
    faults, ids, files, places = json.loads(data)
    found = tuple(Fault(name, *one) for one in faults)
    leads = frozenset(Lead(*one) for one in places)
    return PageNeeds(name, found, frozenset(ids), frozenset(files), leads)
