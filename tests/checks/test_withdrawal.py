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
