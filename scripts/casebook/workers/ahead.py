"""Questions that another process answers ahead, until somebody here waits for the answer.

It holds what this one held when it was asked, and nothing that was opened or locked since.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
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

    def answer(self, question: Callable[[Thing], Answer], thing: Thing) -> Answer | None:
        """Wait for an answer and return it; None where nobody was asked, or could answer."""
        receiver = self._asked.get(question)
        with suppress(EOFError, OSError):
            while receiver and (question, thing) not in self._answers:
                about, answer = receiver.recv()
                self._answers[question, about] = answer
        return self._answers.get((question, thing))


def _asked(
    started: ForkContext, question: Callable[[Thing], object], things: Sequence[Thing]
) -> Connection:
    receiver, sender = started.Pipe(duplex=False)
    with sender:
        try:
            given = (sender, question, things)
            started.Process(target=_answer, args=given, daemon=True).start()
        except OSError:
            receiver.close()
            raise
    return receiver


def _answer(
    sender: Connection, question: Callable[[Thing], object], things: Sequence[Thing]
) -> None:
    begin()
    with suppress(Exception):  # whoever asked finds out himself then
        for thing in things:
            sender.send((thing, question(thing)))
