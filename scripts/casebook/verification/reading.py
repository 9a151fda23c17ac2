"""Pages read in workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from casebook.verification.files import begins_otherwise
from casebook.verification.links import needs_of
from casebook.verification.page import line_of_target, read_page
from casebook.verification.values import PageNeeds
from casebook.workers import Workers, in_batches

_BATCH: Final = 64
"""Pages that a worker reads at a time."""


def read_pages(
    root: Path, names: Sequence[str], home: str, workers: Workers | None
) -> Iterator[PageNeeds]:
    """Yield what each page says by itself; `home` is the address of the site."""
    yield from in_batches(partial(_read, root=root, home=home), names, _BATCH, workers)


def _read(names: Sequence[str], root: Path, home: str) -> list[PageNeeds]:
    needs = []
    for name in names:
        html = (root / name).read_bytes()
        page = needs_of(read_page(html, name), home, partial(line_of_target, html))
        faults = (*begins_otherwise(name, html), *page.faults)
        needs.append(replace(page, faults=faults))
    return needs
