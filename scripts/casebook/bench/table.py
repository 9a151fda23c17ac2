"""Measured runs as a table for people and as JSON for the next comparison."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Final

from casebook.bench import peers
from casebook.bench.plan import Run, machine

_HEAD: Final = ("cases", "tool", "run", "s", "cpu s", "× Hugo+Pagefind", "MB memory", "pages", "MB")
_MEGABYTE: Final = 1_000_000


def render_table(runs: Sequence[Run]) -> str:
    """Return a table; each time is also a ratio to Hugo's build with Pagefind's index."""
    rows = [_HEAD, *(tuple(_cells(run, _against(run.cases, runs))) for run in runs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = (
        "  ".join(
            cell.ljust(width) if column in (1, 2) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
    return "\n".join(lines) + "\n"


def render_json(runs: Iterable[Run]) -> str:
    """Return every figure, with what it was measured on."""
    record = {"machine": machine(), "runs": [asdict(run) for run in runs]}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _against(cases: int, runs: Iterable[Run]) -> float | None:
    """Return the seconds of Hugo's build and Pagefind's index of so many cases, if both ran."""
    seconds = {run.tool: run.measured.seconds for run in runs if run.cases == cases}
    if peers.HUGO not in seconds or peers.PAGEFIND not in seconds:
        return None
    return seconds[peers.HUGO] + seconds[peers.PAGEFIND]


def _cells(run: Run, against: float | None) -> Iterator[str]:
    yield str(run.cases)
    yield run.tool
    yield run.what if run.measured.status == 0 else f"{run.what} (exit {run.measured.status})"
    yield f"{run.measured.seconds:.2f}"
    yield f"{run.measured.processor:.2f}"
    yield f"{run.measured.seconds / against:.2f}" if against else "–"
    yield f"{run.measured.memory / _MEGABYTE:.0f}"
    yield str(run.made.pages) if run.made else "–"
    yield f"{run.made.size / _MEGABYTE:.0f}" if run.made else "–"
