"""From a folder of case studies to a collection that may be published, or to what is wrong."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from casebook.assets.kinds import EARLIER_VERSIONS, NAMES_INSIDE
from casebook.checks import check
from casebook.checks.context import Context
from casebook.collection import Collection, check_collection, collect
from casebook.compilation import Compilation
from casebook.compiling import Sources, compile_all
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic
from casebook.faults import debugging, fault_in
from casebook.folder_kinds import MORE_OF_THE_SAME
from casebook.limits import DEFAULTS, Limits
from casebook.loader import Loaded, case_folders, case_id, load_folder
from casebook.rights.expiry import still_shown
from casebook.settings import DEFAULT_SOON_DAYS, SettingsError

_KEPT_FOR_EVER = {EARLIER_VERSIONS.id, NAMES_INSIDE.id}
HONG_KONG = ZoneInfo("Asia/Hong_Kong")
MAX_OF_A_KIND: Final = 20
"""Diagnostics of one kind for one file."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold all cases that were read, and everything that was found."""

    collection: Collection
    diagnostics: tuple[Diagnostic, ...]
    count: int
    """Number of folders that were read."""

    @property
    def has_errors(self) -> bool:
        """Tell whether anything forbids publishing."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)

    def at_intake(self) -> Checked:
        """Return the same, strict on what the site leaves out but a repository keeps for ever."""
        strict = (
            replace(one, severity="error") if one.id in _KEPT_FOR_EVER else one
            for one in self.diagnostics
        )
        return replace(self, diagnostics=tuple(strict))

    def within(self, only: Sequence[Path], docs: Path) -> Checked:
        """Return the same with what was found in the files that touch `only`."""
        return replace(
            self,
            diagnostics=tuple(
                one for one in self.diagnostics if _touches(docs.parent / one.location.path, only)
            ),
        )


def build_date() -> date:
    """Return the day of this build in Hong Kong: `SOURCE_DATE_EPOCH` if set, else today.

    Raises `SettingsError` where the variable is no number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return moment.astimezone(HONG_KONG).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970"
        raise SettingsError(message) from error


def epoch_of(day: date) -> int:
    """Return noon of `day` in Hong Kong as seconds since 1970: the same day in UTC."""
    return int(datetime.combine(day, time(12), HONG_KONG).timestamp())


def check_folder(
    contributions: Path,
    today: date,
    only: Sequence[Path] = (),
    soon_days: int = DEFAULT_SOON_DAYS,
    limits: Limits = DEFAULTS,
    docs: Path | None = None,
) -> Checked:
    """Load and check every case study below `contributions`, or those that touch `only`.

    With `docs` the compilations below it are held against the cases, unless `only` names cases.
    An agreement that ends within `soon_days` is warned of. Diagnostics come sorted by place.
    """
    if docs and any(path.is_relative_to(docs) for path in only):
        return check_folder(contributions, today, (), soon_days, limits, docs).within(only, docs)
    folders, found = case_folders(contributions)
    if only:
        found = [d for d in found if _touches(contributions.parent / d.location.path, only)]
    loaded = [_loaded(folder, limits) for folder in folders if _touches(folder, only)]
    cases = [one.contribution for one in loaded if one.contribution]
    drafts = {case.id for case in cases if case.metadata.status == "draft"}
    context = Context(today, {case_id(folder) for folder in folders} - drafts, soon_days)
    for one in loaded:
        found.extend(one.diagnostics)
        if one.contribution:
            found.extend(_checked(one, one.contribution, context))
    found.extend(check_collection(cases))
    shown = [still_shown(case, today) for case in cases if case.metadata.status == "published"]
    found.extend(warning for one in shown for warning in one.warnings)
    withdrawn = [case for case in cases if case.metadata.status == "withdrawn"]
    written = {case.id: case for case in cases}
    ids = {case_id(folder) for folder in folders}
    sources = Sources({one.case.id: one for one in shown}, written, ids, limits)
    compilations, more = _compiled(docs, contributions, sources, today) if not only else ((), ())
    found.extend(more)
    # What was salvaged from invalid front matter may repeat a finding at the same place.
    unique = {(d.location, d.id, d.message): d for d in found}
    ordered = tuple(_abridged(sorted(unique.values(), key=lambda d: d.sort_key)))
    standing = [one.case for one in shown if one.ended is None]
    ended = [(one.case, one.ended) for one in shown if one.ended is not None]
    collection = replace(collect([*withdrawn, *standing], ended), compilations=compilations)
    return Checked(collection, ordered, len(loaded))


def _compiled(
    docs: Path | None, contributions: Path, sources: Sources, today: date
) -> tuple[tuple[Compilation, ...], tuple[Diagnostic, ...]]:
    if docs is None:
        return (), ()
    return compile_all(docs, sources, today, foreign=contributions.parent != docs.parent)


def _loaded(folder: Path, limits: Limits) -> Loaded:
    try:
        return load_folder(folder, limits)
    except Exception as error:  # whatever it is, the other cases are still read
        if debugging():
            raise
        return Loaded(case_id(folder), None, (fault_in(folder, error),))


def _abridged(ordered: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield as many diagnostics of one kind for one file as a person reads, then one for more."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in ordered:
        kind = (one.location.path, one.id)
        counts[kind] += 1
        if counts[kind] <= MAX_OF_A_KIND:
            yield one
        elif counts[kind] == MAX_OF_A_KIND + 1:
            yield replace(MORE_OF_THE_SAME.at(one.location, id=one.id), severity=one.severity)


def _checked(loaded: Loaded, case: Contribution, context: Context) -> Iterator[Diagnostic]:
    try:
        for diagnostic in check(case, context):
            place = diagnostic.location
            if place.path != case.path or place.line not in loaded.doubtful:
                yield diagnostic
    except Exception as error:  # as above
        if debugging():
            raise
        yield fault_in(case.folder, error)


def _touches(path: Path, only: Sequence[Path]) -> bool:
    return not only or any(path.is_relative_to(one) or one.is_relative_to(path) for one in only)
