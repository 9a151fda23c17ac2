"""What stays of a withdrawn case: a dated notice at its old address, and nothing of its text."""

from __future__ import annotations

from casebook.contribution import Contribution
from casebook.pages.edition import Edition, alternates, case_path
from casebook.pages.views import Page, WithdrawnView


def compile_withdrawn(case: Contribution, edition: Edition) -> Page:
    """Return the notice at the address of a withdrawn case."""
    withdrawn = case.metadata.withdrawn
    reason = withdrawn.reason if withdrawn else None
    view = WithdrawnView(
        date=_long_date(case, edition),
        reason=reason,
        lang=edition.lang_of(case.language) if reason else None,
        others=None,
    )
    title = edition.say("withdrawn-title")
    return Page(
        src_uri=edition.href(case_path(case)) + "index.md",
        template="withdrawn.html",
        language=edition.language,
        title=title,
        description=title,
        section="cases",
        view=view,
        alternates=alternates(case_path(case)),
    )


def _long_date(case: Contribution, edition: Edition) -> str:
    date = case.metadata.withdrawn.date if case.metadata.withdrawn else None
    if date is None:
        return ""
    if edition.language == "zh-Hant":
        return f"{date.year} 年 {date.month} 月 {date.day} 日"
    return f"{date.day} {date:%B} {date.year}"
