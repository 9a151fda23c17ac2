"""A question about the disk, answered in another process while this one goes on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from typing import TypeVar

from casebook.workers.processes import begin, context, usable_processors

Answer = TypeVar("Answer")


def beside(question: Callable[[], Answer]) -> Callable[[], Answer]:
    """Begin to answer a question, and return what waits for the answer.

    Where no other process can begin with all that this one holds, or where it comes to no end, the
    question is answered here, when somebody waits for it.
    """
    started = context()
    if not isinstance(started, ForkContext) or usable_processors() == 1:
        return question
    receiver, sender = started.Pipe(duplex=False)
    process = started.Process(target=_answer, args=(sender, question), daemon=True)
    process.start()
    sender.close()

    def answered() -> Answer:
        with receiver, suppress(EOFError, OSError):
            answer: Answer = receiver.recv()
            process.join()
            return answer
        return question()

    return answered


def _answer(sender: Connection, question: Callable[[], Answer]) -> None:
    begin()
    with suppress(Exception):  # whoever asked answers it himself then
        sender.send(question())
