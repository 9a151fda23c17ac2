"""What another process finds out while this one goes on; none is asked where none can begin."""

from __future__ import annotations

import subprocess
import sys

from casebook.workers import usable_processors

BEGUN = """
import os, time
from casebook.workers import Beside
here, beside = os.getpid(), Beside()
def process(*given): return os.getpid(), given
def dies(): os._exit(3)
def fails(): return 1 // 0
def waits(reader): return os.read(reader, 1)
"""
MANY = usable_processors() > 1


def said(script: str) -> str:
    """Return what a script prints, within a minute."""
    done = subprocess.run(
        [sys.executable, "-c", BEGUN + script], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def test_a_question_is_answered_in_another_process() -> None:
    answer = said(
        "beside.ask(process, 1, 'a')\n"
        "answer = beside.answer(process, 1, 'a')\n"
        "print(answer and (answer[0] != here, answer[1]))"
    )
    assert answer == ("(True, (1, 'a'))" if MANY else "None")


def test_this_process_goes_on_meanwhile() -> None:
    answer = said(
        "reader, writer = os.pipe()\n"
        "beside.ask(waits, reader)\n"
        "os.write(writer, b'x')\n"
        "print(beside.answer(waits, reader))"
    )
    assert answer == ("b'x'" if MANY else "None")


def test_an_answer_is_given_once_and_to_the_question_alone() -> None:
    answer = said(
        "beside.ask(process, 1)\n"
        "print(beside.answer(process, 2), beside.answer(process, 1) is None)\n"
        "print(beside.answer(process, 1))"
    )
    assert answer == f"None {not MANY}\nNone"


def test_a_process_that_ends_or_fails_gives_no_answer() -> None:
    answer = said(
        "beside.ask(dies)\nbeside.ask(fails)\nprint(beside.answer(dies), beside.answer(fails))"
    )
    assert answer == "None None"


def test_a_process_that_nobody_waits_for_does_not_hold_the_end() -> None:
    assert said("beside.ask(waits, os.pipe()[0])") == ""


def test_with_another_thread_nothing_is_forked() -> None:
    answer = said(
        "import threading\nstop = threading.Event()\n"
        "other = threading.Thread(target=stop.wait)\nother.start()\n"
        "beside.ask(process)\nprint(beside.answer(process))\nstop.set()"
    )
    assert answer == "None"
