"""How folders looked when a command first asked: it looks at each once, before it reads a file.

A file counts as the same while its size, times and number are, as Git has it.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold how all looked that lay in a folder, but what lay in the folders there."""

    look: str
    """A digest."""
    newest: int
    """When a file there was last changed, in nanoseconds."""
    count: int
    folders: tuple[str, ...]
    """Names of the folders there."""
    has_link: bool
    looked: int = field(compare=False)
    """When somebody began to look, in nanoseconds."""


class Listings:
    """Hold the listing of every folder that was asked for."""

    def __init__(self) -> None:
        """Look at nothing yet."""
        self._known: dict[str, Listing] = {}

    def of(self, folder: str) -> Listing:
        """Return how what lies in a folder looked at first; raise `OSError` where nobody can."""
        if folder not in self._known:
            with os.scandir(folder) as entries:
                self._known[folder] = listing(entries)
        return self._known[folder]


def listing(entries: Iterable[os.DirEntry[str]]) -> Listing:
    """Return how the entries of a folder look now."""
    looked = time.time_ns()
    rows: list[tuple[object, ...]] = []
    folders: list[str] = []
    newest, has_link = 0, False
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
            continue
        status = entry.stat(follow_symlinks=False)
        newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
        has_link = has_link or stat.S_ISLNK(status.st_mode)
        rows.append((entry.name, *looks(status)))
    told = repr((sorted(rows), sorted(folders))).encode("utf-8", "surrogatepass")
    count = len(rows) + len(folders)
    digest = sha256(told).hexdigest()
    return Listing(digest, newest, count, tuple(folders), has_link, looked)


def looks(status: os.stat_result) -> tuple[int, ...]:
    """Return all that changes with a file, whoever changes it."""
    times = (status.st_mtime_ns, status.st_ctime_ns)
    of_file = (status.st_mode, status.st_nlink, status.st_size)
    return (status.st_dev, *of_file, *times, status.st_ino)
