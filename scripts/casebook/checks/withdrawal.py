"""A withdrawn case does not say when, or a case that is not withdrawn says so."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

MISSING = DiagnosticKind(
    "missing-withdrawal",
    "error",
    Localized(
        "the case is withdrawn, but its date of withdrawal is missing",
        "案例已撤回，卻沒有寫撤回日期",
    ),
    Localized("add: withdrawn: {{date: {today}}}", "加上：withdrawn: {{date: {today}}}"),
)
UNEXPECTED = DiagnosticKind(
    "unexpected-withdrawal",
    "error",
    Localized(
        'a date of withdrawal is given, but the status is "{status}"',
        "寫了撤回日期，但 status 是「{status}」",
    ),
    Localized(
        'write status: withdrawn, or delete "withdrawn"', "改為 status: withdrawn，或刪去 withdrawn"
    ),
)
KINDS = (MISSING, UNEXPECTED)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Ask for the date with `status: withdrawn`, and refuse it without."""
    metadata = case.metadata
    if metadata.status == "withdrawn" and metadata.withdrawn is None:
        yield MISSING.at(case.value("status"), today=str(context.today))
    if metadata.status != "withdrawn" and metadata.withdrawn is not None:
        yield UNEXPECTED.at(case.key("withdrawn"), status=metadata.status)
