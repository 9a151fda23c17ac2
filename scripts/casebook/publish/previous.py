"""What lies in the published site, by what it was made from: it is taken over, not made again.

Whatever does not look as it did when it was published is made again.
"""

from __future__ import annotations

import json
import os
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from struct import iter_unpack
from typing import Final

from casebook.cache import Cache, Key, formed, key_of
from casebook.trees import Looks, Tree, look_at, looks_of, stand, stands

_WIDTH: Final = 5
"""Numbers that say how one file looks."""
_ELSEWHERE: Final = ("//", "/./", "/../")
"""What a path between slashes has that leads out of a folder, or is written in other ways."""
_HEX: Final = 64
"""Characters of a key and of a digest in hexadecimal."""
_NONE: Final = " " * _HEX


@dataclass(frozen=True, slots=True)
class Made:
    """Say what the files of a site were made from, and what came of it, by their paths."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """In hexadecimal; empty where only its bytes tell."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 in hexadecimal."""


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
        return stands(self.folder, self.tree)

    def now(self) -> Tree:
        """Return how the site looks now; nothing where nothing is known of it."""
        return self.tree if self.stands() or not self.tree.folders else look_at(self.folder)

    def is_ready(self, place: Path) -> bool:
        """Tell whether the tree at `place` has the files of this site, as it was left."""
        return bool(self.ready) and stand(place, self.ready.items())

    def as_in(self, now: Tree) -> Previous:
        """Return the same without what does not look in `now` as it did."""
        if now is self.tree:
            return self
        known = self.tree.files
        same = {path for path, looks in now.files.items() if known.get(path) == looks}
        keys = {path: key for path, key in self.made.keys.items() if path in same}
        digests = {path: digest for path, digest in self.made.digests.items() if path in same}
        return replace(self, made=Made(keys, digests))


def recalled(folder: Path, cache: Cache) -> Previous:
    """Return what was remembered of the site in `folder`."""
    previous = formed(partial(_read, folder), cache.get(_key(folder)))
    return previous or Previous(folder)


def stamp_of(folder: Path, cache: Cache) -> str | None:
    """Return what tells the site that was remembered of `folder` from any other."""
    kept = cache.get(_key(folder))
    return sha256(kept).hexdigest() if kept else None


def remember(published: Previous, cache: Cache) -> None:
    """Keep what the site that was published was made from, and how it looks."""
    tree, made = published.tree, published.made
    kept = {
        "files": [*tree.files],
        "keys": _joined(map(made.keys.get, tree.files)),
        "digests": _joined(map(made.digests.get, tree.files)),
        "looks": _packed(tree.files.values()),
        "folders": [*tree.folders],
        "folder looks": _packed(tree.folders.values()),
        "ready": _packed(published.ready[path] for path in tree.folders if published.ready),
        "places": sorted(published.places),
        "cases": {id_: [*digests] for id_, digests in published.cases.items()},
        "outline": published.outline,
    }
    cache.put(_key(published.folder), json.dumps(kept, separators=(",", ":")).encode())


def _read(folder: Path, data: bytes) -> Previous:
    kept = json.loads(data)
    files, folders = kept["files"], kept["folders"]
    # Names are unlinked by this: an altered list must not lead out of the site.
    between = "/\0/".join(["", *files, *filter(None, folders), ""])
    if any(one in between for one in _ELSEWHERE):
        raise ValueError("a path leads elsewhere")
    tree = Tree(_unpacked(files, kept["looks"]), _unpacked(folders, kept["folder looks"]))
    return Previous(
        folder,
        Made(
            dict(zip(files, _parts(kept["keys"]), strict=True)),
            {path: one for path, one in zip(files, _parts(kept["digests"]), strict=True) if one},
        ),
        tree,
        _unpacked(folders, kept["ready"]) if kept["ready"] else {},
        frozenset((str(file), str(place)) for file, place in kept["places"]),
        {id_: (str(digest), str(outline)) for id_, (digest, outline) in kept["cases"].items()},
        str(kept["outline"]),
    )


def _joined(digests: Iterable[str | None]) -> str:
    """Join digests into one text: many would take as long to read as all else."""
    return "".join([one or _NONE for one in digests])


def _parts(joined: str) -> list[str]:
    parts = [joined[start : start + _HEX] for start in range(0, len(joined), _HEX)]
    return ["" if part == _NONE else part for part in parts]


def _packed(looks: Iterable[Looks]) -> str:
    """Write many numbers as text, as they lie in memory: as JSON they would take a second."""
    return b64encode(array("Q", chain.from_iterable(looks)).tobytes()).decode()


def _unpacked(paths: Sequence[str], packed: str) -> dict[str, Looks]:
    rows = iter_unpack(f"{_WIDTH}Q", b64decode(packed, validate=True))
    return dict(zip(paths, rows, strict=True))


def _key(folder: Path) -> Key:
    return key_of("published site", str(folder))
