"""The folder in which a site is put together, and what was put into it so far.

A file is made where none is: one that lies there already may be a file of the published site under
another name, so nothing is ever written into it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from casebook.cache import Key
from casebook.publish.previous import Made, Previous
from casebook.trees import look_at


class Folder:
    """Hold the folder of the new site."""

    def __init__(self, root: Path, previous: Previous, *, begun: bool = False) -> None:
        """Begin with what lies in `root`: where it is `begun`, the files of the previous site."""
        self.root = root
        self.digests: dict[str, str] = {}
        """SHA-256 of every file of the new site in hexadecimal, by its path."""
        self._keys: dict[str, str] = {}
        self.previous = previous
        self._begun = begun
        self._lying = previous.tree if begun else look_at(root)
        self._parents: set[str] = set()

    def take(self, path: str, key: Key) -> bool:
        """Take a file over from the previous site, if it was made from `key`."""
        return path not in self.digests and self.previous.has(path, key) and self._taken(path, key)

    def keep_all(self, but: Iterable[str]) -> None:
        """Take over the previous site as it is `but` for some files, and for those put there.

        Raises `ValueError` where a file is not what was published.
        """
        digests, keys = dict(self.previous.made.digests), dict(self.previous.made.keys)
        for path in but:
            del digests[path], keys[path]
        if not self._begun:
            for path in digests.keys() - self.digests.keys():
                self.prepare(path)
                if self.previous.link(path, self.root) is None:
                    raise ValueError(f"{path} is not what was published")
        self.digests = digests | self.digests
        self._keys = keys | self._keys

    def write(self, files: Iterable[tuple[str, bytes]], key: Key | None = None) -> None:
        """Write files, all made from `key`; one that the previous site has is taken over."""
        for path, data in files:
            digest = sha256(data).hexdigest()
            before = None if path in self.digests else self.previous.made.digests.get(path)
            if before != digest or not self._taken(path, key):
                self.prepare(path)
                with (self.root / path).open("xb") as file:
                    file.write(data)
                self.note(path, key, digest)

    def write_beside(self, files: Iterable[tuple[str, bytes]]) -> list[str]:
        """Write files where nothing was put yet; return the pages among them."""
        names = []
        for path, data in files:
            names.append(path)
            if path not in self.digests:
                self.write([(path, data)])
        return _pages(names)

    def keep_others(self) -> list[str]:
        """Leave all that lies there and was not put there; return the pages among them."""
        names = [path for path in self._lying.files if path not in self.digests]
        for path in names:
            self.note(path, None, sha256((self.root / path).read_bytes()).hexdigest())
        return _pages(names)

    def prepare(self, path: str) -> None:
        """See to it that a file can be made: its folder is there, and nothing in its place."""
        parent = path.rpartition("/")[0]
        if parent not in self._parents:
            for above in accumulate(parent.split("/"), "{}/{}".format):
                if above in self._lying.files:
                    (self.root / above).unlink(missing_ok=True)
            (self.root / parent).mkdir(parents=True, exist_ok=True)
            self._parents.add(parent)
        if path in self._lying.files or path in self.digests:
            (self.root / path).unlink(missing_ok=True)
        elif path in self._lying.folders:
            shutil.rmtree(self.root / path, ignore_errors=True)

    def note(self, path: str, key: Key | None, digest: str) -> None:
        """Say what was made of `key`, and lies in its place."""
        self.digests[path] = digest
        self._keys[path] = key.hex() if key else ""

    def made(self) -> Made:
        """Return what the files were made from."""
        return Made(self._keys, self.digests)

    def sweep(self) -> None:
        """Remove what the previous site had and this one has not."""
        if not self._begun:
            return
        gone = self._lying.files.keys() - self.digests.keys()
        for path in gone:
            (self.root / path).unlink(missing_ok=True)
        emptied = {above for path in gone for above in _above(path)}
        for folder in sorted(emptied, reverse=True):
            with suppress(OSError):  # it holds something else
                (self.root / folder).rmdir()

    def _taken(self, path: str, key: Key | None) -> bool:
        if self._begun:
            digest: str | None = self.previous.made.digests[path]
        else:
            self.prepare(path)
            digest = self.previous.link(path, self.root)
        if digest:
            self.note(path, key, digest)
        return digest is not None


def _pages(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.endswith(".html")]


def _above(path: str) -> Iterator[str]:
    """Yield every folder that a file lies in, but the root."""
    while path := path.rpartition("/")[0]:
        yield path
