"""What another process finds out while this one goes on; none is asked where none can begin."""

from __future__ import annotations

import signal
import subprocess
import sys

from casebook.workers import usable_processors

BEGUN = """
import os, time
from casebook.workers import Ahead
here, ahead = os.getpid(), Ahead()
def process(thing): return os.getpid(), thing
def dies(thing): return thing or os._exit(3)
def fails(thing): return 1 // thing
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


def test_a_question_is_answered_in_another_process_about_one_thing_after_the_other() -> None:
    answer = said(
        "ahead.ask(process, ['a', 'b'])\n"
        "found = [ahead.answer(process, thing) for thing in 'baab']\n"
        "print([thing for _, thing in found], {process for process, _ in found} - {here} != set())"
        if MANY
        else "print(ahead.answer(process, 'a'))"
    )
    assert answer == ("['b', 'a', 'a', 'b'] True" if MANY else "None")


def test_what_is_asked_later_is_answered_by_the_same_process() -> None:
    answer = said(
        "ahead.ask(process, ['a'])\n"
        "first = ahead.answer(process, 'a')\n"
        "ahead.ask_also(process, 'b')\n"
        "ahead.ask_also(dies, 'b')\n"
        "second = ahead.answer(process, 'b')\n"
        "print(second and (second[1], first[0] == second[0]), ahead.answer(dies, 'b'))"
    )
    assert answer == ("('b', True) None" if MANY else "None None")


def test_this_process_goes_on_meanwhile() -> None:
    answer = said(
        "reader, writer = os.pipe()\n"
        "ahead.ask(waits, [reader])\n"
        "os.write(writer, b'x')\n"
        "print(ahead.answer(waits, reader))"
    )
    assert answer == ("b'x'" if MANY else "None")


def test_what_nobody_asked_has_no_answer() -> None:
    answer = said("ahead.ask(process, [1])\nprint(ahead.answer(process, 2))")
    assert answer == "None"
    assert said("print(ahead.answer(process, 1))") == "None"


def test_a_process_that_ends_or_fails_gives_no_answer_from_then_on() -> None:
    answer = said(
        "for question in dies, fails:\n"
        "    ahead.ask(question, [1, 0, 2])\n"
        "    print([ahead.answer(question, thing) for thing in (0, 1, 2)])"
    )
    assert answer == "\n".join(["[None, 1, None]" if MANY else "[None, None, None]"] * 2)


def test_a_process_that_nobody_waits_for_does_not_hold_the_end() -> None:
    assert said("ahead.ask(waits, os.pipe()[:1])") == ""


def test_a_process_that_obeys_no_signal_ends_all_the_same() -> None:
    answer = said(
        "import signal\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "ahead.ask(process, ['a'])\n"
        "print(ahead.answer(process, 'a') and 'told')"
    )
    assert answer == ("told" if MANY else "None")


def test_who_was_asked_ends_with_a_process_that_is_killed_also_where_no_kernel_sees_to_it() -> None:
    script = (
        "import signal, sys\n"
        "import casebook.workers.ahead as asking\n"
        "asking.begin = lambda: None\n"
        "ahead.ask(process, ['a'])\n"
        "ahead.answer(process, 'a')\n"
        "os.kill(here, signal.SIGKILL)"
    )
    killed = subprocess.run(
        # Its output ends with the last process that holds it.
        [sys.executable, "-c", BEGUN + script],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL


def test_with_another_thread_nothing_is_forked() -> None:
    answer = said(
        "import threading\nstop = threading.Event()\n"
        "other = threading.Thread(target=stop.wait)\nother.start()\n"
        "ahead.ask(process, [1])\nprint(ahead.answer(process, 1))\nstop.set()"
    )
    assert answer == "None"
