"""One piece of work within bounds that the kernel holds: it ends the code of a library too."""

from __future__ import annotations

import math
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

if sys.platform != "win32":
    import resource

PATIENCE: Final = 100
"""How many times its processor time a piece of work may take by the clock: only what stands still
takes as long, also on a computer that is busy with other things."""
_STDERR: Final = 2
_ONE_AT_A_TIME: Final = Lock()
"""The kernel counts for a whole process."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Hold what one piece of work may take."""

    seconds: int
    """Of one processor."""
    memory: int
    """In bytes, beside what its process holds already."""
    wait: int = 0
    """In seconds by the clock; `PATIENCE` times `seconds` where it is 0."""

    @property
    def patience(self) -> int:
        """Return how long the work may take by the clock, in seconds."""
        return self.wait or PATIENCE * self.seconds


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Stand for a result that did not come about here: its item is to be done alone."""


@dataclass(frozen=True, slots=True)
class Raised:
    """Carry an error from a worker to whoever asked, with its traceback as a note."""

    error: Exception


def here() -> str:
    """Name this process among those of all computers."""
    return f"{platform.node()} {os.getpid()}"


def one_within(
    function: Callable[[Item], Result], item: Item, bounds: Bounds
) -> Result | Unfinished | Raised:
    """Do one piece of work in this process, which dies where it takes more than the bounds."""
    try:
        with _confined(bounds), _unheard():
            return function(item)
    except MemoryError:
        return Unfinished()
    except Exception as error:  # noqa: BLE001 - it is raised again where the work was asked for
        error.add_note(traceback.format_exc())
        return Raised(error)


@contextmanager
def _unheard() -> Iterator[None]:
    """Let nothing be printed: a library that runs out of memory tells whoever sits there so."""
    try:
        heard = os.dup(_STDERR)
    except OSError:  # it is closed, so that nobody hears anything
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), _STDERR)
        yield
    finally:
        os.dup2(heard, _STDERR)
        os.close(heard)


@contextmanager
def _confined(bounds: Bounds) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    with _ONE_AT_A_TIME:
        used = resource.getrusage(resource.RUSAGE_SELF)
        before = [
            _lowered(resource.RLIMIT_CORE, 0),
            _lowered(
                resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + bounds.seconds
            ),
        ]
        if sys.platform == "linux":
            before.append(_lowered(resource.RLIMIT_DATA, _held() + bounds.memory))
        signal.setitimer(signal.ITIMER_REAL, bounds.patience)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for limit, values in reversed(before):
                resource.setrlimit(limit, values)


def _lowered(limit: int, value: int) -> tuple[int, tuple[int, int]]:
    """Lower what this process may use, and return what it was: never above what others allow."""
    soft, hard = resource.getrlimit(limit)
    allowed = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
    resource.setrlimit(limit, (min([value, *allowed]), hard))
    return limit, (soft, hard)


def _held() -> int:
    """Return the bytes of data that this process holds (proc(5), statm)."""
    with open("/proc/self/statm", "rb", buffering=0) as file:  # noqa: PTH123 - once for each item
        return int(file.readall().split()[5]) * resource.getpagesize()
