"""The school year is that of the folder."""

from __future__ import annotations

from tests.checks.conftest import Found

YEAR = "school-year: 2024/25"


def test_accepts_the_year_with_a_hyphen(found: Found) -> None:
    assert found({YEAR: "school-year: 2024-25"}) == []


def test_refuses_another_year(found: Found) -> None:
    assert found({YEAR: "school-year: 2023/24"}) == [
        (
            'index.md:8:14 error[folder-differs] the school year is "2023/24", '
            'but the case lies in the folder "2024-25"'
        )
    ]
