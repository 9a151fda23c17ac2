"""What a build may replace: a folder that a build made, that holds nothing else, and for itself."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from casebook.trees import look_at

MARKER: Final = ".casebook"
"""The file by which a folder is known as a site that a build made and may replace."""
_HOLDS: Final = "It holds:\n"
MARKED: Final = f"This folder was made by Casebook and is replaced by it. {_HOLDS}"
FILE_MODE: Final = 0o644


class PublishError(Exception):
    """The site cannot be published there; the message says why."""


def refuse_place(site_dir: Path, contributions: Path) -> None:
    """Refuse a place whose replacement would take the contributions with it, or a whole disk."""
    if site_dir.is_relative_to(contributions) or contributions.is_relative_to(site_dir):
        raise PublishError(f"{site_dir} would replace the contributions in {contributions}")
    if site_dir.is_mount():
        raise PublishError(f"{site_dir} is a whole file system; name a folder inside it")


def refuse_harm(site_dir: Path) -> None:
    """Refuse what is no folder, or holds anything that no build of ours made."""
    if not os.path.lexists(site_dir):
        return
    if not stat.S_ISDIR(site_dir.lstat().st_mode):
        raise PublishError(f"{site_dir} is not a folder")
    try:
        marked = (site_dir / MARKER).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        if any(site_dir.iterdir()):
            message = f"{site_dir} holds something that no build of ours made; empty it first"
            raise PublishError(message) from None
        return
    _, holds, names = marked.partition(_HOLDS)
    made = {*names.split("\n"), MARKER}
    if holds and (foreign := look_at(site_dir).files.keys() - made):
        place = site_dir / min(foreign)
        raise PublishError(f"no build of ours made {place}; move it out of {site_dir} first")


@contextmanager
def alone(site_dir: Path) -> Iterator[None]:
    """Hold the lock of this place; the system lets it go with the process, however it ends."""
    lock = site_dir.parent / f".{site_dir.name}.lock"
    # Only read: the lock of another user will do, and nothing is emptied if it is a link.
    handle = os.open(lock, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise PublishError(f"another build of {site_dir} is under way") from None
    try:
        yield
    finally:
        os.close(handle)


def identity(folder: Path) -> tuple[int, int] | None:
    """Return the device and the number of a folder; None where there is none."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
