"""One item in a process of its own, whose end says what the item did to it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final, Literal, TypeVar, cast

from casebook.workers.confined import Bounds, Raised, Unfinished, each_within
from casebook.workers.processes import begin, context

Item = TypeVar("Item")
Result = TypeVar("Result")

Reason = Literal["time", "memory", "standstill", "fault"]
_REASONS: Final[dict[str, Reason]] = {
    "SIGXCPU": "time",
    "SIGALRM": "standstill",
    # The kernel kills where memory is short; C++ aborts where it gets none.
    "SIGKILL": "memory",
    "SIGABRT": "memory",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """Stand in the place of a result: the process that was to make it ended first."""

    reason: Reason
    status: str
    """Name of the signal that ended it, or its exit status."""


def alone(function: Callable[[Item], Result], item: Item, bounds: Bounds) -> Result | Ended:
    """Return what `function` makes of one item, or how the process ended instead."""
    started = context()
    receiver, sender = started.Pipe(duplex=False)
    process = started.Process(target=_answer, args=(sender, function, item, bounds), daemon=True)
    process.start()
    try:
        sender.close()
        try:
            answer = receiver.recv()
        except EOFError:
            process.join()
            return _end(process.exitcode or 0)
        process.join()
    finally:
        receiver.close()
        if process.is_alive():
            process.kill()
            process.join()
    if isinstance(answer, Raised):
        raise answer.error
    return (
        Ended("memory", "MemoryError") if isinstance(answer, Unfinished) else cast(Result, answer)
    )


def _answer(
    sender: Connection, function: Callable[[Item], Result], item: Item, bounds: Bounds
) -> None:
    begin()
    (answer,) = each_within(function, [item], bounds)
    sender.send(answer)


def _end(code: int) -> Ended:
    """Say what the exit code of a process means: a negative one is the signal that ended it."""
    if code >= 0:
        return Ended("fault", str(code))
    name = signal.Signals(-code).name
    return Ended(_REASONS.get(name, "fault"), name)
