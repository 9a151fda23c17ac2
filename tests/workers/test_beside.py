"""Each in a process of one thread: one with more is not forked."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from casebook.workers import beside, usable_processors

BEGUN = "import os\nfrom casebook.workers import beside\nhere = os.getpid()\n"


def said(script: str) -> str:
    """Return what a script prints, within a minute."""
    done = subprocess.run(
        [sys.executable, "-c", BEGUN + script], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def test_a_question_is_answered_in_another_process_with_what_this_one_holds() -> None:
    answer = said(
        "held = object()\n"
        "process, same = beside(lambda: (os.getpid(), id(held)))()\n"
        "print(process != here, same == id(held))"
    )
    assert answer == f"{usable_processors() > 1} True"


def test_this_process_goes_on_meanwhile() -> None:
    answer = said(
        "reader, writer = os.pipe()\n"
        "wait = beside(lambda: os.read(reader, 1))\n"
        "os.write(writer, b'x')\n"
        "print(wait())"
    )
    assert answer == "b'x'"


def test_a_question_whose_process_ends_is_answered_here() -> None:
    answer = said("print(beside(lambda: os.getpid() == here or os._exit(3))())")
    assert answer == "True"


def test_what_a_question_raises_is_raised_where_somebody_waits() -> None:
    answer = said(
        "wait = beside(lambda: 1 // 0)\n"
        "try:\n    wait()\n"
        "except ZeroDivisionError:\n    print('raised')"
    )
    assert answer == "raised"


def test_a_process_that_nobody_waits_for_does_not_hold_the_end() -> None:
    assert said("beside(lambda: os.read(os.pipe()[0], 1))") == ""


def test_with_another_thread_nothing_is_forked() -> None:
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        assert beside(os.getpid)() == os.getpid()
    finally:
        stop.set()
        other.join()
