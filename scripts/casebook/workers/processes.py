"""Processes of this computer as an executor that leaves none of them behind."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
from pathlib import Path
from typing import Final

_PRELOADED: Final = ["casebook.examining.apart"]
"""What a server of forks imports once for all of them."""
_PR_SET_PDEATHSIG: Final = 1
_SELDOM: Final = 20_000
"""Objects that come up before garbage is looked for: more than most cases are read with."""


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """Open an executor of so many processes; on an error they are ended at once."""
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(count, context(), begin)
    try:
        yield executor
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.kill()
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def usable_processors() -> int:
    """Return how many processors this process may use: by its affinity, and by its cgroup."""
    if sys.platform != "linux":
        return os.cpu_count() or 1
    count = len(os.sched_getaffinity(0))
    with suppress(OSError, ValueError):
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        count = min(count, -(-int(quota) // int(period)))
    return max(1, count)


def context() -> ForkContext | ForkServerContext | SpawnContext:
    """Return how processes are started here.

    A fork is ready at once, but of one thread only: a lock that another holds would stay locked
    in it. With more threads a server forks, which has none.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    if threading.active_count() == 1 and len(list(Path("/proc/self/task").iterdir())) == 1:
        return multiprocessing.get_context("fork")
    multiprocessing.set_forkserver_preload(_PRELOADED)
    return multiprocessing.get_context("forkserver")


def begin() -> None:
    """Prepare this process, a worker: it ends with its parent, and at once on Control-C."""
    for one in ("SIGINT", "SIGALRM", "SIGXCPU"):
        if hasattr(signal, one):
            signal.signal(getattr(signal, one), signal.SIG_DFL)
    # The parent may hold so much that it looks for no garbage; here one case comes after another.
    # Few leave any: it is looked for seldom, and never among what was there before.
    gc.enable()
    gc.freeze()
    gc.set_threshold(_SELDOM)
    end_with_parent()
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():
        os._exit(1)


def end_with_parent() -> bool:
    """Let the kernel end this process with the one that started it; tell whether it will."""
    if sys.platform != "linux":
        return False
    refused: int = ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    return refused == 0
