"""Run `casebook` on a hostile folder in a process of its own, bounded and measured.

Started as a program, it reads jobs from its standard input and forks for each, so that nothing is
imported three hundred times.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import casebook.assets.remade
import casebook.mending
import casebook.pages.rights
import casebook.pipeline
import casebook.renderers
import casebook.renderers.rights  # noqa: F401 - imported once, and not in every process
from casebook.cli import main

ROOT: Final = Path(__file__).parents[2]
CPU_SECONDS: Final = 60
"""After which the kernel ends a run; the tests expect far less."""
TODAY: Final = "1788134400"
"""31 August 2026: the day of every trial."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one command gave."""

    status: int
    out: bytes
    err: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what a process gave: a run for each command, or what it died of."""

    runs: tuple[Run, ...]
    seconds: float
    """Of one processor, for all commands together."""
    megabytes: int
    """The most that it held at a time."""
    status: int
    """As the kernel reports it: 0 where every command came to its end."""


class Cage:
    """Be a process that runs commands in others."""

    def __enter__(self) -> Cage:
        """Start it."""
        environment = os.environ | {
            "CASEBOOK_DEBUG": "1",
            "SOURCE_DATE_EPOCH": TODAY,
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'scripts'}",
            "PYTHONUTF8": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.cage"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End it, and what it runs."""
        self._process.kill()
        self._process.communicate()

    def run(self, work: Path, commands: Sequence[Sequence[str]]) -> Outcome:
        """Run commands one after another; `work` is a folder for what they print."""
        work.mkdir(parents=True, exist_ok=True)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(work), commands]) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        runs = tuple(_read(work, number) for number in range(len(commands)))
        return Outcome(runs, answer["seconds"], answer["megabytes"], answer["status"])


def _read(work: Path, number: int) -> Run:
    def content(name: str) -> bytes:
        path = work / f"{number}.{name}"
        return path.read_bytes() if path.exists() else b""

    status = content("status")
    return Run(
        int(status) if status else -1, content("out"), content("err").decode("utf-8", "replace")
    )


def _serve() -> None:
    """Answer each job with what it took."""
    for line in sys.stdin:
        work, commands = json.loads(line)
        child = os.fork()
        if child == 0:
            _obey(Path(work), commands)
        _, status, used = os.wait4(child, 0)
        seconds = used.ru_utime + used.ru_stime
        answer = {"seconds": seconds, "megabytes": used.ru_maxrss // 1024, "status": status}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _obey(work: Path, commands: Sequence[Sequence[str]]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number, command in enumerate(commands):
        _into(work / f"{number}.out", 1)
        _into(work / f"{number}.err", 2)
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8")
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding="utf-8")
        try:
            status = main(command)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        except BaseException:  # noqa: BLE001 - it is what the test looks for
            traceback.print_exc()
            status = -2
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except ValueError:
            traceback.print_exc(file=sys.__stderr__)
            status = -2
        (work / f"{number}.status").write_text(str(status))
    os._exit(0)


def _into(path: Path, number: int) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, number)
    os.close(file)


if __name__ == "__main__":
    _serve()
