"""What stays of a case that is off the site: a dated notice at its old address, nothing else."""

from __future__ import annotations

from datetime import date
from functools import partial

from casebook.contribution import Contribution
from casebook.pages.edition import Edition, alternates, case_path
from casebook.pages.page import Page
from casebook.pages.plan import Planned, known, outlines_of
from casebook.pages.views import WithdrawnView


def plan_withdrawn(case: Contribution, edition: Edition) -> Planned:
    """Plan the notice at the address of a withdrawn case."""
    inputs = known(("withdrawn", case.id, outlines_of([case])))
    made = partial(compile_withdrawn, case, edition)
    return Planned(edition.href(case_path(case)), inputs, made, is_offered=False)


def plan_ended(case: Contribution, since: date, edition: Edition) -> Planned:
    """Plan the notice at the address of a case that rested on a permission which has ended."""
    inputs = known(("ended", case.id, str(since), outlines_of([case])))
    made = partial(compile_ended, case, since, edition)
    return Planned(edition.href(case_path(case)), inputs, made, is_offered=False)


def compile_withdrawn(case: Contribution, edition: Edition) -> Page:
    """Return the notice at the address of a withdrawn case."""
    withdrawn = case.metadata.withdrawn
    reason = withdrawn.reason if withdrawn else None
    view = WithdrawnView(
        date=edition.day(withdrawn.date) if withdrawn else "",
        reason=reason,
        lang=edition.lang_of(case.language) if reason else None,
        others=None,
    )
    return _page(case, view, edition.say("withdrawn-title"), edition)


def compile_ended(case: Contribution, since: date, edition: Edition) -> Page:
    """Return the notice at the address of a case that rested on a permission which has ended."""
    view = WithdrawnView(edition.day(since), None, None, None, ended=True)
    return _page(case, view, edition.say("ended-title"), edition)


def _page(case: Contribution, view: WithdrawnView, title: str, edition: Edition) -> Page:
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
