"""A worker that dies takes its own item with it and nothing else."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from multiprocessing import active_children, parent_process
from pathlib import Path
from typing import Any

import pytest

from casebook.workers import Bounds, Ended, Workers, in_batches, in_workers
from tests.conftest import ROOT

BOUNDS = Bounds(seconds=1, memory=200_000_000, wait=4)
ONE, TWO = Workers.local(1), Workers.local(2)


def behaved(item: str) -> str:
    match item:
        case "spins in C":
            sum(range(10**12))
        case "sleeps":
            time.sleep(600)
        case "waits":
            time.sleep(2.5)
        case "leaves":
            os._exit(3)
        case "crashes":
            os.write(2, b"told by a library")
            os.kill(os.getpid(), signal.SIGSYS)
        case "eats":
            return str(len(bytearray(800_000_000)))
        case "fails":
            raise KeyError("a fault of ours")
    return f"{item}, done"


def done(items: list[str], workers: Workers = TWO, bounds: Bounds = BOUNDS) -> list[str | Ended]:
    return list(in_workers(behaved, items, bounds, workers))


@pytest.mark.parametrize("workers", [ONE, TWO, Workers.local(8)], ids=["1", "2", "8"])
def test_gives_what_was_made_in_the_order_asked(workers: Workers) -> None:
    items = [str(number) for number in range(100)]
    assert done(items, workers) == [f"{item}, done" for item in items]
    assert done([]) == []


class Noted(list[str]):
    """Note how far it was asked for."""

    asked = 0

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - as a list does
        self.asked = max(self.asked, index.stop)
        return super().__getitem__(index)


def test_asks_for_items_as_workers_are_free_for_them() -> None:
    items = Noted(str(number) for number in range(200))
    answers = in_workers(behaved, items, BOUNDS, TWO)
    assert next(answers) == "0, done"
    assert items.asked < len(items)
    assert len(list(answers)) == len(items) - 1


def looks_for_garbage(item: str) -> str:
    return f"{item}: {gc.isenabled()}"


@pytest.mark.parametrize("count", [1, 3])
def test_looks_for_garbage_where_its_parent_looks_for_none(count: int) -> None:
    gc.disable()
    try:
        found = list(in_workers(looks_for_garbage, ["one"] * count, BOUNDS, TWO))
    finally:
        gc.enable()
    assert found == ["one: True"] * count


@pytest.mark.parametrize(
    ("item", "end"),
    [
        ("spins in C", Ended("time", "SIGXCPU")),
        ("sleeps", Ended("standstill", "SIGALRM")),
        ("eats", Ended("memory", "MemoryError")),
        ("crashes", Ended("fault", "SIGSYS")),
        ("leaves", Ended("fault", "3")),
    ],
)
@pytest.mark.parametrize("beside", [0, 20])
def test_says_how_the_process_of_an_item_ended_and_keeps_all_others(
    item: str, end: Ended, beside: int
) -> None:
    others = [str(number) for number in range(beside)]
    expected = [f"{other}, done" for other in others]
    assert done([*others, item, *others]) == [*expected, end, *expected]
    assert active_children() == []


def test_prints_nothing_of_what_a_library_says_at_its_end(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert done(["crashes", "one"]) == [Ended("fault", "SIGSYS"), "one, done"]
    assert capfd.readouterr().err == ""


def test_stops_nothing_for_the_time_that_it_takes_by_the_clock() -> None:
    assert done(["waits", "one"]) == ["waits, done", "one, done"]


def test_keeps_what_is_left_when_many_die() -> None:
    items = ["leaves", "one", "crashes", "eats"] * 20
    assert done(items) == [
        Ended("fault", "3"), "one, done", Ended("fault", "SIGSYS"), Ended("memory", "MemoryError")
    ] * 20  # fmt: skip


@pytest.mark.parametrize("items", [["fails"], ["one", "fails", "two"]])
def test_raises_what_the_work_raised(items: list[str]) -> None:
    with pytest.raises(KeyError, match="a fault of ours") as raised:
        done(items)
    assert "in behaved" in raised.value.__notes__[0]
    assert active_children() == []


def test_starts_no_fork_of_a_process_with_threads() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert done(["one", "leaves", "two"]) == ["one, done", Ended("fault", "3"), "two, done"]
    finally:
        ended.set()
        thread.join()


def test_does_nothing_in_the_process_that_asked_whatever_the_executor() -> None:
    def opened(count: int) -> AbstractContextManager[Executor]:
        return ThreadPoolExecutor(count)

    threads = Workers(2, opened)
    assert done(["one", "crashes", "two"], threads) == [
        "one, done", Ended("fault", "SIGSYS"), "two, done"
    ]  # fmt: skip


def test_leaves_no_process_when_whoever_asked_has_enough() -> None:
    answers = in_workers(behaved, [*["one"] * 3, *["sleeps"] * 20], Bounds(1, 10**9), TWO)
    assert next(answers) == "one, done"
    del answers
    assert active_children() == []


BUSY = """
import signal, sys, time
from casebook.workers import *
# As in a terminal: whoever runs tests in the background may have told us to ignore Control-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
def slow(item):
    print("at work", flush=True)
    time.sleep(60)
if __name__ == "__main__":
    list(in_workers(slow, range(10), Bounds(5, 10**9), Workers.local(2)))
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_process_that_started_them(tmp_path: Path, end: int) -> None:
    (tmp_path / "busy.py").write_text(BUSY)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, str(tmp_path / "busy.py")]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as run:
        assert run.stdout
        assert run.stdout.read(7) == b"at work"
        started = time.monotonic()
        run.send_signal(end)
        # The end of its output comes when the last process that could write to it is gone.
        run.stdout.read()
        assert run.wait() != 0
        assert time.monotonic() - started < 20


def doubled(items: Sequence[int]) -> list[int]:
    """Double numbers; the process of a worker that meets 13 ends."""
    if 13 in items and parent_process() is not None:
        os._exit(3)
    return [2 * item for item in items]


@pytest.mark.parametrize("workers", [None, ONE, TWO], ids=["here", "1", "2"])
@pytest.mark.parametrize("count", [0, 1, 5, 12, 13, 60])
def test_batches_come_in_order_and_one_whose_process_ended_is_done_here(
    count: int, workers: Workers | None
) -> None:
    numbers = iter(range(count))
    assert list(in_batches(doubled, numbers, 5, workers)) == [2 * one for one in range(count)]
    assert active_children() == []


def test_items_are_asked_for_when_a_worker_is_free_for_them() -> None:
    asked: list[int] = []

    def asking() -> Iterator[int]:
        for number in range(100):
            asked.append(number)
            yield number

    results = in_batches(doubled, asking(), 2, TWO)
    assert next(results) == 0
    assert len(asked) < 20
    del results
    assert active_children() == []


def test_gets_ready_each_time_that_processes_are_opened() -> None:
    told: list[str] = []
    workers = TWO.after(lambda: told.append("ready"))
    assert done(["a", "leaves", "b", "c", "d"], workers)[::2] == ["a, done", "b, done", "d, done"]
    assert told == ["ready"] * 2
    assert list(in_batches(list, "a", 1, workers)) == ["a"]
    assert told == ["ready"] * 2
