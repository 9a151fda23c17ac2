"""A consent, a pupil's license or a permission ends soon, and what rests on it goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.rights.expiry import endings

KIND = DiagnosticKind(
    "ends-soon",
    "warning",
    Localized(
        'the agreement for "{subject}" ends on {date}, in {days} days; then {what} leaves the site',
        "「{subject}」的同意於 {date} 屆滿（尚餘 {days} 日），屆時{what}會從網站撤下",
    ),
    Localized(
        "ask again and write the new date; or let it end, and nothing is to be done",
        "重新徵求同意並更新日期；如任其屆滿，則不用改動",
    ),
)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Warn of every agreement that ends within the publisher's number of days."""
    if case.metadata.status != "published":
        return
    for end in endings(case):
        if context.today <= end.day <= context.today + timedelta(days=context.soon_days):
            what = (
                Localized("the whole case", "整個案例")
                if end.file is None
                else Localized(f'"{end.file}"', f"「{end.file}」")
            )
            days = str((end.day - context.today).days)
            yield KIND.at(end.place, subject=end.subject, date=str(end.day), days=days, what=what)
