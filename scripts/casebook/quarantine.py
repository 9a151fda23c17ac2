"""The site without the cases that have errors, where the rest shall not wait for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from casebook.collection import Collection, clashes
from casebook.diagnostics import Diagnostic
from casebook.folder_kinds import LEFT_BY_COMPUTER, STRAY_FILE
from casebook.pipeline import Checked

_BESIDE_CASES: Final = {kind.id for kind in (STRAY_FILE, LEFT_BY_COMPUTER)}
"""Errors of files that belong to no case: they are published with none."""
_PARTS_OF_A_PATH: Final = 3
"""A case lies at `contributions/<school-year>/<slug>`."""


def without_errors(checked: Checked) -> tuple[Checked, tuple[str, ...]] | None:
    """Return what was read without the cases that have an error, and the ids of those.

    A case that clashes with another goes with it, since nobody knows which of them is wrong. The
    last version of a case is not kept in its place: an error can be that it must no longer be
    shown. None where an error is nobody's, or where no case would be left.
    """
    errors = [one for one in checked.diagnostics if one.severity == "error"]
    bad = set()
    for one in errors:
        case = _case_of(one)
        if case is None and one.id not in _BESIDE_CASES:
            return None
        bad |= {case} if case else set()
    whole = checked.collection
    for involved, _ in clashes((*whole.cases, *whole.notices)):
        bad |= involved
    left = _without(whole, bad)
    if errors and not left.cases:
        return None
    return replace(checked, collection=left), tuple(sorted(bad))


def _case_of(diagnostic: Diagnostic) -> str | None:
    parts = diagnostic.location.path.split("/")
    return "/".join(parts[1:3]) if len(parts) >= _PARTS_OF_A_PATH else None


def _without(collection: Collection, bad: Iterable[str]) -> Collection:
    gone = frozenset(bad)
    return replace(
        collection,
        cases=tuple(case for case in collection.cases if case.id not in gone),
        withdrawn=tuple(case for case in collection.withdrawn if case.id not in gone),
        ended=tuple((case, day) for case, day in collection.ended if case.id not in gone),
    )
