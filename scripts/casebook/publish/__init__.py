"""The finished site put in the place of the old one, whole or not at all.

One build at a time publishes to a place; what a killed one left is put right by the next. What a
kill, a full disk or a power cut leaves at any point is told in docs/development/publishing.md.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casebook.publish.disk import exchange, sync, write_through

MARKER: Final = ".casebook"
"""The file by which a folder is known as a site that a build made and may replace."""
_HOLDS: Final = "It holds:\n"
_MARKED: Final = f"This folder was made by Casebook and is replaced by it. {_HOLDS}"
_MADE: Final = {"site"}
"""What a killed build can leave without its marker: before it was set, or after all else went."""
_FOLDER_MODE: Final = 0o755
_FILE_MODE: Final = 0o644
_MODES: Final = {stat.S_IFDIR: _FOLDER_MODE, stat.S_IFREG: _FILE_MODE}


class PublishError(Exception):
    """The site cannot be published there; the message says why."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Hold a place to build in, and what will be replaced."""

    folder: Path
    """Where the new site is to be built: it is not there yet."""
    site_dir: Path
    replaced: tuple[int, int] | None
    """The device and number of the folder that was found to be ours; None where there was none."""


@contextmanager
def staged(site_dir: Path, contributions: Path) -> Iterator[Stage]:
    """Give a place beside `site_dir` to build in; what is not published is removed.

    Raises `PublishError` where publishing would destroy anything but a site of ours, where another
    build is under way, or where nothing can be written.
    """
    _refuse_place(site_dir, contributions)
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        with _alone(site_dir):
            _recover(site_dir)
            _refuse_harm(site_dir)
            work = Path(tempfile.mkdtemp(prefix=_prefix(site_dir), dir=site_dir.parent))
            try:
                (work / MARKER).touch()
                yield Stage(work / "site", site_dir, _identity(site_dir))
            finally:
                _sweep(work)
    except OSError as error:
        place = error.filename or site_dir.parent
        raise PublishError(f"{place}: {error.strerror or error}") from error


def publish(stage: Stage) -> None:
    """Put the built site in its place: on disk first, then in one step.

    Raises `PublishError` where somebody else changed the place meanwhile: it stays as it is.
    """
    built, site_dir = stage.folder, stage.site_dir
    _finish(built)
    write_through(built)
    if not os.path.lexists(site_dir):
        built.rename(site_dir)
    elif stage.replaced is None:
        raise PublishError(f"{site_dir} came into being during the build")
    elif not exchange(built, site_dir):
        _replace_in_two_steps(stage)
    else:
        try:
            _refuse_other(built, stage)
        except PublishError:
            exchange(built, site_dir)
            raise
    for folder in (site_dir.parent, built.parent):
        sync(folder)
    # Files of both sites change when their name in the old one goes: that is done by now.
    _empty(built.parent)


def _finish(built: Path) -> None:
    """Let every visitor read the site, and mark it as ours."""
    names = []
    for name, status in _below(built):
        mode = _MODES.get(stat.S_IFMT(status.st_mode))
        if mode is None:
            raise PublishError(f"{name} is neither a file nor a folder")
        if mode != stat.S_IMODE(status.st_mode):
            (built / name).chmod(mode)
        if mode == _FILE_MODE:
            names.append(name)
    (built / MARKER).write_text(
        _MARKED + "".join(f"{name}\n" for name in sorted(names)), encoding="utf-8"
    )
    (built / MARKER).chmod(_FILE_MODE)
    built.chmod(_FOLDER_MODE)


def _replace_in_two_steps(stage: Stage) -> None:
    """Move the old site aside and the new one in, where a file system cannot exchange them.

    For an instant there is no site. Who is killed then leaves the old one to `_recover`.
    """
    old = stage.folder.parent / "old"
    stage.site_dir.rename(old)
    try:
        _refuse_other(old, stage)
        stage.folder.rename(stage.site_dir)
    except (OSError, PublishError):
        old.rename(stage.site_dir)
        raise


def _refuse_other(old: Path, stage: Stage) -> None:
    """Refuse to lose a folder that took the place of the one that was looked at."""
    if _identity(old) != stage.replaced:
        raise PublishError(f"{stage.site_dir} was exchanged by somebody else during the build")


def _refuse_place(site_dir: Path, contributions: Path) -> None:
    if site_dir.is_relative_to(contributions) or contributions.is_relative_to(site_dir):
        raise PublishError(f"{site_dir} would replace the contributions in {contributions}")
    if site_dir.is_mount():
        raise PublishError(f"{site_dir} is a whole file system; name a folder inside it")


def _refuse_harm(site_dir: Path) -> None:
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
    foreign = [
        name
        for name, status in (_below(site_dir) if holds else ())
        if name not in made and not stat.S_ISDIR(status.st_mode)
    ]
    if foreign:
        place = site_dir / min(foreign)
        raise PublishError(f"no build of ours made {place}; move it out of {site_dir} first")


def _below(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the path of all that lies below a folder, from there, and how it looks."""
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                name = f"{folder}{entry.name}"
                yield name, entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{name}/")


@contextmanager
def _alone(site_dir: Path) -> Iterator[None]:
    """Hold the lock of this place; the system lets it go with the process, however it ends."""
    lock = site_dir.parent / f".{site_dir.name}.lock"
    # Only read: the lock of another user will do, and nothing is emptied if it is a link.
    handle = os.open(lock, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, _FILE_MODE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise PublishError(f"another build of {site_dir} is under way") from None
    try:
        yield
    finally:
        os.close(handle)


def places_to_build(site_dir: Path) -> Iterator[Path]:
    """Yield every folder beside `site_dir` that is named as one that `staged` gives."""
    for work in sorted(site_dir.parent.iterdir()):
        if work.name.startswith(_prefix(site_dir)) and stat.S_ISDIR(work.lstat().st_mode):
            yield work


def _recover(site_dir: Path) -> None:
    """Put back a site that a killed build had moved aside, and sweep what it left."""
    for work in places_to_build(site_dir):
        if not (work / MARKER).is_file() and not {p.name for p in work.iterdir()} <= _MADE:
            continue  # somebody's folder of that name
        if (work / "old" / MARKER).is_file() and not os.path.lexists(site_dir):
            (work / "old").rename(site_dir)
        _sweep(work)


def _sweep(work: Path) -> None:
    """Remove a place to build in, its marker last: if this is killed, the next run goes on."""
    _empty(work)
    shutil.rmtree(work, ignore_errors=True)


def _empty(work: Path) -> None:
    for path in work.iterdir():
        if path.name != MARKER:
            shutil.rmtree(path, ignore_errors=True)


def _prefix(site_dir: Path) -> str:
    return f".{site_dir.name}-build-"


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
