"""How a folder with all that is below it looks: what looks as it did need not be read again.

A file counts as the same while its mode, size, time and number are, and a folder holds the same
names while its own are: what comes, goes, or takes the place of another changes the folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from struct import Struct
from typing import Final

_FORM: Final = Struct("<QQqQQ")
_MODE: Final = Struct("<Q")
_PLACE: Final = slice(_FORM.size - Struct("<QQ").size, None)
WIDTH: Final = _FORM.size
"""Bytes that say how something looks."""

Looks = bytes
"""Mode, size, time of the last change in nanoseconds, device and number, as they are kept."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Hold how all that lies below a folder looks, by its path from there."""

    files: Mapping[str, Looks] = field(default_factory=dict)
    """Whatever is no folder, be it a file or not."""
    folders: Mapping[str, Looks] = field(default_factory=dict)
    """The folder itself is the empty path."""


def looks_of(path: str) -> Looks:
    """Return how a file or a folder looks; a link is not followed."""
    return _looks(os.lstat(path))


def _looks(status: os.stat_result) -> Looks:
    # Not what a link to the same file changes: its time of change, and how many names it has.
    return _FORM.pack(
        status.st_mode, status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino
    )


def mode_of(looks: Looks) -> int:
    """Return the kind and the permissions of something that looks so."""
    mode: int = _MODE.unpack_from(looks)[0]
    return mode


def of_other_mode(found: Mapping[str, Looks], mode: int) -> list[str]:
    """Return the paths of what has not this kind and these permissions."""
    begins = _MODE.pack(mode)
    return [path for path, looks in found.items() if not looks.startswith(begins)]


def is_same(one: Looks, other: Looks) -> bool:
    """Tell whether both were seen at the same file or folder, whatever its name then was."""
    return one[_PLACE] == other[_PLACE]


def files_below(root: Path) -> Iterator[Path]:
    """Yield every file below a folder, also behind a link, as MkDocs and Jinja find it."""
    for folder, _, names in os.walk(root, followlinks=True):
        yield from (file for name in names if (file := Path(folder, name)).is_file())


def is_folder(looks: Looks) -> bool:
    """Tell whether something that looks so is a folder."""
    return stat.S_ISDIR(mode_of(looks))


def stands(root: Path, tree: Tree) -> bool:
    """Tell whether all that is below `root` looks as in `tree`, and nothing else is there."""
    return bool(tree.folders) and stand(root, chain(tree.folders.items(), tree.files.items()))


def stand(root: Path, known: Iterable[tuple[str, Looks]]) -> bool:
    """Tell whether these files and folders look as they did."""
    top = str(root)
    return all(_now(top, path) == looks for path, looks in known)


def unlike(root: Path, known: Mapping[str, Looks]) -> frozenset[str]:
    """Return the paths below `root` of what does not look as it did."""
    top = str(root)
    return frozenset([path for path, looks in known.items() if _now(top, path) != looks])


def look_at(root: Path, known: Tree | None = None, others: Set[str] | None = None) -> Tree:
    """Return how everything below `root` looks.

    What lies in a folder that looks as in `known` is taken to look as there: whoever knows it has
    just asked whether it stands. `others` are the folders that do not, if somebody has looked.
    """
    known, top = known or Tree(), str(root)
    if others is None:
        others = unlike(root, known.folders)
    folders = {path: looks for path, looks in known.folders.items() if path not in others}
    files = {
        path: looks for path, looks in known.files.items() if path.rpartition("/")[0] in folders
    }
    unlisted = ["", *(path for path in known.folders if path not in folders)]
    while unlisted:
        folder = unlisted.pop()
        looks = _now(top, folder)
        if folder in folders or looks is None or not is_folder(looks):
            continue
        folders[folder] = looks
        with os.scandir(f"{top}/{folder}") as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    unlisted.append(path)
                else:
                    files[path] = _looks(entry.stat(follow_symlinks=False))
    return Tree(files, folders)


def _now(root: str, path: str) -> Looks | None:
    """Return how something below `root` looks; None where nothing is there, or nobody can look."""
    try:
        # Without a slash at the end, by which a link would be followed.
        return looks_of(f"{root}/{path}" if path else root)
    except OSError:
        return None
