"""What lies in the published site, by what it was made from: it is taken over, not made again.

Whatever does not look as it did when it was published is made again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, Final

from casebook.cache import Cache, Key, formed, key_of
from casebook.trees import Looks, Tree, looks_of, stand, stands

_WIDTH: Final = 5
"""Numbers that say how one file looks."""
_ELSEWHERE: Final = re.compile(r"^(?:\.{0,2})(?:/|$)|/\.{0,2}(?:/|$)", re.MULTILINE)
"""A path that leads out of a folder, or is written in more than one way."""


@dataclass(frozen=True, slots=True)
class Made:
    """Say of a file of the site what it was made from, and what came of it."""

    key: Key | None
    """None where only its bytes tell."""
    digest: str
    """SHA-256 in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Previous:
    """Hold what is known of the site that is to be replaced."""

    folder: Path
    made: Mapping[str, Made] = field(default_factory=dict)
    """By path from the site's root: what is as it was published."""
    tree: Tree = field(default_factory=Tree)
    """How the site looked when it was published."""
    ready: Mapping[str, Looks] = field(default_factory=dict)
    """How the folders of the tree look that the next build begins with."""
    places: Set[tuple[str, str]] = frozenset()
    """Places in pages that other pages lead to: the file, and the `id`."""

    def has(self, path: str, key: Key) -> bool:
        """Tell whether the file at `path` was made from `key`."""
        made = self.made.get(path)
        return made is not None and made.key == key

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
        return self.made[path].digest

    def stands(self) -> bool:
        """Tell whether the site is as it was published."""
        return stands(self.folder, self.tree)

    def is_ready(self, place: Path) -> bool:
        """Tell whether the tree at `place` has the files of this site, as it was left."""
        return bool(self.ready) and stand(place, self.ready.items())

    def as_in(self, now: Tree) -> Previous:
        """Return the same without what does not look in `now` as it did."""
        same = {
            path: made
            for path, made in self.made.items()
            if now.files.get(path) == self.tree.files[path]
        }
        return replace(self, made=same)


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
    files, folders = published.tree.files, published.tree.folders
    made = [published.made.get(path) for path in files]
    kept = {
        "files": [*files],
        "keys": [one.key.hex() if one and one.key else "" for one in made],
        "digests": [one.digest if one else "" for one in made],
        "looks": [*chain.from_iterable(files.values())],
        "folders": [*folders],
        "folder looks": [*chain.from_iterable(folders.values())],
        "ready": [*chain.from_iterable(published.ready[path] for path in folders)]
        if published.ready
        else [],
        "places": sorted(published.places),
    }
    cache.put(_key(published.folder), json.dumps(kept, separators=(",", ":")).encode())


def _read(folder: Path, data: bytes) -> Previous:
    kept = json.loads(data)
    files, folders = kept["files"], kept["folders"]
    # Names are unlinked by this: an altered list must not lead out of the site.
    if _ELSEWHERE.search("\n".join(chain(files, filter(None, folders)))):
        raise ValueError("a path leads elsewhere")
    keys = (bytes.fromhex(key) or None for key in kept["keys"])
    made = zip(files, keys, kept["digests"], strict=True)
    ready = kept["ready"]
    return Previous(
        folder,
        {path: Made(key, digest) for path, key, digest in made if digest},
        Tree(_looks(files, kept["looks"]), _looks(folders, kept["folder looks"])),
        _looks(folders, ready) if ready else {},
        frozenset((str(file), str(place)) for file, place in kept["places"]),
    )


def _looks(paths: Sequence[str], numbers: Sequence[Any]) -> dict[str, Looks]:
    return dict(zip(paths, _cut(numbers), strict=True))


def _cut(numbers: Sequence[Any]) -> Iterator[Looks]:
    columns = [iter(numbers)] * _WIDTH
    return zip(*columns, strict=True)


def _key(folder: Path) -> Key:
    return key_of("published site", str(folder))
