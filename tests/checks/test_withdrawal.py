"""A case is withdrawn with its date, or not at all."""

from __future__ import annotations

from tests.checks.conftest import Found

STATUS = "status: published"


def test_accepts_a_withdrawal_with_its_date(found: Found) -> None:
    assert found({STATUS: "status: withdrawn\nwithdrawn: {date: 2026-03-03}"}) == []


def test_accepts_a_draft(found: Found) -> None:
    assert found({STATUS: "status: draft"}) == []


def test_asks_for_the_date(found: Found) -> None:
    assert found({STATUS: "status: withdrawn"}) == [
        (
            "index.md:50:9 error[missing-withdrawal] "
            "the case is withdrawn, but its date of withdrawal is missing"
        )
    ]


def test_refuses_a_date_of_withdrawal_on_any_other_case(found: Found) -> None:
    assert found({STATUS: "status: draft\nwithdrawn: {date: 2026-03-03}"}) == [
        (
            "index.md:51:1 error[unexpected-withdrawal] "
            'a date of withdrawal is given, but the status is "draft"'
        )
    ]


LICENSED = {
    "  year: 2025\n": "  year: 2025\n  license: {id: CC-BY-4.0, granted-by: [edb, lakeview-ps]}\n"
}


def test_says_that_a_license_stays_with_those_who_have_a_copy(found: Found) -> None:
    assert found({**LICENSED, STATUS: "status: withdrawn\nwithdrawn: {date: 2026-03-03}"}) == [
        (
            "index.md:30:17 warning[license-stays] the case is off the site, but its license "
            "CC-BY-4.0 cannot be taken back: whoever has a copy may go on using it under that "
            "license"
        )
    ]


def test_says_nothing_of_the_license_of_a_case_that_stays(found: Found) -> None:
    assert found(LICENSED) == []
