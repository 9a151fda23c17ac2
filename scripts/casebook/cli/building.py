"""The commands that make a site: build it, scan it and publish it, or serve it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from casebook.characters import visible
from casebook.cli.hand_written import (
    LEFT_OUT,
    UnwrittenError,
    hand_written,
    inputs_of,
    run_mkdocs,
)
from casebook.cli.output import built, refusal, unchanged
from casebook.cli.status import CLEAN, ERRORS, FAULT, USAGE
from casebook.cli.status import LEFT_OUT as SOME_LEFT_OUT
from casebook.cli.unchanged import Answer, Standing
from casebook.dates import build_date, epoch_of
from casebook.language import Language, Localized, as_language

if TYPE_CHECKING:
    from casebook.publish import Stage
    from casebook.publish.previous import Made
    from casebook.settings import Site
    from casebook.verification import Fault, Scanned

_NOT_MADE: Final = Localized("nothing was published: {why}", "沒有發布：{why}")
MAX_FAULTS: Final = 50
"""Faults of a finished site that are printed: one of the theme is on every page."""


def build(options: argparse.Namespace, site: Site) -> int:
    """Build the site beside the old one and put it in its place when it is whole."""
    from casebook.publish import PublishError, staged  # noqa: PLC0415
    from casebook.publish.previous import recalled  # noqa: PLC0415

    # Whatever puts a date into the site takes it from here: the day is read once.
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch_of(build_date()))
    # One thread, so that workers can be forks: nothing here multiplies matrices.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    site_dir = (options.site_dir or site.root / "site").resolve()
    try:
        previous = recalled(site_dir, site.cache)
        with staged(site_dir, site.contributions, previous) as stage:
            return _build(stage, options, site)
    except PublishError as error:
        sys.stderr.write(refusal(error))
        return USAGE


def _build(stage: Stage, options: argparse.Namespace, site: Site) -> int:
    from casebook.assembly import AssemblyError, assemble  # noqa: PLC0415
    from casebook.cli.preparing import prepared  # noqa: PLC0415
    from casebook.policy import POLICY  # noqa: PLC0415

    language = as_language(options.lang)
    standing = Standing(options, inputs_of(options, site))
    ready = prepared(site, language, POLICY, quarantine=options.quarantine)
    if isinstance(ready, Localized):
        sys.stderr.write(ready.in_(language) + "\n")
        return ERRORS
    site_dir, has_compilations = stage.site_dir, ready.build.theme.has_compilations
    place = stage.folder.with_name("pages")
    try:
        with hand_written(place, options, site, has_compilations=has_compilations) as written:
            begun = stage.begin()
            assembled = assemble(stage.folder, ready.build, stage.previous, written, begun=begun)
    except UnwrittenError as error:
        return error.status
    except AssemblyError as error:
        sys.stderr.write(refusal(_NOT_MADE.format(why=error.words).in_(language)))
        return ERRORS
    if faults := _published(stage, assembled.made, site, begun=begun):
        return _report_faults(faults, language)
    text = built(assembled.pages, site_dir, ready.left_out, language)
    if ready.left_out is None:
        same = unchanged(language) + text
        standing.remember(Answer(CLEAN, same), site.cache, [site_dir])
    site.cache.close(whole=True)
    sys.stdout.write(text)
    return CLEAN if ready.left_out is None else SOME_LEFT_OUT


def _published(stage: Stage, made: Made, site: Site, *, begun: bool) -> tuple[Fault, ...]:
    """Scan the new site, put it in its place if nothing is wrong, and remember what it is."""
    from casebook.publish import publish  # noqa: PLC0415
    from casebook.publish.previous import Previous, remember  # noqa: PLC0415

    scanned = _scanned(stage, site, begun=begun)
    if not scanned.faults:
        trees = publish(stage, scanned.tree)
        published = Previous(stage.site_dir, made, trees.site, trees.ready, scanned.places)
        remember(published, site.cache)
    return scanned.faults


def _scanned(stage: Stage, site: Site, *, begun: bool) -> Scanned:
    """Scan the new site; what of it is as it was published was scanned before that."""
    from casebook.publish import MARKER  # noqa: PLC0415
    from casebook.trees import Tree  # noqa: PLC0415
    from casebook.verification import Earlier, Lead, scan  # noqa: PLC0415

    before = stage.previous
    files = {path: looks for path, looks in before.tree.files.items() if path != MARKER}
    earlier = Earlier(files, before.made.digests, {Lead(*place) for place in before.places})
    known = Tree(files, before.ready) if begun else None
    return scan(stage.folder, site.url, site.workers, earlier, known)


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
