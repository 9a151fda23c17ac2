"""MkDocs, which builds the hand-written pages, run as a process of its own."""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from casebook.cache import Cache, Key, key_of
from casebook.cli.status import FAULT
from casebook.trees import files_below
from casebook.workers import end_with_parent

if TYPE_CHECKING:
    from casebook.settings import Site

ALONE: Final = "CASEBOOK_HAND_WRITTEN"
"""Set for MkDocs where it is to build these pages alone: `compilations` where the site has such
to lead to, else `none`."""
LEFT_OUT: Final = "CASEBOOK_QUARANTINE"
"""Set for MkDocs where cases with errors are to be left out."""


class UnwrittenError(Exception):
    """MkDocs did not build the hand-written pages, and said why; `status` is its exit status."""

    def __init__(self, status: int) -> None:
        """Hold the status."""
        super().__init__(status)
        self.status = status


@contextmanager
def hand_written(
    place: Path, options: argparse.Namespace, site: Site, *, has_compilations: bool
) -> Iterator[Callable[[], Iterator[tuple[str, bytes]]]]:
    """Let MkDocs write the hand-written pages to `place`, and go on meanwhile.

    Gives what waits for them and yields them, and all that pages share, as files; it raises
    `UnwrittenError`. They are kept while all that they are made from stays as it
    is. A plugin may read anything: where there is one, nothing is kept.
    """
    alone = "compilations" if has_compilations else "none"
    key_now = partial(_key, options.config, site, alone)
    key = b"" if site.has_plugins else key_now()
    kept = site.cache.get(key) if key else None
    if kept:
        yield partial(_unpacked, kept)
        return
    told = {ALONE: alone}
    with _mkdocs(options, site, "build", "--site-dir", str(place), **told) as mkdocs:
        try:
            packed = partial(_made, mkdocs, place)
            yield partial(_kept, packed, site.cache, key, key_now)
        except BaseException:
            mkdocs.kill()
            raise


def _unpacked(kept: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(io.BytesIO(kept)) as pages:
        for name in pages.namelist():
            yield name, pages.read(name)


def _made(mkdocs: subprocess.Popen[bytes], place: Path) -> bytes:
    """Wait for MkDocs, and return what it made."""
    if status := mkdocs.wait():
        raise UnwrittenError(status)
    return _packed(place)


def _kept(
    made: Callable[[], bytes], cache: Cache, key: Key, key_now: Callable[[], Key]
) -> Iterator[tuple[str, bytes]]:
    """Yield what was made, and keep it, but where something changed since the key was taken."""
    packed = made()
    if key and key == key_now():
        cache.put(key, packed)
    yield from _unpacked(packed)


def inputs_of(options: argparse.Namespace, site: Site) -> list[Path]:
    """Return the files and folders that the whole site is made from, beside the program."""
    return [options.config.resolve(), *site.hooks, site.contributions, site.docs, site.theme]


def key_beside(options: argparse.Namespace, site: Site) -> Key | None:
    """Return a key of all that the site is made from beside the cases; None with plugins."""
    return None if site.has_plugins else _key_of("beside the cases", options.config, site)


def _key(config: Path, site: Site, alone: str) -> Key:
    """Return a key of all that the hand-written pages are made from."""
    from casebook.compiling import FOLDERS  # noqa: PLC0415

    compiled = {site.docs / folder for folder in FOLDERS.values()}
    return _key_of(f"hand-written pages, {alone}", config, site, compiled)


def _key_of(kind: str, config: Path, site: Site, but: Collection[Path] = ()) -> Key:
    """Return a key of the settings, the hand-written pages but those in some folders, the theme."""
    parts = [config.read_bytes(), *_named(site.root, site.hooks)]
    for folder in (site.docs, site.theme):
        files = [path for path in _files_in(folder) if path.parent not in but]
        written = [path.relative_to(folder) for path in files]
        parts += _named(folder, written)
    return key_of(kind, *parts)


def _named(folder: Path, files: Iterable[Path]) -> Iterator[bytes]:
    for file in files:
        yield from (str(file).encode(errors="surrogateescape"), (folder / file).read_bytes())


def _packed(folder: Path) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as pages:
        for path in _files_in(folder):
            pages.write(path, path.relative_to(folder))
    return packed.getvalue()


def _files_in(folder: Path) -> list[Path]:
    return sorted(files_below(folder))


def run_mkdocs(options: argparse.Namespace, site: Site, *command: str, **variables: str) -> int:
    """Run MkDocs with our hook and return its exit status."""
    with _mkdocs(options, site, *command, **variables) as mkdocs:
        return mkdocs.wait()


def _mkdocs(
    options: argparse.Namespace, site: Site, *command: str, **variables: str
) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "CASEBOOK_CONTRIBUTIONS": str(site.contributions),
        "CASEBOOK_CACHE": str(site.cache.folder or ""),
        "CASEBOOK_EXECUTOR": options.executor,
        "CASEBOOK_LANG": options.lang,
        "CASEBOOK_CHILD": str(os.getpid()),
        "OPENBLAS_NUM_THREADS": "1",
        **variables,
    }
    config = str(options.config.resolve())
    run = [sys.executable, "-m", "mkdocs", *command, "--strict", "--config-file", config]
    # The arguments are ours, and no shell reads them. The end of its input tells MkDocs, where
    # the kernel does not, that this process is gone: nothing goes on building for nobody.
    return subprocess.Popen(run, env=environment, stdin=subprocess.PIPE)


def end_with_command() -> None:
    """Let this process, which a command of ours started, end with it, however that one ends."""
    started_by = os.environ.get("CASEBOOK_CHILD")
    if not started_by:
        return
    if not end_with_parent():
        Thread(target=_end_with_input, daemon=True).start()
    elif os.getppid() != int(started_by):
        os._exit(FAULT)  # it had ended before the kernel was told


def _end_with_input() -> None:
    # Read past Python's own buffer, whose lock would be held when the interpreter ends.
    while os.read(0, 1):
        pass
    os._exit(FAULT)
