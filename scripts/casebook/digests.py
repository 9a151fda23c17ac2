"""A folder's digest: by its bytes, or, where no file can have changed, from memory.

A file counts as unchanged while its size, times and inode are the same. One that was written just
before it was read may change again within the same tick of the file system's clock, so it is not
remembered (Git's index calls such an entry racy).
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from casebook.cache import Cache, formed, key_of
from casebook.listings import Listings, listing
from casebook.regular import read_regular

TICK: Final = 2_000_000_000
"""In nanoseconds: FAT writes even seconds only, no file system is coarser."""
_PIECE: Final = 1 << 20


class Digests:
    """Tell folders by their content, and remember in a cache what was read."""

    def __init__(
        self, cache: Cache, contributions: Path, largest: int, most: int, listings: Listings
    ) -> None:
        """Recall what was read before; of a file above `largest` bytes only the size is looked at.

        The largest file that a build reads has to be below that. A folder with more than `most`
        files is refused unread, and so it has no digest.
        """
        self._cache = cache
        self._key = key_of("digests", str(contributions), str(largest))
        self._largest = largest
        self._most = most
        self._listings = listings
        self._known = _recalled(cache.get(self._key))
        self._kept = self._known
        self._seen: dict[str, tuple[str, str]] = {}

    @property
    def is_new(self) -> bool:
        """Tell whether no folder was read before, as far as anybody remembers."""
        return not self._known

    def of(self, folder: Path) -> str | None:
        """Return the SHA-256 of a folder in hexadecimal; None where it cannot be read."""
        name = _name(folder)
        known = self._known.get(name)
        try:
            found = self._listings.of(str(folder)) if known else None
            if known and found and known[0] == found.look and found.count <= self._most:
                self._seen[name] = known
                return known[1]
        except OSError:
            return None
        return self.anew(folder)

    def anew(self, folder: Path) -> str | None:
        """Return the same of a folder as it is now, whatever is known of it."""
        try:
            return self._read(_name(folder), folder)
        except OSError:
            return None

    def remember(self, *, whole: bool) -> None:
        """Keep what was read for the next build; after a `whole` one, nothing of other folders."""
        kept = self._seen if whole else self._known | self._seen
        if kept != self._kept:
            self._cache.put(self._key, json.dumps(kept, separators=(",", ":")).encode())
            self._kept = kept

    def _read(self, name: str, folder: Path) -> str | None:
        """Return the digest of a folder by its bytes, and remember it with how it looks by now."""
        with os.scandir(folder) as entries:
            first = list(islice(entries, self._most + 1))
        if len(first) > self._most:
            return None
        seen = listing(first)
        digest = self._digest(folder, sorted((one.name, one) for one in first))
        if seen.newest < seen.looked - TICK:
            self._seen[name] = (seen.look, digest)
        return digest

    def _digest(self, folder: Path, found: Iterable[tuple[str, os.DirEntry[str]]]) -> str:
        whole = sha256()
        for name, entry in found:
            status = entry.stat(follow_symlinks=False)
            is_file = stat.S_ISREG(status.st_mode) and status.st_nlink == 1
            facts = (name, stat.S_IFMT(status.st_mode), is_file, status.st_size if is_file else 0)
            whole.update(repr(facts).encode("utf-8", "surrogatepass"))
            if is_file and status.st_size <= self._largest:
                whole.update(sha256(read_regular(folder / name, self._largest)).digest())
        return whole.hexdigest()


def _name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def _recalled(data: bytes | None) -> dict[str, tuple[str, str]]:
    """Return what was kept, as far as it has the form of what we keep."""
    kept = formed(json.loads, data)
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {name: (pair[0], pair[1]) for name, pair in pairs if _is_pair(pair)}


def _is_pair(pair: object) -> bool:
    return (
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)  # noqa: PLR2004
    )
