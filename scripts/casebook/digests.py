"""A folder's digest: by its bytes, or, where no file can have changed, from memory.

A file counts as unchanged while its size, times and inode are the same. One that was written just
before it was read may change again within the same tick of the file system's clock, so it is not
remembered (Git's index calls such an entry racy).
"""

from __future__ import annotations

import json
import os
import stat
import time
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from casebook.cache import Cache, formed, key_of
from casebook.regular import read_regular

TICK: Final = 2_000_000_000
"""In nanoseconds: FAT writes even seconds only, no file system is coarser."""
_PIECE: Final = 1 << 20


class Digests:
    """Tell folders by their content, and remember in a cache what was read."""

    def __init__(self, cache: Cache, contributions: Path, largest: int, most: int) -> None:
        """Recall what was read before; of a file above `largest` bytes only the size is looked at.

        The largest file that a build reads has to be below that. A folder with more than `most`
        files is refused unread, and so it has no digest.
        """
        self._cache = cache
        self._key = key_of("digests", str(contributions), str(largest))
        self._largest = largest
        self._most = most
        self._known = _recalled(cache.get(self._key))
        self._kept = self._known
        self._seen: dict[str, tuple[str, str]] = {}

    @property
    def is_new(self) -> bool:
        """Tell whether no folder was read before, as far as anybody remembers."""
        return not self._known

    def of(self, folder: Path) -> str | None:
        """Return the SHA-256 of a folder in hexadecimal; None where it cannot be read."""
        name = f"{folder.parent.name}/{folder.name}"
        started = time.time_ns()
        try:
            with os.scandir(folder) as entries:
                first = list(islice(entries, self._most + 1))
            if len(first) > self._most:
                return None
            found = sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in first)
            look = _hash([(one, looks(status)) for one, status in found])
            known = self._known.get(name)
            if known and known[0] == look:
                self._seen[name] = known
                return known[1]
            digest = self._read(folder, found)
        except OSError:
            return None
        newest = max((max(s.st_mtime_ns, s.st_ctime_ns) for _, s in found), default=0)
        if newest < started - TICK:
            self._seen[name] = (look, digest)
        return digest

    def remember(self, *, whole: bool) -> None:
        """Keep what was read for the next build; after a `whole` one, nothing of other folders."""
        kept = self._seen if whole else self._known | self._seen
        if kept != self._kept:
            self._cache.put(self._key, json.dumps(kept, separators=(",", ":")).encode())
            self._kept = kept

    def _read(self, folder: Path, found: list[tuple[str, os.stat_result]]) -> str:
        whole = sha256()
        for name, status in found:
            is_file = stat.S_ISREG(status.st_mode) and status.st_nlink == 1
            facts = (name, stat.S_IFMT(status.st_mode), is_file, status.st_size if is_file else 0)
            whole.update(repr(facts).encode("utf-8", "surrogatepass"))
            if is_file and status.st_size <= self._largest:
                whole.update(sha256(read_regular(folder / name, self._largest)).digest())
        return whole.hexdigest()


def _hash(value: object) -> str:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


def looks(status: os.stat_result) -> tuple[int, ...]:
    """Return all that changes with a file, whoever changes it."""
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return (status.st_mode, status.st_nlink, status.st_size, *times, status.st_ino)


def _recalled(data: bytes | None) -> dict[str, tuple[str, str]]:
    """Return what was kept, as far as it has the form of what we keep."""
    kept = formed(json.loads, data)
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {name: (pair[0], pair[1]) for name, pair in pairs if _is_pair(pair)}


def _is_pair(pair: object) -> bool:
    return (
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)  # noqa: PLR2004
    )
