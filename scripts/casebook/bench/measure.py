"""One command run and measured: time, processor, memory, and the bytes that it wrote."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold what one run cost."""

    seconds: float
    processor: float
    """Seconds of processor time, of all its processes."""
    memory: int
    """In bytes: the most that one of its processes held."""
    status: int
    output: str
    """The end of what it wrote to the terminal."""


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Measured:
    """Run a command in `folder` to its end."""
    log = folder / "bench.log"
    start = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        round(time.perf_counter() - start, 3),
        round(usage.ru_utime + usage.ru_stime, 3),
        usage.ru_maxrss * 1024,
        process.returncode,
        log.read_text("utf-8", errors="replace")[-2000:],
    )


@dataclass(frozen=True, slots=True)
class Tree:
    """Hold how much lies below a folder."""

    pages: int
    size: int
    """In bytes."""


def tree(folder: Path) -> Tree:
    """Count the pages and bytes below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return Tree(pages, sum(path.stat().st_size for path in files))
