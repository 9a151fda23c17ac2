"""Folders examined in workers: one that is ended says so of its folder, and of no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from casebook.diagnostics import Diagnostic, Location
from casebook.examining import Examined, Terms, examine, shown
from casebook.examining.kinds import STOPPED_READING, TOOK_TOO_LONG, TOOK_TOO_MUCH_MEMORY
from casebook.examining.record import Record, written
from casebook.faults import INTERNAL_ERROR
from casebook.limits import Limits, size_in_words
from casebook.loader import case_id
from casebook.workers import Bounds, Ended, Workers, in_workers

Result = TypeVar("Result")


def examined(
    folders: Sequence[Path], terms: Terms, workers: Workers
) -> Iterator[Record | Examined]:
    """Yield what each folder says, in their order: a case that is whole as a record of it."""
    limits = terms.limits
    bounds = bounds_of(limits)
    done = in_workers(partial(recorded, terms=terms), folders, bounds, workers)
    for folder, one in zip(folders, done, strict=True):
        if isinstance(one, Ended):
            yield Examined(case_id(folder), None, (why(one, shown(folder), limits),))
        else:
            yield one


def recorded(folder: Path, terms: Terms) -> Record | Examined:
    """Examine one folder; return a record of it if it is whole and has a digest."""
    one = examine(folder, terms)
    return written(one) or one


def read_apart(
    function: Callable[[Path], Result], file: Path, limits: Limits, workers: Workers
) -> Result | Diagnostic:
    """Return what `function` makes of one file in a worker, or why the worker was ended."""
    (one,) = in_workers(function, [file], bounds_of(limits), workers)
    return why(one, Location(file.name), limits) if isinstance(one, Ended) else one


def bounds_of(limits: Limits) -> Bounds:
    """Return what reading one contribution may take."""
    return Bounds(limits.seconds, limits.memory)


def why(end: Ended, place: Location, limits: Limits) -> Diagnostic:
    """Return what is said of a folder or file whose reader ended."""
    match end.reason:
        case "time":
            return TOOK_TOO_LONG.at(place, seconds=str(limits.seconds))
        case "memory":
            return TOOK_TOO_MUCH_MEMORY.at(place, size=size_in_words(limits.memory))
        case "standstill":
            return STOPPED_READING.at(place, seconds=str(bounds_of(limits).patience))
        case "fault":
            return INTERNAL_ERROR.at(place, error=f"the process that read it ended: {end.status}")
