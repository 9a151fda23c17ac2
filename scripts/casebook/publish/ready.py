"""The tree that the next build begins with: the files of the published site under other names.

It lies beside the site as hard links, so that it takes folders and no files. A build changes it
where the new site differs and exchanges both; the old tree is then brought up to date in turn, so
that nothing of what is off the site stays in it. Nothing ever writes into a file of it: a file is
replaced. Without it, a build links every file of the site anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from pathlib import Path

from casebook.trees import Looks, Tree, looks_of


def place_of(site_dir: Path) -> Path:
    """Return where the tree lies that a build of `site_dir` begins with."""
    return site_dir.with_name(f".{site_dir.name}-next")


def brought_up_to_date(
    old: Path, before: Tree, new: Path, after: Tree, mode: int
) -> dict[str, Looks]:
    """Give the tree `old`, which looks as `before`, the files of `new`, and link what it lacks.

    Folders are made with `mode`. Returns how its folders look then. Raises `OSError` where it is
    not as it was, or where the system cannot link.
    """
    gone = [path for path, looks in before.files.items() if after.files.get(path) != looks]
    come = [path for path, looks in after.files.items() if before.files.get(path) != looks]
    for path in gone:
        (old / path).unlink()
    for folder in sorted(before.folders.keys() - after.folders.keys(), reverse=True):
        (old / folder).rmdir()
    made = sorted(after.folders.keys() - before.folders.keys())
    for folder in made:
        (old / folder).mkdir()
        (old / folder).chmod(mode)
    for path in come:
        os.link(new / path, old / path, follow_symlinks=False)
    touched = {*made, *_folders_of(gone), *_folders_of(come), *_folders_of(made)}
    touched |= set(_folders_of(before.folders.keys() - after.folders.keys()))
    touched &= after.folders.keys()
    # What somebody puts into the site during a build lies here now.
    if not _is_as(old, after, touched):
        raise OSError(f"{old} is not as it was")
    return {
        path: looks_of(f"{old}/{path}") if path in touched else before.folders[path]
        for path in after.folders
    }


def _is_as(root: Path, tree: Tree, folders: Set[str]) -> bool:
    """Tell whether these folders below `root` hold what they hold in `tree`, and nothing else."""
    there: dict[str, Looks | None] = {}
    for folder in folders:
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                is_folder = entry.is_dir(follow_symlinks=False)
                there[path] = None if is_folder else looks_of(entry.path)
    wanted = {**dict.fromkeys(filter(None, tree.folders)), **tree.files}
    return there == {
        path: one for path, one in wanted.items() if path.rpartition("/")[0] in folders
    }


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _folders_of(paths: Iterable[str]) -> Iterable[str]:
    return map(_folder_of, paths)
