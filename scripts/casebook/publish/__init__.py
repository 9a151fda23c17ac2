"""The finished site put in the place of the old one, whole or not at all.

One build at a time publishes to a place; what a killed one left is put right by the next. What a
kill, a full disk or a power cut leaves at any point is told in docs/development/publishing.md.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casebook.publish.disk import exchange, sync, write_through
from casebook.publish.guards import (
    FILE_MODE,
    MARKED,
    MARKER,
    PublishError,
    alone,
    identity,
    refuse_harm,
    refuse_place,
)
from casebook.publish.previous import Previous
from casebook.publish.ready import brought_up_to_date, place_of
from casebook.trees import Looks, Tree, look_at, looks_of, mode_of, of_other_mode

__all__ = [
    "MARKER",
    "PublishError",
    "Stage",
    "Trees",
    "places_to_build",
    "publish",
    "staged",
]

_MADE: Final = {"site"}
"""What a killed build can leave without its marker: before it was set, or after all else went."""
_FOLDER_MODE: Final = 0o755


@dataclass(frozen=True, slots=True)
class Stage:
    """Hold a place to build in, and what will be replaced."""

    folder: Path
    """Where the new site is to be built: it is not there yet."""
    site_dir: Path
    replaced: tuple[int, int] | None
    """The device and number of the folder that was found to be ours; None where there was none."""
    previous: Previous
    """What is known of the site there, and is as it was published."""
    now: Tree
    """How the site there looks; empty where nothing is known of it."""

    @property
    def stands(self) -> bool:
        """Tell whether the site there is, file by file, the one that is known."""
        return self.now is self.previous.tree and bool(self.now.files)

    def begin(self) -> bool:
        """Begin with the files of the published site, if a tree of them is ready; tell whether."""
        ready = place_of(self.site_dir)
        if not self.previous.is_ready(ready):
            return False
        ready.rename(self.folder)
        (self.folder / MARKER).unlink()
        return True


@dataclass(frozen=True, slots=True)
class Trees:
    """Hold how a published site looks, and the folders of the tree that is ready for the next."""

    site: Tree
    ready: Mapping[str, Looks]


@contextmanager
def staged(
    site_dir: Path, contributions: Path, previous: Previous | None = None
) -> Iterator[Stage]:
    """Give a place beside `site_dir` to build in; what is not published is removed.

    `previous` is what was remembered of the site there. Raises `PublishError` where publishing
    would destroy anything but a site of ours, where another build is under way, or where nothing
    can be written.
    """
    refuse_place(site_dir, contributions)
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        with alone(site_dir):
            _recover(site_dir)
            known = previous or Previous(site_dir)
            now = known.now()
            if not now.files or now.files.keys() - known.tree.files.keys():
                refuse_harm(site_dir)
            work = Path(tempfile.mkdtemp(prefix=_prefix(site_dir), dir=site_dir.parent))
            try:
                (work / MARKER).touch()
                found, kept = identity(site_dir), known.as_in(now)
                yield Stage(work / "site", site_dir, found, kept, now)
            finally:
                _sweep(work)
    except OSError as error:
        place = error.filename or site_dir.parent
        raise PublishError(f"{place}: {error.strerror or error}") from error


def publish(stage: Stage, tree: Tree | None = None) -> Trees:
    """Put the built site, which looks as `tree`, in its place: on disk first, then in one step.

    Raises `PublishError` where somebody else changed the place meanwhile: it stays as it is.
    """
    built, site_dir = stage.folder, stage.site_dir
    tree = _finish(built, tree or look_at(built))
    write_through(built)
    old = _put_in_place(stage)
    for folder in (site_dir.parent, built.parent):
        sync(folder)
    tree = Tree(tree.files, {**tree.folders, "": looks_of(f"{site_dir}")})
    ready = _make_ready(stage, old, tree)
    # Files of both sites change when their name in the old one goes: that is done by now.
    _empty(built.parent)
    return Trees(tree, ready)


def _put_in_place(stage: Stage) -> Path:
    """Publish, and return where the old site lies then, if there was one."""
    built, site_dir = stage.folder, stage.site_dir
    if not os.path.lexists(site_dir):
        built.rename(site_dir)
    elif stage.replaced is None:
        raise PublishError(f"{site_dir} came into being during the build")
    elif not exchange(built, site_dir):
        return _replace_in_two_steps(stage)
    else:
        try:
            _refuse_other(built, stage)
        except PublishError:
            exchange(built, site_dir)
            raise
    return built


def _make_ready(stage: Stage, old: Path, tree: Tree) -> Mapping[str, Looks]:
    """Make the next build quicker: turn the old tree into another one of the site, if it can be.

    Returns how its folders look; nothing where there is none.
    """
    place = place_of(stage.site_dir)
    if stage.replaced is None or (os.path.lexists(place) and not _is_swept(place)):
        return {}
    try:
        before = stage.now if stage.now.folders else look_at(old)
        folders = brought_up_to_date(old, before, stage.site_dir, tree, _FOLDER_MODE)
        old.rename(place)
    except OSError:
        return {}
    return folders


def _is_swept(place: Path) -> bool:
    """Remove a tree that is not as a build left it; one that holds anything else stays."""
    try:
        refuse_harm(place)
    except PublishError:
        return False
    shutil.rmtree(place, ignore_errors=True)
    return not os.path.lexists(place)


def _finish(built: Path, tree: Tree) -> Tree:
    """Let every visitor read the site, and mark it as ours; return how it looks then."""
    files = _readable(built, tree.files, stat.S_IFREG | FILE_MODE)
    folders = _readable(built, tree.folders, stat.S_IFDIR | _FOLDER_MODE)
    marker = built / MARKER
    names = "".join(f"{name}\n" for name in sorted(files))
    marker.write_text(MARKED + names, encoding="utf-8")
    marker.chmod(FILE_MODE)
    return Tree({**files, MARKER: looks_of(str(marker))}, folders)


def _readable(built: Path, names: Mapping[str, Looks], mode: int) -> dict[str, Looks]:
    """See to it that all of these have a mode, and return how they look then."""
    others = of_other_mode(names, mode)
    return {**names, **{name: _made_readable(built / name, names[name], mode) for name in others}}


def _made_readable(path: Path, looks: Looks, mode: int) -> Looks:
    if stat.S_IFMT(mode_of(looks)) != stat.S_IFMT(mode):
        raise PublishError(f"{path} is neither a file nor a folder")
    path.chmod(stat.S_IMODE(mode))
    return looks_of(str(path))


def _replace_in_two_steps(stage: Stage) -> Path:
    """Move the old site aside and the new one in, where a file system cannot exchange them.

    Returns where the old one lies then.

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
    return old


def _refuse_other(old: Path, stage: Stage) -> None:
    """Refuse to lose a folder that took the place of the one that was looked at."""
    if identity(old) != stage.replaced:
        raise PublishError(f"{stage.site_dir} was exchanged by somebody else during the build")


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
