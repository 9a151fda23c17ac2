"""What lies in the published site, by what it was made from: it is linked, not made again.

A file counts as the one that was published while its size, time and number are the same. Whatever
is doubtful is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from casebook.cache import Cache, Key, formed, key_of


@dataclass(frozen=True, slots=True)
class Made:
    """Say of a file of the site what it was made from, and what came of it."""

    key: Key
    digest: str
    """SHA-256 in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Previous:
    """Hold what is known of the site that is to be replaced."""

    folder: Path
    made: Mapping[str, Made] = field(default_factory=dict)
    """By path from the site's root."""
    looks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def has(self, path: str, key: Key) -> bool:
        """Tell whether the file at `path` was made from `key`."""
        made = self.made.get(path)
        return made is not None and made.key == key

    def link(self, path: str, root: Path) -> str | None:
        """Put the file at `path` below `root` too, whose folder is there; return its digest.

        None where it is not what was published, or where the system cannot link.
        """
        # As text: a site has many files.
        before, place = f"{self.folder}/{path}", f"{root}/{path}"
        try:
            if _looks(before) != self.looks[path]:
                return None
            os.link(before, place, follow_symlinks=False)
        except OSError:
            return None
        if _looks(place) != self.looks[path]:  # exchanged in between
            Path(place).unlink()
            return None
        return self.made[path].digest


def recalled(folder: Path, cache: Cache) -> Previous:
    """Return what was remembered of the site in `folder`."""
    previous = formed(partial(_previous, folder), cache.get(_key(folder)))
    return previous or Previous(folder)


def _previous(folder: Path, data: bytes) -> Previous:
    entries = json.loads(data)
    return Previous(
        folder,
        {path: Made(bytes.fromhex(key), digest) for path, (key, digest, _) in entries.items()},
        {path: tuple(looks) for path, (_, _, looks) in entries.items()},
    )


def remember(folder: Path, made: Mapping[str, Made], cache: Cache) -> None:
    """Keep what the site that was published in `folder` was made from."""
    entries = {
        path: (one.key.hex(), one.digest, _looks(f"{folder}/{path}")) for path, one in made.items()
    }
    cache.put(_key(folder), json.dumps(entries, separators=(",", ":")).encode())


def _key(folder: Path) -> Key:
    return key_of("published site", str(folder))


def _looks(path: str) -> tuple[int, ...]:
    status = os.lstat(path)
    # Not what a link to the same file changes: its time of change, and how many names it has.
    return (status.st_mode, status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)
