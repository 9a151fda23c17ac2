"""The commands that run MkDocs: build the site, scan it, publish it; or serve it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from casebook.characters import visible
from casebook.cli.status import CLEAN, FAULT, LEFT_OUT, USAGE
from casebook.language import as_language
from casebook.settings import Site
from casebook.workers import end_with_parent

if TYPE_CHECKING:
    from casebook.verification import Fault

MAX_FAULTS: Final = 50
"""Faults of a finished site that are printed: one of the theme is on every page."""


def build(options: argparse.Namespace, site: Site) -> int:
    """Build the site beside the old one and put it in its place when it is whole."""
    from casebook.cli.left_out import WANTED, read_left_out  # noqa: PLC0415
    from casebook.pipeline import build_date, epoch_of  # noqa: PLC0415
    from casebook.publish import PublishError, publish, staged  # noqa: PLC0415
    from casebook.verification import scan  # noqa: PLC0415

    # Whatever puts a date into the site takes it from here: the day is read once.
    epoch = str(epoch_of(build_date()))
    site_dir = (options.site_dir or site.root / "site").resolve()
    try:
        with staged(site_dir, site.contributions) as stage:
            command = ("build", "--site-dir", str(stage.folder))
            record = stage.folder.with_name("left-out.json")
            variables = {"SOURCE_DATE_EPOCH": epoch}
            if options.quarantine:
                variables[WANTED] = str(record)
            status = _mkdocs(options, site, *command, **variables)
            if status != CLEAN:
                return status
            if faults := scan(stage.folder, site.url):
                return _report_faults(faults, options)
            pages = sum(1 for _ in stage.folder.rglob("*.html"))
            left_out = read_left_out(record)
            publish(stage)
    except PublishError as error:
        return _refuse(str(error))
    print(f"Built {pages} pages into {site_dir}")
    print("To look at them: make serve, then open http://127.0.0.1:8000/")
    if left_out is not None:
        print(f"Left out: {', '.join(map(visible, left_out)) or 'files that belong to no case'}")
    return CLEAN if left_out is None else LEFT_OUT


def _refuse(message: str) -> int:
    sys.stderr.write(f"casebook: {message}\n")
    return USAGE


def _report_faults(faults: Sequence[Fault], options: argparse.Namespace) -> int:
    from casebook.cli.faults import SCANNED  # noqa: PLC0415

    for fault in faults[:MAX_FAULTS]:
        sys.stderr.write(f"{fault.path}:{fault.line}: {fault.rule}: {visible(fault.words)}\n")
    words = SCANNED.format(count=str(len(faults)))
    sys.stderr.write(words.in_(as_language(options.lang)) + "\n")
    return FAULT


def serve(options: argparse.Namespace, site: Site) -> int:
    """Build, serve on this machine, and build again whenever a file changes.

    Cases with errors are left out meanwhile: who mends one wants to see the others.
    """
    from casebook.cli.left_out import WANTED  # noqa: PLC0415

    return _mkdocs(options, site, "serve", "--dev-addr", options.address, **{WANTED: "-"})


def _mkdocs(options: argparse.Namespace, site: Site, *command: str, **variables: str) -> int:
    """Run MkDocs, whose hook compiles the contributions; its own exit status is ours."""
    environment = os.environ | {
        "CASEBOOK_CONTRIBUTIONS": str(site.contributions),
        "CASEBOOK_CACHE": str(site.cache.folder or ""),
        "CASEBOOK_EXECUTOR": options.executor,
        "CASEBOOK_LANG": options.lang,
        "CASEBOOK_CHILD": str(os.getpid()),
        # One thread, so that its workers can be forks: nothing here multiplies matrices.
        "OPENBLAS_NUM_THREADS": "1",
        **variables,
    }
    config = str(Path(options.config).resolve())
    run = [sys.executable, "-m", "mkdocs", *command, "--strict", "--config-file", config]
    # The arguments are ours, and no shell reads them. The end of its input tells MkDocs, where
    # the kernel does not, that this process is gone: nothing goes on building for nobody.
    with subprocess.Popen(run, env=environment, stdin=subprocess.PIPE) as mkdocs:
        return mkdocs.wait()


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
