"""Work done in other processes, each of which may die without taking the run with it.

Any `concurrent.futures.Executor` of processes will do: it is handed batches of items, and only the
order of the items decides the order of the results. An item that a worker died over, or ran out of
memory with, is done again alone, so that how its own process ends says what happened.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final, TypeVar

from casebook.workers.ahead import Ahead
from casebook.workers.alone import Ended, alone
from casebook.workers.cluster import ClusterError, cluster, death_of_a_worker, worker_count
from casebook.workers.confined import Bounds, Raised, Unfinished, each_within, here
from casebook.workers.processes import end_with_parent, processes, usable_processors

__all__ = [
    "DEFAULT_PLACE",
    "Ahead",
    "Bounds",
    "ClusterError",
    "Ended",
    "Workers",
    "end_with_parent",
    "in_batches",
    "in_workers",
    "processes",
    "usable_processors",
]

DEFAULT_PLACE: Final = "processes"
_LARGEST_BATCH: Final = 16
"""Items: when a worker dies, those of the batches under way are done again one by one."""
_PLACE: Final = re.compile(r"processes(:(?P<count>[1-9]\d{0,2}))?|dask://(?P<address>[^/\s]+:\d+)")
_OWN: Final = Bounds(seconds=300, memory=2_000_000_000)
"""For a batch of our own work; far more than it takes."""
_AHEAD: Final = 4
"""Batches for each worker that are handed out at a time: while results are written none waits."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Workers:
    """Say where work is done; what comes of it is the same everywhere."""

    count: int
    """How many items are under way at a time."""
    opened: Callable[[int], AbstractContextManager[Executor]]
    """Open an executor of at most so many processes; it leaves none behind when it is closed."""
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)
    """What it raises where a process of its own died."""
    look: Callable[[], object] = bool
    """Raise `ClusterError` where nobody is left who could go on."""
    patience: float = 60
    """Seconds that nothing comes in before it is looked."""

    def after(self, ready: Callable[[], object]) -> Workers:
        """Return the same; each time that processes are opened this one makes `ready` for it."""

        @contextmanager
        def opened(count: int) -> Iterator[Executor]:
            ready()
            with self.opened(count) as executor:
                yield executor

        return replace(self, opened=opened)

    @classmethod
    def local(cls, count: int | None = None) -> Workers:
        """Return processes of this computer: as many as it has processors for us."""
        return cls(count or usable_processors(), processes)

    @classmethod
    def at(cls, place: str) -> Workers:
        """Return the workers that people name `processes`, `processes:4` or `dask://host:8786`.

        Raises `ValueError` where it is none of these, `ClusterError` where no cluster answers.
        """
        named = _PLACE.fullmatch(place)
        if named is None:
            raise ValueError(f"{place!r} is not processes, processes:NUMBER or dask://HOST:PORT")
        if address := named["address"]:
            count = worker_count(address)
            deaths = (BrokenExecutor, death_of_a_worker())
            return cls(count, lambda _: cluster(address), deaths, lambda: worker_count(address))
        return cls.local(int(named["count"] or 0))


def in_workers(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    bounds: Bounds,
    workers: Workers,
) -> Iterator[Result | Ended]:
    """Yield what `function` makes of each item, in their order, or how the process ended instead.

    `function` is one that another process can import, and takes and returns plain data. What it
    raises is raised here.
    """
    if len(items) < 2:  # noqa: PLR2004 - for one item nobody need wait
        yield from (alone(function, item, bounds) for item in items)
        return
    size = max(1, min(_LARGEST_BATCH, math.ceil(len(items) / (4 * workers.count))))
    starts = range(0, len(items), size)
    batches = (items[start : start + size] for start in starts)
    yield from _in_order(function, batches, bounds, workers, len(starts))


def in_batches(
    function: Callable[[Sequence[Item]], Sequence[Result]],
    items: Iterable[Item],
    size: int,
    workers: Workers | None,
) -> Iterator[Result]:
    """Yield what `function` makes of all items, `size` at a time, in their order.

    Items are asked for when a worker is free for them. For work of our own, which nobody sent in: a
    batch whose process was ended is done here, and so is all that fits into one batch, or
    everything without `workers`.
    """
    left = iter(items)
    batches = iter(lambda: list(islice(left, size)), [])
    first = list(islice(batches, 2))
    if workers is None or len(first) < 2:  # noqa: PLR2004 - one batch is not worth a process
        for batch in chain(first, batches):
            yield from function(batch)
        return
    handed: deque[Sequence[Item]] = deque()

    def handing() -> Iterator[Sequence[Sequence[Item]]]:
        for batch in chain(first, batches):
            handed.append(batch)
            yield [batch]

    for done in _in_order(function, handing(), _OWN, workers, workers.count):
        its = handed.popleft()
        yield from function(its) if isinstance(done, Ended) else done


_UnderWay = deque[tuple[Sequence[Item], "Future[list[Result | Unfinished | Raised]]"]]


def _in_order(
    function: Callable[[Item], Result],
    waiting: Iterator[Sequence[Item]],
    bounds: Bounds,
    workers: Workers,
    most: int,
) -> Iterator[Result | Ended]:
    """Yield what comes of each item of each batch; `most` batches are done at a time."""
    while True:
        under_way: _UnderWay[Item, Result] = deque()
        yield from _until_one_dies(function, waiting, under_way, bounds, workers, most)
        if not under_way:
            return
        # The executor is closed by now: its threads are gone, and this process may fork again.
        for batch, future in under_way:
            for item, answer in zip(batch, _answers(batch, future, workers), strict=True):
                unfinished = isinstance(answer, Unfinished)
                yield alone(function, item, bounds) if unfinished else _result(answer)


def _until_one_dies(
    function: Callable[[Item], Result],
    waiting: Iterator[Sequence[Item]],
    under_way: _UnderWay[Item, Result],
    bounds: Bounds,
    workers: Workers,
    most: int,
) -> Iterator[Result]:
    """Yield results until an item comes to no end; it and what was handed out stay `under_way`."""
    with workers.opened(min(workers.count, most)) as executor:
        while True:
            while len(under_way) < _AHEAD * workers.count and (batch := next(waiting, None)):
                try:
                    future = executor.submit(_batch, function, bounds, here(), batch)
                except workers.deaths as died:
                    future = Future()
                    future.set_exception(died)
                under_way.append((batch, future))
            if not under_way:
                return
            batch, future = under_way[0]
            answers = _answers(batch, future, workers)
            if any(isinstance(answer, Unfinished) for answer in answers):
                return
            under_way.popleft()
            for answer in answers:
                yield _result(answer)


def _answers(
    batch: Sequence[Item], future: Future[list[Result | Unfinished | Raised]], workers: Workers
) -> list[Result | Unfinished | Raised]:
    while True:
        try:
            return future.result(workers.patience)
        except workers.deaths:
            return [Unfinished()] * len(batch)
        except TimeoutError:
            workers.look()


def _result(answer: Result | Unfinished | Raised) -> Result:
    if isinstance(answer, Raised):
        raise answer.error
    assert not isinstance(answer, Unfinished)
    return answer


def _batch(
    function: Callable[[Item], Result], bounds: Bounds, caller: str, items: Sequence[Item]
) -> list[Result | Unfinished | Raised]:
    """Do one item after another, each within bounds; none in the process that asked for it."""
    if caller == here():
        return [Unfinished()] * len(items)
    return each_within(function, items, bounds)
