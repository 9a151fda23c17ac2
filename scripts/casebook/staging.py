"""What a Git commit would keep, laid out as a folder of case studies."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_PATIENCE: Final = 300
"""In seconds: whatever Git waits for by then (a lock, a disk that is gone) will not come."""
_PARTS_OF_A_CASE: Final = 2
"""A case lies at `<school-year>/<slug>`."""
_CHANGED: Final = ("diff", "--cached", "--name-only", "--diff-filter=d", "--relative")


class NoRepositoryError(Exception):
    """The contributions lie in no Git repository, or there is no Git."""


@contextmanager
def staged_cases(contributions: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Give a folder as the next commit would hold it, and in it the cases that the commit changes.

    Other cases are empty folders there: links to them hold, and they were checked when they came.
    """
    # First, since outside a repository Git answers other questions with pages about itself.
    inside = _run(contributions, "rev-parse", "--show-prefix").strip()
    changed = _cases(_git(contributions, *_CHANGED))
    everything = _cases(_git(contributions, "ls-files"))
    files = [
        path for case in sorted(changed) for path in _git(contributions, "ls-files", below=case)
    ]
    with TemporaryDirectory() as folder:
        root = Path(folder) if inside else Path(folder, contributions.name)
        laid_out = root / inside
        laid_out.mkdir(parents=True, exist_ok=True)
        for case in everything:
            (laid_out / case).mkdir(parents=True, exist_ok=True)
        if files:
            _run(contributions, "checkout-index", f"--prefix={root}{os.sep}", "--", *files)
        yield laid_out, [laid_out / case for case in sorted(changed)]


def _cases(paths: list[str]) -> set[str]:
    parts = [path.split("/") for path in paths]
    return {"/".join(one[:_PARTS_OF_A_CASE]) for one in parts if len(one) > _PARTS_OF_A_CASE}


def _git(folder: Path, *command: str, below: str = ".") -> list[str]:
    """Return the paths at and below one that a Git command prints, relative to `folder`."""
    # Git would take a folder named `-x` for an option, and one named `:!x` for a pattern.
    printed = _run(folder, "--literal-pathspecs", *command, "-z", "--", below)
    return [path for path in printed.split("\0") if path]


def _run(folder: Path, *command: str) -> str:
    try:
        done = subprocess.run(
            ["git", *command], cwd=folder, capture_output=True, check=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError) as error:
        told = getattr(error, "stderr", None)
        said = os.fsdecode(told).strip() if told else str(error)
        raise NoRepositoryError(said) from error
    return os.fsdecode(done.stdout)  # a name need not be text
