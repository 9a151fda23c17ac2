"""Checks of a typed case: one module for each defect.

A check is a module with `KIND`, or `KINDS`, and `check`; adding one is that module, its cases, its
heading on the diagnostics page and one line in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from casebook.checks import (
    broken_link,
    consent,
    curriculum,
    ends_soon,
    folder_differs,
    future_date,
    institution_as_school,
    kept_file,
    left_to_fill,
    license_conflict,
    license_not_granted,
    missing_community,
    missing_network,
    other_script,
    owner_differs,
    personal_data,
    picture,
    pupil_license,
    same_output,
    third_party,
    unknown_school,
    unregistered_work,
    withdrawal,
)
from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic

Check = Callable[[Contribution, Context], Iterator[Diagnostic]]

CHECKS: Final[tuple[Check, ...]] = (
    broken_link.check,
    consent.check,
    curriculum.check,
    ends_soon.check,
    folder_differs.check,
    future_date.check,
    institution_as_school.check,
    kept_file.check,
    left_to_fill.check,
    license_conflict.check,
    license_not_granted.check,
    missing_community.check,
    missing_network.check,
    other_script.check,
    owner_differs.check,
    personal_data.check,
    picture.check,
    pupil_license.check,
    same_output.check,
    third_party.check,
    unknown_school.check,
    unregistered_work.check,
    withdrawal.check,
)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold one case against every check."""
    for one in CHECKS:
        yield from one(case, context)
