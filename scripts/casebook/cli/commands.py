"""What each command does; each imports what it needs, so that the others answer at once."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casebook.characters import visible
from casebook.cli.building import build, serve
from casebook.cli.holding import held
from casebook.cli.output import all_clear, fill_in, no_such, not_utf8, put_right, refusal, shown
from casebook.cli.status import CLEAN, ERRORS, USAGE
from casebook.cli.unchanged import Answer, Standing
from casebook.dates import build_date
from casebook.language import Language, as_language

if TYPE_CHECKING:
    from casebook.settings import Site


def check(options: argparse.Namespace, site: Site) -> int:
    """Print what is wrong with the contributions, or with those below the given paths."""
    if options.staged:
        return _check_staged(options, site)
    absent = [path for path in options.paths if not path.exists()]
    if absent:
        return _refuse(no_such(absent[0], as_language(options.lang)))
    return _check(options, site, [path.resolve() for path in options.paths])


def _check(options: argparse.Namespace, site: Site, only: Sequence[Path]) -> int:
    from casebook.pipeline import find  # noqa: PLC0415
    from casebook.renderers import RENDERERS  # noqa: PLC0415

    soon, limits = site.settings.rights.ends_soon_days, site.settings.limits
    today, docs = build_date(), site.docs
    cache, workers = site.cache, site.workers
    # Who names a case has just edited it: to look at all others would take longer than to read it.
    standing = (
        None
        if only
        else Standing(options, (options.config, site.contributions, docs), site.listings)
    )
    with held():
        checked = find(
            site.contributions,
            today,
            only,
            soon,
            limits,
            docs,
            cache=cache,
            workers=workers,
            listings=site.listings,
        )
    if only and not checked.count:
        return _refuse(f"there is no case study at {only[0]}")
    if options.intake or options.staged:
        checked = checked.at_intake()
    language = as_language(options.lang)
    if options.format == "text":
        found = shown(checked.diagnostics, site, language)
        text = found or all_clear(checked.count, language)
    else:
        text = RENDERERS[options.format](checked.diagnostics, language)
    sys.stdout.write(text)
    status = ERRORS if checked.has_errors else CLEAN
    if standing:
        standing.remember(Answer(status, text), cache, {})
    return status


def _check_staged(options: argparse.Namespace, site: Site) -> int:
    from casebook.staging import NoRepositoryError, staged_cases  # noqa: PLC0415

    try:
        with staged_cases(site.contributions) as (folder, cases):
            staged = replace(site, contributions=folder)
            return _check(options, staged, cases) if cases else CLEAN
    except NoRepositoryError as error:
        return _refuse(f"{site.contributions} is in no Git repository: {error}")


def rights(options: argparse.Namespace, site: Site) -> int:
    """Print the ledger, or what of it ends, rests on a permission or on a consent."""
    from casebook.pages.rights import ledger_lines  # noqa: PLC0415
    from casebook.pipeline import check_folder  # noqa: PLC0415
    from casebook.renderers import rights as tables  # noqa: PLC0415

    today, language = build_date(), as_language(options.lang)
    limits, workers = site.settings.limits, site.workers
    checked = check_folder(
        site.contributions, today, limits=limits, docs=site.docs, workers=workers
    )
    cases = checked.collection.cases
    if options.expires_within is not None:
        table = tables.ending_table(cases, today, options.expires_within)
    elif options.permissions:
        table = tables.permission_table(cases)
    elif options.consents:
        table = tables.consent_table(cases)
    else:
        table = tables.ledger_table(ledger_lines(checked.collection, site), language)
    sys.stdout.write(tables.render_table(table, options.format, language))
    if checked.has_errors:
        sys.stderr.write("casebook: some cases have errors; run casebook check first\n")
    return ERRORS if checked.has_errors else CLEAN


def schema(options: argparse.Namespace, site: Site) -> int:
    """Print the JSON Schema of the front matter, for editors and forms."""
    from casebook.schema import Metadata  # noqa: PLC0415

    del options, site
    print(json.dumps(Metadata.model_json_schema(), ensure_ascii=False, indent=2))
    return CLEAN


def new(options: argparse.Namespace, site: Site) -> int:
    """Begin a case study: write a draft to fill in."""
    from casebook.authoring import AuthoringError, start_case  # noqa: PLC0415

    language = as_language(options.lang)
    try:
        started = start_case(site.contributions, options.name, language, build_date())
    except AuthoringError as error:
        return _refuse(error.words.in_(language))
    print(fill_in(started, language))
    return CLEAN


def fix(options: argparse.Namespace, site: Site) -> int:
    """Put right what can be in the given files and folders, and say which files changed."""
    from casebook.mending import files_below  # noqa: PLC0415

    absent = [path for path in options.paths if not path.exists()]
    if absent:
        return _refuse(no_such(absent[0], as_language(options.lang)))
    fixed = True
    for path in options.paths:
        for file in files_below(path):
            fixed = _fix(file, as_language(options.lang), site) and fixed
    return CLEAN if fixed else ERRORS


def _fix(file: Path, language: Language, site: Site) -> bool:
    """Put one file right, and say whether that could be done."""
    from casebook.diagnostics import Diagnostic  # noqa: PLC0415
    from casebook.examining.apart import read_apart  # noqa: PLC0415
    from casebook.mending import cleaned, mended  # noqa: PLC0415

    is_text, limits = file.suffix == ".md", site.settings.limits
    if file.stat().st_size > limits.file:
        return True  # check says so; it is not read for that
    before = file.read_bytes()
    clean = partial(cleaned, limits=limits)
    after = mended(before) if is_text else read_apart(clean, file, limits, site.workers)
    if isinstance(after, Diagnostic):
        print(f"{visible(str(file))}: {after.message.in_(language)}\n  {after.help.in_(language)}")
        return False
    if is_text and after is None:
        print(not_utf8(file, language))
    elif after is not None and after != before:
        file.write_bytes(after)
        print(put_right(file, language))
    return True


def import_(options: argparse.Namespace, site: Site) -> int:
    """Begin a case study from a Word file: its text, and its pictures without what they tell."""
    from casebook.authoring import AuthoringError  # noqa: PLC0415
    from casebook.diagnostics import Diagnostic  # noqa: PLC0415
    from casebook.examining.apart import read_apart  # noqa: PLC0415
    from casebook.importing import import_word  # noqa: PLC0415

    language, limits = as_language(options.lang), site.settings.limits
    read = partial(
        import_word, site.contributions, name=options.name, today=build_date(), limits=limits
    )
    try:
        imported = read_apart(read, options.file, limits, site.workers)
    except AuthoringError as error:
        return _refuse(error.words.in_(language))
    if isinstance(imported, Diagnostic):
        return _refuse(imported.message.in_(language))
    for note in imported.notes:
        print(note.in_(language))
    print(fill_in(imported.index, language))
    return CLEAN


def bench(options: argparse.Namespace, site: Site) -> int:
    """Measure builds of made-up cases, here and with the other tools that are installed."""
    from casebook.bench import Plan, render_json, render_table, run  # noqa: PLC0415

    plan = Plan(
        Path(options.config).resolve(),
        site.contributions,
        (site.root / "build" / "bench").resolve(),
        options.cases,
        options.pictures,
        frozenset(options.only),
        options.modules.resolve() if options.modules else None,
    )
    runs = list(run(plan, lambda line: print(line, file=sys.stderr)))
    print(render_table(runs), end="")
    if options.json:
        options.json.write_text(render_json(runs), encoding="utf-8")
    failed = [one for one in runs if one.measured.status != CLEAN]
    for one in failed:
        sys.stderr.write(f"{one.tool}, {one.what}:\n{one.measured.output}\n")
    return ERRORS if failed else CLEAN


COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace, Site], int]]] = {
    "bench": bench,
    "build": build,
    "check": check,
    "fix": fix,
    "import": import_,
    "new": new,
    "rights": rights,
    "schema": schema,
    "serve": serve,
}


def _refuse(message: str) -> int:
    sys.stderr.write(refusal(message))
    return USAGE
