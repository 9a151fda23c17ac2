"""The commands that make a site: build it, scan it and publish it, or serve it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casebook.characters import visible
from casebook.cli.hand_written import (
    LEFT_OUT,
    UnwrittenError,
    hand_written,
    inputs_of,
    key_beside,
    run_mkdocs,
)
from casebook.cli.output import built, refusal, report_warnings, unchanged
from casebook.cli.status import CLEAN, ERRORS, FAULT, USAGE
from casebook.cli.status import LEFT_OUT as SOME_LEFT_OUT
from casebook.cli.unchanged import Answer, Standing
from casebook.dates import build_date, epoch_of
from casebook.language import Language, Localized, as_language

if TYPE_CHECKING:
    from casebook.cache import Key
    from casebook.publish import Stage
    from casebook.publish.previous import Made
    from casebook.publish.record import Sight
    from casebook.settings import Site
    from casebook.trees import Tree
    from casebook.verification import Fault, Scanned

_NOT_MADE: Final = Localized("nothing was published: {why}", "沒有發布：{why}")
MAX_FAULTS: Final = 50
"""Faults of a finished site that are printed: one of the theme is on every page."""


def build(options: argparse.Namespace, site: Site) -> int:
    """Build the site beside the old one and put it in its place when it is whole."""
    from casebook.publish import PublishError, staged  # noqa: PLC0415
    from casebook.publish.previous import Part  # noqa: PLC0415
    from casebook.publish.record import recalled  # noqa: PLC0415

    # Whatever puts a date into the site takes it from here: the day is read once.
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch_of(build_date()))
    # One thread, so that workers can be forks: nothing here multiplies matrices.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    site_dir = (options.site_dir or site.root / "site").resolve()
    try:
        # Before the lock is taken, which another process would hold longer than this one.
        sight = _sight(site_dir, site)
        site.ahead.ask(sight, [*Part])
        import_module("casebook.rewording")  # while the other process looks
        previous = recalled(site_dir, site.cache)
        previous = replace(previous, seen=partial(site.ahead.answer, sight))
        with staged(site_dir, site.contributions, previous) as stage:
            return _build(stage, options, site)
    except PublishError as error:
        sys.stderr.write(refusal(error))
        return USAGE


def _sight(site_dir: Path, site: Site) -> Sight:
    """Return what another process is asked about the site there is."""
    from casebook.publish.record import Sight  # noqa: PLC0415

    return Sight(site_dir, site.cache.folder)


@dataclass(frozen=True, slots=True)
class _Finished:
    """Hold what was put together in the stage."""

    made: Made
    pages: int
    cases: Mapping[str, tuple[str, str]]
    """The digest and the outline of each case."""
    outline: Key | None
    """What decides it but words; None where nobody knows that, or where cases were left out."""
    begun: bool
    """Whether the stage began with the files of the site there is."""
    left_out: tuple[str, ...] | None = None
    only_words: bool = False
    """Whether nothing but words of texts was looked at."""


def _build(stage: Stage, options: argparse.Namespace, site: Site) -> int:
    language = as_language(options.lang)
    standing = Standing(options, inputs_of(options, site), site.listings)
    beside = key_beside(options, site)
    finished = (beside and _reworded(stage, site, language, beside)) or _put_together(
        stage, options, site, beside
    )
    if isinstance(finished, int):
        return finished
    faults, stamp = _published(stage, finished, site)
    if faults:
        return _report_faults(faults, language)
    text = built(finished.pages, stage.site_dir, finished.left_out, language)
    if finished.left_out is None:
        same = unchanged(language) + text
        standing.remember(Answer(CLEAN, same), site.cache, {str(stage.site_dir): stamp})
    site.cache.close(whole=not finished.only_words, words=finished.only_words)
    sys.stdout.write(text)
    return CLEAN if finished.left_out is None else SOME_LEFT_OUT


def _reworded(stage: Stage, site: Site, language: Language, beside: Key) -> _Finished | None:
    """Put the site together from the one there is, if words alone changed."""
    from casebook.rewording import reworded  # noqa: PLC0415

    found = reworded(stage, site, build_date(), beside)
    if found is None:
        return None
    report_warnings(found.outline.warnings, language)
    known = (found.cases, found.key, found.begun)
    return _Finished(found.made, found.outline.pages, *known, only_words=True)


def _put_together(
    stage: Stage, options: argparse.Namespace, site: Site, beside: Key | None
) -> _Finished | int:
    """Put the site together from all cases, or return the status after saying why it cannot be."""
    from casebook.assembly import AssemblyError, assemble  # noqa: PLC0415
    from casebook.cli.preparing import prepared  # noqa: PLC0415
    from casebook.policy import POLICY  # noqa: PLC0415
    from casebook.rewording import remember  # noqa: PLC0415

    language = as_language(options.lang)
    ready = prepared(site, language, POLICY, quarantine=options.quarantine)
    if isinstance(ready, Localized):
        sys.stderr.write(ready.in_(language) + "\n")
        return ERRORS
    build, checked = ready.build, ready.checked
    place = stage.folder.with_name("pages")
    has_compilations = build.theme.has_compilations
    try:
        with hand_written(place, options, site, has_compilations=has_compilations) as written:
            begun = stage.begin()
            assembled = assemble(stage.folder, build, stage.previous, written, begun=begun)
    except UnwrittenError as error:
        return error.status
    except AssemblyError as error:
        sys.stderr.write(refusal(_NOT_MADE.format(why=error.words).in_(language)))
        return ERRORS
    outline = None
    # What changed since may be in the site, or not.
    if beside and ready.left_out is None and beside == key_beside(options, site):
        outline = remember(build, checked, assembled.related, assembled.pages, beside)
    cases = {id_: (seen.digest, seen.outline) for id_, seen in checked.seen.items()}
    known = (cases, outline, begun)
    return _Finished(assembled.made, assembled.pages, *known, ready.left_out)


def _published(stage: Stage, finished: _Finished, site: Site) -> tuple[tuple[Fault, ...], str]:
    """Scan the new site, put it in its place if nothing is wrong, and remember what it is.

    Returns what is wrong, and else the stamp of what is remembered.
    """
    from casebook.publish import publish  # noqa: PLC0415
    from casebook.publish.previous import Previous  # noqa: PLC0415
    from casebook.publish.record import remember  # noqa: PLC0415

    scanned = _scanned(stage, site, begun=finished.begun)
    faults = (*scanned.faults, *_changed_meanwhile(stage, finished, scanned.tree))
    if faults:
        return faults, ""
    trees = publish(stage, scanned.tree)
    found = (trees.site, trees.ready, scanned.places)
    outline = finished.outline.hex() if finished.outline else ""
    published = Previous(stage.site_dir, finished.made, *found, finished.cases, outline)
    return (), remember(published, site.cache, stage.previous if stage.stands else None)


def _changed_meanwhile(stage: Stage, finished: _Finished, tree: Tree) -> list[Fault]:
    """Find what was taken over and is another now: who writes into the site writes into both."""
    from casebook.verification import Fault  # noqa: PLC0415

    if not finished.begun:
        return []
    before, made = stage.previous, finished.made.digests
    looked = before.tree.files
    fresh = [path for path, looks in tree.files.items() if looked.get(path) != looks]
    return [
        Fault(path, 1, "changed-meanwhile", "somebody changed it during the build")
        for path in sorted(fresh)
        # What has another digest was made in a file of its own.
        if made.get(path) == before.made.digests.get(path)
        and made.get(path) != sha256((stage.folder / path).read_bytes()).hexdigest()
    ]


def _scanned(stage: Stage, site: Site, *, begun: bool) -> Scanned:
    """Scan the new site; what of it is as it was published was scanned before that."""
    from casebook.publish import MARKER  # noqa: PLC0415
    from casebook.verification import Earlier, Lead, scan  # noqa: PLC0415

    before, look = stage.previous, None
    if begun:
        # Another process looks at most of it, while this one reads what the site says of itself.
        site.ahead.ask_also(_sight(stage.site_dir, site), stage.folder)
        look = partial(before.begun, stage.folder)
    files = dict(before.tree.files)
    files.pop(MARKER, None)
    earlier = Earlier(files, before.made.digests, {Lead(*place) for place in before.places})
    return scan(stage.folder, site.url, site.workers, earlier, look)


def _report_faults(faults: Sequence[Fault], language: Language) -> int:
    from casebook.cli.faults import SCANNED  # noqa: PLC0415

    for fault in faults[:MAX_FAULTS]:
        place = f"{fault.path}:{fault.line}"
        sys.stderr.write(visible(f"{place}: {fault.rule}: {fault.words}") + "\n")
    sys.stderr.write(SCANNED.format(count=str(len(faults))).in_(language) + "\n")
    return FAULT


def serve(options: argparse.Namespace, site: Site) -> int:
    """Build, serve on this machine, and build again whenever a file changes.

    Cases with errors are left out meanwhile: who mends one wants to see the others.
    """
    return run_mkdocs(options, site, "serve", "--dev-addr", options.address, **{LEFT_OUT: "yes"})
