"""Questions that another process answers ahead, until somebody here waits for the answer.

It holds what this one held when it was asked, and nothing that was opened or locked since.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from typing import Any, TypeVar

from casebook.workers.processes import begin, context, usable_processors

Answer = TypeVar("Answer")
Thing = TypeVar("Thing", bound=Hashable)


class Ahead:
    """Hold the questions that were asked, and what was answered so far."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self._asked: dict[object, Connection] = {}
        self._open: set[tuple[object, Hashable]] = set()
        self._answers: dict[tuple[object, Hashable], Any] = {}

    def ask(self, question: Callable[[Thing], object], things: Sequence[Thing]) -> None:
        """Let another process answer a question about one thing after the other.

        None is asked where it could not begin with all that this one holds.
        """
        if question in self._asked or usable_processors() == 1:
            return
        started = context()
        if isinstance(started, ForkContext):
            with suppress(OSError):  # no more processes, or files, may be opened
                self._asked[question] = _asked(started, question, things)
                self._open.update((question, thing) for thing in things)

    def ask_also(self, question: Callable[[Thing], object], thing: Thing) -> None:
        """Let the process that answers a question answer it about one thing more."""
        if asked := self._asked.get(question):
            with suppress(OSError):  # it has ended
                asked.send(thing)
                self._open.add((question, thing))

    def answer(self, question: Callable[[Thing], Answer], thing: Thing) -> Answer | None:
        """Wait for an answer and return it; None where nobody was asked, or could answer."""
        asked = self._asked.get(question)
        with suppress(EOFError, OSError):
            while asked and (question, thing) in self._open:
                about, answer = asked.recv()
                self._answers[question, about] = answer
                self._open.discard((question, about))
        return self._answers.get((question, thing))


def _asked(
    started: ForkContext, question: Callable[[Thing], object], things: Sequence[Thing]
) -> Connection:
    asked, asker = started.Pipe()
    with asker:
        try:
            given = (asked, asker, question, things)
            started.Process(target=_answer, args=given, daemon=True).start()
        except OSError:
            asked.close()
            raise
    return asked


def _answer(
    asked: Connection,
    asker: Connection,
    question: Callable[[Thing], object],
    things: Sequence[Thing],
) -> None:
    begin()
    # It is ended with the process that asked, which waits for that, and which may obey no signal;
    # where that process is killed, what it sends comes to its end.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asked.close()
    with suppress(Exception):  # whoever asked finds out himself then
        for thing in chain(things, _more(asker)):
            asker.send((thing, question(thing)))


def _more(asker: Connection) -> Iterator[Any]:
    while True:
        yield asker.recv()
