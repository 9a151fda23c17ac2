"""Questions that another process answers ahead, until somebody here waits for the answer.

It holds what this one held when it was asked, and nothing that was opened or locked since.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from multiprocessing.process import BaseProcess
from typing import TypeVar, TypeVarTuple

from casebook.workers.processes import begin, context, usable_processors

Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")


class Beside:
    """Hold what other processes were asked, by the question and what it was given."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self._asked: dict[tuple[object, ...], tuple[BaseProcess, Connection]] = {}

    def ask(self, question: Callable[[*Given], object], *given: *Given) -> None:
        """Let another process answer, if one can begin with all that this one holds."""
        asked = (question, *given)
        if asked in self._asked or usable_processors() == 1:
            return
        started = context()
        if isinstance(started, ForkContext):
            receiver, sender = started.Pipe(duplex=False)
            process = started.Process(target=_answer, args=(sender, question, given), daemon=True)
            process.start()
            sender.close()
            self._asked[asked] = process, receiver

    def answer(self, question: Callable[[*Given], Answer], *given: *Given) -> Answer | None:
        """Wait for the answer and return it, once; None where nobody was asked, or could answer."""
        asked = self._asked.pop((question, *given), None)
        if asked is None:
            return None
        process, receiver = asked
        with receiver, suppress(EOFError, OSError):
            answer: Answer = receiver.recv()
            process.join()
            return answer
        return None


def _answer(sender: Connection, question: Callable[[*Given], object], given: tuple[*Given]) -> None:
    begin()
    with suppress(Exception):  # whoever asked finds out himself then
        sender.send(question(*given))
