"""The site without the cases that have errors, where the rest shall not wait for them."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from typing import Final

from casebook.collection import LICENSE_URL_DIFFERS, SCHOOL_DIFFERS, Collection, clashes
from casebook.compilation import Compilation
from casebook.folder_kinds import LEFT_BY_COMPUTER, STRAY_FILE
from casebook.pipeline import Checked

_BESIDE_CASES: Final = {kind.id for kind in (STRAY_FILE, LEFT_BY_COMPUTER)}
"""Errors of files that belong to no case: they are published with none."""
_CLASHES: Final = {kind.id for kind in (SCHOOL_DIFFERS, LICENSE_URL_DIFFERS)}
"""Errors that may be another case's."""
_CASE: Final = re.compile(r"[^/]+/(?P<name>20\d\d-\d\d/[^/]+)(?:/.*)?", re.DOTALL)
_COMPILATION: Final = re.compile(r"(?:.*/)?compilations/(?P<name>[^/]+)\.md", re.DOTALL)


def without_errors(checked: Checked) -> tuple[Checked, tuple[str, ...]] | None:
    """Return what was read without all that has an error, and the names of what was left out.

    Of cases that clash those go that most others contradict, or all where nobody knows which of
    them is wrong: a case with other errors has no say in that. A compilation goes with each of its
    cases. The last version of a case is not kept in its place: an error can be that it must no
    longer be shown. None where an error is nobody's, or where no case would be left.
    """
    bad: set[str] = set()
    alone: set[str] = set()
    for one in checked.diagnostics:
        if one.severity != "error" or one.id in _BESIDE_CASES:
            continue
        found = _CASE.fullmatch(one.location.path) or _COMPILATION.fullmatch(one.location.path)
        if found is None:
            return None
        bad.add(found["name"])
        if one.id not in _CLASHES:
            alone.add(found["name"])
    whole = checked.collection
    shown = (*whole.cases, *whole.notices)
    for involved, clash in clashes(shown, {case.id for case in shown} - alone):
        if clash.severity == "error":
            bad |= involved
    bad |= {one.slug for one in whole.compilations if _uses(one, bad)}
    left = _without(whole, bad)
    if checked.has_errors and not left.cases:
        return None
    return replace(checked, collection=left), tuple(sorted(bad))


def _uses(compilation: Compilation, bad: Set[str]) -> bool:
    """Tell whether a compilation has a part of such a case, or leads to one."""
    return any(
        any(part.case in bad for part in text.metadata.parts)
        or any(case in link.target for link in text.text.links for case in bad)
        for text in compilation.texts.values()
    )


def _without(collection: Collection, bad: Set[str]) -> Collection:
    return replace(
        collection,
        cases=tuple(case for case in collection.cases if case.id not in bad),
        withdrawn=tuple(case for case in collection.withdrawn if case.id not in bad),
        ended=tuple((case, day) for case, day in collection.ended if case.id not in bad),
        compilations=tuple(one for one in collection.compilations if one.slug not in bad),
    )
