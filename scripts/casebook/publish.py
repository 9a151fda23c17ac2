"""The finished site put in the place of the old one, whole or not at all.

One build at a time publishes to a place; what a killed one left is put right by the next.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

MARKER: Final = ".casebook"
"""The file by which a folder is known as a site that a build made and may replace."""
_FOLDER_MODE: Final = 0o755
_FILE_MODE: Final = 0o644


class PublishError(Exception):
    """The site cannot be published there; the message says why."""


@contextmanager
def staged(site_dir: Path, contributions: Path) -> Iterator[Path]:
    """Give a place beside `site_dir` to build in; what is not published is removed.

    Raises `PublishError` where publishing would destroy anything but a site of ours, where another
    build is under way, or where nothing can be written.
    """
    _refuse_harm(site_dir, contributions)
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        with _alone(site_dir):
            _recover(site_dir)
            work = Path(tempfile.mkdtemp(prefix=_prefix(site_dir), dir=site_dir.parent))
            try:
                yield work / "site"
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise PublishError(f"{site_dir}: {error.strerror or error}") from error


def publish(built: Path, site_dir: Path) -> None:
    """Put `built` in the place of `site_dir`; if that fails, the old site is put back."""
    (built / MARKER).write_text("This folder was made by Casebook and is replaced by it.\n")
    for path in (built, *built.rglob("*")):
        path.chmod(_FOLDER_MODE if path.is_dir() else _FILE_MODE)
    old = built.parent / "old"
    if site_dir.exists():
        site_dir.rename(old)
    try:
        built.rename(site_dir)
    except OSError:
        if old.exists():
            old.rename(site_dir)
        raise


def _refuse_harm(site_dir: Path, contributions: Path) -> None:
    if site_dir.is_relative_to(contributions) or contributions.is_relative_to(site_dir):
        raise PublishError(f"{site_dir} would replace the contributions in {contributions}")
    if not site_dir.exists():
        return
    if not site_dir.is_dir():
        raise PublishError(f"{site_dir} is not a folder")
    if any(site_dir.iterdir()) and not (site_dir / MARKER).is_file():
        raise PublishError(f"{site_dir} holds something that no build of ours made; empty it first")


@contextmanager
def _alone(site_dir: Path) -> Iterator[None]:
    lock = site_dir.parent / f".{site_dir.name}.lock"
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(f"another build of {site_dir} is under way") from None
        yield


def _recover(site_dir: Path) -> None:
    """Put back a site that a killed build had moved aside, and sweep what it left."""
    for work in sorted(site_dir.parent.glob(f"{_prefix(site_dir)}*")):
        old = work / "old"
        if old.is_dir() and not site_dir.exists():
            os.replace(old, site_dir)  # noqa: PTH105 - one call, whole or not at all
        shutil.rmtree(work, ignore_errors=True)


def _prefix(site_dir: Path) -> str:
    return f".{site_dir.name}-build-"
