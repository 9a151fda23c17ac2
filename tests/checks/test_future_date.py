"""Dates lie in the past, counted from 31 August 2026, the day of every trial."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

YEAR = "  year: 2025"


def obtained(day: str) -> dict[str, str]:
    return {"people: none": f"people: {{consent: adults, scope: public-website, obtained: {day}}}"}


@pytest.mark.parametrize("day", ["2024-09-01", "2026-08-31"])
def test_accepts_a_day_up_to_today(found: Found, day: str) -> None:
    assert found(obtained(day)) == []


def test_refuses_tomorrow(found: Found) -> None:
    assert found(obtained("2026-09-01")) == [
        'index.md:39:64 error[future-date] "2026-09-01" is after the day of this build, 2026-08-31'
    ]


def test_refuses_a_withdrawal_that_is_still_to_come(found: Found) -> None:
    changes = {"status: published": "status: withdrawn\nwithdrawn: {date: 2027-01-01}"}
    assert found(changes) == [
        'index.md:51:19 error[future-date] "2027-01-01" is after the day of this build, 2026-08-31'
    ]


@pytest.mark.parametrize("year", ["2024", "2025", "2026"])
def test_accepts_a_copyright_year_since_the_service_began(found: Found, year: str) -> None:
    assert found({YEAR: f"  year: {year}"}) == []


@pytest.mark.parametrize("year", ["2023", "2027"])
def test_refuses_a_copyright_year_before_it_or_after_this_year(found: Found, year: str) -> None:
    assert found({YEAR: f"  year: {year}"}) == [
        (
            f"index.md:29:9 error[copyright-year] the copyright year {year} is outside 2024–2026: "
            "the school year's first year to this year"
        )
    ]


def test_refuses_a_school_year_that_has_not_begun(found: Found) -> None:
    changes = {"school-year: 2024/25": "school-year: 2026/27", YEAR: "  year: 2026"}
    assert found(changes)[1:] == [
        'index.md:8:14 error[future-school-year] the school year "2026/27" has not begun'
    ]
