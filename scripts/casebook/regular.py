"""A contributed file read in one go: whoever changes it meanwhile gains nothing.

What a name stands for is asked of the file that was opened, never of the name again: a link or a
pipe put in its place is refused and not followed or waited for, and a file that grows is not read
further than it may be long.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

# Windows has neither, and no pipe that lies in a folder.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class FileChangedError(OSError):
    """A file is no longer what was looked at."""


def changed(path: Path) -> FileChangedError:
    """Return an error that names the file, and still does when another process raised it."""
    return FileChangedError(errno.ESTALE, "changed while it was read", str(path))


def read_regular(path: Path, limit: int) -> bytes:
    """Return the bytes of an ordinary file that has one name; raise `FileChangedError` of another.

    Whoever calls has looked at it before: it was ordinary then, and no longer than `limit`.
    """
    try:
        number = os.open(path, _FLAGS)
    except FileNotFoundError as error:
        raise changed(path) from error
    except OSError as error:
        if path.is_symlink() or not path.is_file():
            raise changed(path) from error
        raise
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1 or status.st_size > limit:
            raise changed(path)
        data = _read(number, status.st_size + 1)
    finally:
        os.close(number)
    if len(data) != status.st_size:
        raise changed(path)
    return data


def _read(number: int, most: int) -> bytes:
    """Return at most so many bytes of an open file: all that it has, in one call for nearly all."""
    data = os.read(number, most)
    while len(data) < most and (more := os.read(number, most - len(data))):
        data += more
    return data
