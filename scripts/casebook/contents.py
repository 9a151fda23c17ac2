"""What lies in a folder, read once: its digest is that of the bytes that whoever read it was given.

So what is said of a folder and what it is kept by cannot be of two states of it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from casebook.listings import listing
from casebook.regular import changed, read_regular

TICK: Final = 2_000_000_000
"""In nanoseconds: FAT writes even seconds only, no file system is coarser."""


class Known(NamedTuple):
    """Hold what a folder is known by whose files were read."""

    digest: str
    """SHA-256 of what was read, in hexadecimal."""
    look: str | None
    """How it looked before a file was read; None where one had been written just then.

    Such a file may change again within the same tick of the file system's clock (Git's index calls
    it racy).
    """


class File:
    """Read one file, and tell what was read."""

    __slots__ = ("digest", "path", "size", "status")

    def __init__(self, path: Path, status: os.stat_result) -> None:
        """Read nothing yet; `status` is that of the name itself, be it a link."""
        self.path = path
        self.status = status
        self.size = status.st_size
        self.digest: str | None = None

    @property
    def is_regular(self) -> bool:
        """Tell whether it is an ordinary file that has one name."""
        return stat.S_ISREG(self.status.st_mode) and self.status.st_nlink == 1

    def read(self, limit: int) -> bytes:
        """Return its bytes, `limit` at most; raise `FileChangedError` where they are others now."""
        data = read_regular(self.path, limit)
        digest = sha256(data).hexdigest()
        if self.digest not in (None, digest):
            raise changed(self.path)
        self.size, self.digest = len(data), digest
        return data


class Contents:
    """Hold all files of a folder as they are found, to be read through this alone."""

    def __init__(self, folder: Path, largest: int, most: int | None = None) -> None:
        """Look at the folder; raise `OSError` where nobody can.

        A file of more than `largest` bytes is known by its size, and of a folder with more than
        `most` files their number alone is found.
        """
        with os.scandir(folder) as entries:
            found = list(islice(entries, most))
            more = sum(1 for _ in entries)
        self.count: Final = len(found) + more
        self.files: Mapping[str, File] = {}
        self._largest = largest
        if more:
            return
        self._listing = listing(found)
        found.sort(key=lambda entry: entry.name)
        self.files = {
            entry.name: File(folder / entry.name, entry.stat(follow_symlinks=False))
            for entry in found
        }

    def known(self) -> Known | None:
        """Return what it is known by once all was read that anybody wants to; read the rest.

        None where there are too many files, or where one cannot be read.
        """
        if self.count > len(self.files):
            return None
        whole = sha256()
        try:
            for name, file in self.files.items():
                self._tell(whole.update, name, file)
        except OSError:
            return None
        look = self._listing.look if self._listing.newest < self._listing.looked - TICK else None
        return Known(whole.hexdigest(), look)

    def _tell(self, update: Callable[[bytes], None], name: str, file: File) -> None:
        is_file = file.is_regular
        if is_file and file.digest is None and file.size <= self._largest:
            file.read(self._largest)
        kind = stat.S_IFMT(file.status.st_mode)
        told = (name, kind, is_file, file.size if is_file else 0)
        update(repr(told).encode("utf-8", "surrogatepass"))
        if file.digest is not None:
            update(bytes.fromhex(file.digest))
