"""One piece of work within bounds that the kernel holds: it ends the code of a library too."""

from __future__ import annotations

import math
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
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


def each_within(
    function: Callable[[Item], Result], items: Sequence[Item], bounds: Bounds
) -> list[Result | Unfinished | Raised]:
    """Do one piece of work after another in this process, which dies where one takes too much."""
    with _confining(bounds) as confined, _unheard():
        return [_one(function, item, confined) for item in items]


def _one(
    function: Callable[[Item], Result], item: Item, confined: AbstractContextManager[None]
) -> Result | Unfinished | Raised:
    try:
        with confined:
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
def _confining(bounds: Bounds) -> Iterator[AbstractContextManager[None]]:
    """Give what confines each piece of work that is done within it."""
    if sys.platform == "win32":
        yield nullcontext()
        return
    with _ONE_AT_A_TIME, closing(_Confined(bounds)) as confined:
        yield confined


class _Confined(AbstractContextManager[None]):
    """Confine pieces of work; what is the same for all is asked, and opened, once."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        limits = (resource.RLIMIT_CORE, resource.RLIMIT_CPU, resource.RLIMIT_DATA)
        self._before = {limit: resource.getrlimit(limit) for limit in limits}
        self._held = os.open("/proc/self/statm", os.O_RDONLY) if sys.platform == "linux" else None
        self._lower(resource.RLIMIT_CORE, 0)

    def __enter__(self) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = math.ceil(used.ru_utime + used.ru_stime) + self._bounds.seconds
        self._lower(resource.RLIMIT_CPU, seconds)
        if self._held is not None:
            # The bytes of data that this process holds are its sixth number (proc(5)).
            pages = int(os.pread(self._held, 200, 0).split()[5])
            held = pages * resource.getpagesize()
            self._lower(resource.RLIMIT_DATA, held + self._bounds.memory)
        signal.setitimer(signal.ITIMER_REAL, self._bounds.patience)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for limit in (resource.RLIMIT_DATA, resource.RLIMIT_CPU):
            resource.setrlimit(limit, self._before[limit])

    def close(self) -> None:
        """Let this process use what it might before."""
        for limit, values in self._before.items():
            resource.setrlimit(limit, values)
        if self._held is not None:
            os.close(self._held)

    def _lower(self, limit: int, value: int) -> None:
        """Lower what this process may use: never above what others allow."""
        soft, hard = self._before[limit]
        allowed = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
        resource.setrlimit(limit, (min([value, *allowed]), hard))
