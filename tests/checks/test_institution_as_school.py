"""No school stands on the site under the name of the Education Bureau or of the Fund."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

ENGLISH, CHINESE = "Lakeview Primary School", "zh-Hant: 湖景小學"


def test_accepts_a_school_whose_name_holds_such_words(found: Found) -> None:
    assert found({ENGLISH: "Quality Education Primary School"}) == []


@pytest.mark.parametrize(
    "name", ["Education Bureau", "education  BUREAU.", "Ｅｄｕｃａｔｉｏｎ Bureau", "E.D.B.", "QEF"]
)
def test_refuses_the_name_of_an_institution(found: Found, name: str) -> None:
    (said,) = found({ENGLISH: name})
    assert "error[institution-as-school]" in said


def test_refuses_it_in_chinese(found: Found) -> None:
    (said,) = found({CHINESE: "zh-Hant: 教育局"})
    assert 'error[institution-as-school] "教育局" is no school' in said
