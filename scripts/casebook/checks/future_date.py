"""A date that must lie in the past lies in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

DATE = DiagnosticKind(
    "future-date",
    "error",
    Localized(
        '"{value}" is after the day of this build, {today}',
        "「{value}」在本次建置日期 {today} 之後",
    ),
    Localized("correct the date", "更正日期"),
)
COPYRIGHT_YEAR = DiagnosticKind(
    "copyright-year",
    "error",
    Localized(
        "the copyright year {value} is outside {first}–{last}: the school year's first year to "
        "this year",
        "版權年份 {value} 不在 {first} 至 {last} 之內（學年的首年至今年）",
    ),
    Localized("write year: {last_of_school_year}", "改為 year: {last_of_school_year}"),
)
SCHOOL_YEAR = DiagnosticKind(
    "future-school-year",
    "error",
    Localized('the school year "{value}" has not begun', "學年「{value}」尚未開始"),
    Localized("correct the school year", "更正學年"),
)
KINDS = (DATE, COPYRIGHT_YEAR, SCHOOL_YEAR)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold the dates of consent, license and withdrawal, and the years, against the build date."""
    metadata = case.metadata
    for place, value in _dates(case):
        if value > context.today:
            yield DATE.at(case.value(*place), value=str(value), today=str(context.today))
    first = int(metadata.school_year[:4])
    year = metadata.copyright.year
    if not first <= year <= context.today.year:
        yield COPYRIGHT_YEAR.at(
            case.value("copyright", "year"),
            value=str(year),
            first=str(first),
            last=str(context.today.year),
            last_of_school_year=str(min(first + 1, context.today.year)),
        )
    if date(first, 9, 1) > context.today:
        yield SCHOOL_YEAR.at(case.value("school-year"), value=metadata.school_year)


def _dates(case: Contribution) -> Iterator[tuple[tuple[str | int, ...], date]]:
    for index, material in enumerate(case.metadata.materials):
        if material.consent is not None:
            yield ("materials", index, "people", "obtained"), material.consent.obtained
        if material.pupil_license is not None:
            yield ("materials", index, "pupil-license", "obtained"), material.pupil_license.obtained
    if case.metadata.withdrawn is not None:
        yield ("withdrawn", "date"), case.metadata.withdrawn.date
