"""A folder's digest: by its bytes, or, where no file can have changed, from memory.

A file counts as unchanged while its size, times and inode are the same. A folder with one that was
written just before it was read is not remembered (`contents` says why).
"""

from __future__ import annotations

import json
from pathlib import Path

from casebook.cache import Cache, formed, key_of
from casebook.contents import Contents, Known
from casebook.listings import Listings


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
            return self.note(folder, Contents(folder, self._largest, self._most).known())
        except OSError:
            return None

    def note(self, folder: Path, known: Known | None) -> str | None:
        """Remember what a folder is known by that somebody read; return its digest."""
        if known and known.look:
            self._seen[_name(folder)] = (known.look, known.digest)
        return known.digest if known else None

    def remember(self, *, whole: bool) -> None:
        """Keep what was read for the next build; after a `whole` one, nothing of other folders."""
        kept = self._seen if whole else self._known | self._seen
        if kept != self._kept:
            self._cache.put(self._key, json.dumps(kept, separators=(",", ":")).encode())
            self._kept = kept


def _name(folder: Path) -> str:
    return "/".join(folder.parts[-2:])


def _recalled(data: bytes | None) -> dict[str, tuple[str, str]]:
    """Return what was kept, as far as it has the form of what we keep."""
    kept = formed(json.loads, data)
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {name: (pair[0], pair[1]) for name, pair in pairs if _is_pair(pair)}


def _is_pair(pair: object) -> bool:
    return (
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)  # noqa: PLR2004
    )
