"""What stays with the schools is not in the folder, and what is published is."""

from __future__ import annotations

import pytest

from casebook.reference.content import base_case
from tests.checks.conftest import Found

MATERIALS = "materials:\n"
DRAWING = {"drawing.png": base_case()["wall.png"]}


def test_accepts_a_record_without_a_file(found: Found) -> None:
    assert (
        found({MATERIALS: f"{MATERIALS}  - {{type: teacher-reflection, title: A diary}}\n"}) == []
    )


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("video-clip", "video clip"),
        ("photograph", "photograph"),
        ("teacher-reflection", "teacher’s reflection"),
        ("student-work", "student work"),
    ],
)
def test_refuses_a_file_of_the_four_kinds_unless_it_is_to_be_published(
    found: Found, kind: str, called: str
) -> None:
    entry = f"  - {{file: drawing.png, type: {kind}, title: A drawing, alt: A drawing}}\n"
    assert found({MATERIALS: MATERIALS + entry}, files=DRAWING) == [
        (
            f'index.md:31:12 error[kept-file] the {called} "drawing.png" is for professional '
            "discussion only, so it must not be here"
        )
    ]


def test_refuses_a_worksheet_that_says_the_same_of_itself(found: Found) -> None:
    entry = "  - {file: a.csv, type: worksheet, title: A sheet, use: discussion-only}\n"
    assert found({MATERIALS: MATERIALS + entry}, files={"a.csv": b"a\n"}) == [
        (
            'index.md:31:12 error[kept-file] the worksheet "a.csv" is for professional discussion '
            "only, so it must not be here"
        )
    ]


def test_refuses_a_published_material_without_a_file(found: Found) -> None:
    entry = "  - {type: worksheet, title: A sheet}\n"
    assert found({MATERIALS: MATERIALS + entry}, language="zh-Hant") == [
        "index.md:31:30 error[no-file] 材料「A sheet」要公開，卻沒有檔案"
    ]
