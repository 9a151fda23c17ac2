"""What lies in the published site, by what it was made from: it is taken over, not made again.

Whatever does not look as it did when it was published is made again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from casebook.cache import Key
from casebook.trees import Looks, Tree, look_at, looks_of, stand, stands


@dataclass(frozen=True, slots=True)
class Made:
    """Say what the files of a site were made from, and what came of it, by their paths."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """In hexadecimal; empty where only its bytes tell."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Record:
    """Say what is kept of a site: all of it as it was once, and what is others since."""

    whole: str
    """The name of what says all of it."""
    since: Mapping[str, Set[str]]
    """Names of what is others, by the part that they lie in."""
    exchanged: bool
    """Whether the site lies since where the tree lay that was ready for the next."""
    stamp: str
    """A digest of both, which tells a published site from any other."""


class Part(Enum):
    """Name what a build leaves."""

    SITE = "site"
    READY = "ready"
    """The tree that the next build begins with."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold how one of both stood when somebody looked, or a tree that a build has begun with."""

    stamp: str
    """Of the record that it was held against."""
    stands: bool
    others: frozenset[str] = frozenset()
    """Folders of a tree that do not look as in the one that was ready."""


@dataclass(frozen=True, slots=True)
class Previous:
    """Hold what is known of the site that is to be replaced."""

    folder: Path
    made: Made = field(default_factory=Made)
    """Of what is as it was published."""
    tree: Tree = field(default_factory=Tree)
    """How the site looked when it was published."""
    ready: Mapping[str, Looks] = field(default_factory=dict)
    """How the folders of the tree look that the next build begins with."""
    places: Set[tuple[str, str]] = frozenset()
    """Places in pages that other pages lead to: the file, and the `id`."""
    cases: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The digest and the outline of every case that it was made from, by its id."""
    outline: str = ""
    """The key of all that decides it but words, in hexadecimal; empty where nobody knows it."""
    record: Record | None = field(default=None, compare=False)
    """What it was read from."""
    seen: Callable[[Part | Path], Seen | None] | None = field(default=None, compare=False)
    """Tells how it stood just now; where nobody knows, it is looked at."""

    def has(self, path: str, key: Key) -> bool:
        """Tell whether the file at `path` was made from `key`."""
        return self.made.keys.get(path) == key.hex()

    def link(self, path: str, root: Path) -> str | None:
        """Put the file at `path` below `root` too, whose folder is there; return its digest.

        None where it is not what was published, or where the system cannot link.
        """
        # As text: a site has many files.
        place = f"{root}/{path}"
        try:
            os.link(f"{self.folder}/{path}", place, follow_symlinks=False)
        except OSError:
            return None
        if looks_of(place) != self.tree.files[path]:  # exchanged in between
            Path(place).unlink()
            return None
        return self.made.digests[path]

    def stands(self) -> bool:
        """Tell whether the site is as it was published."""
        if self._stood(Part.SITE):
            # Another build would have put another folder into its place.
            return stand(self.folder, [("", self.tree.folders[""])])
        return stands(self.folder, self.tree)

    def now(self) -> Tree:
        """Return how the site looks now; nothing where nothing is known of it."""
        return self.tree if self.stands() or not self.tree.folders else look_at(self.folder)

    def is_ready(self, place: Path) -> bool:
        """Tell whether the tree at `place` has the files of this site, as it was left."""
        if self._stood(Part.READY):
            return stand(place, [("", self.ready[""])])
        return bool(self.ready) and stand(place, self.ready.items())

    def begun(self, root: Path) -> Tree:
        """Return how the tree at `root` looks, which was the one that was ready."""
        seen = self.seen and self.seen(root)
        is_of_this = seen and self.record and seen.stamp == self.record.stamp
        known = Tree(self.tree.files, self.ready)
        return look_at(root, known, seen.others if seen and is_of_this else None)

    def as_in(self, now: Tree) -> Previous:
        """Return the same without what does not look in `now` as it did."""
        if now is self.tree:
            return self
        known = self.tree.files
        same = {path for path, looks in now.files.items() if known.get(path) == looks}
        keys = {path: key for path, key in self.made.keys.items() if path in same}
        digests = {path: digest for path, digest in self.made.digests.items() if path in same}
        return replace(self, made=Made(keys, digests))

    def _stood(self, part: Part) -> bool:
        seen = self.seen and self.seen(part)
        return bool(seen and self.record and seen == Seen(self.record.stamp, stands=True))
