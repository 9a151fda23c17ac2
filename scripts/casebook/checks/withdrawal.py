"""A withdrawn case does not say when, or was licensed; or one that is not withdrawn says so."""

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
LICENSE_STAYS = DiagnosticKind(
    "license-stays",
    "warning",
    Localized(
        "the case is off the site, but its license {license} cannot be taken back: whoever has a "
        "copy may go on using it under that license",
        "案例已撤下，但已給予公眾的 {license} 授權不能收回：已有副本的人仍可據此使用",
    ),
    Localized(
        "tell those who asked for the withdrawal; then delete the license line, and this is not "
        "said again",
        "告知要求撤回的人；然後刪去 license 一行，便不再提示",
    ),
)
KINDS = (MISSING, UNEXPECTED, LICENSE_STAYS)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Ask for the date with `status: withdrawn`; say what no withdrawal can take back."""
    metadata = case.metadata
    if metadata.status == "withdrawn" and metadata.withdrawn is None:
        yield MISSING.at(case.value("status"), today=str(context.today))
    if metadata.status == "withdrawn" and metadata.copyright.license:
        place = case.value("copyright", "license", "id")
        yield LICENSE_STAYS.at(place, license=metadata.copyright.license.id)
    if metadata.status != "withdrawn" and metadata.withdrawn is not None:
        yield UNEXPECTED.at(case.key("withdrawn"), status=metadata.status)
