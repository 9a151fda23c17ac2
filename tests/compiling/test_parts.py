"""What a part may choose of a case, and what is said where it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.compiling.pages import TEXT, checked, facts, said, write_case, write_page
from tests.rights.cases import Case

SHEET = {"file": "sheet.csv", "type": "worksheet", "title": "Sheet", "use": "publish"}
KEPT = {"type": "video-clip", "title": "Lesson", "use": "discussion-only"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_case(tmp_path, "first", Case(text=TEXT, materials=[SHEET, KEPT]))
    write_case(tmp_path, "second", Case(text=TEXT, mode="learning-communities"))
    return tmp_path


def part(**chosen: Any) -> dict[str, Any]:  # noqa: ANN401 - as in YAML
    return {"case": "2024-25/first"} | chosen


def test_shows_the_sections_that_are_named_in_the_order_in_which_they_are_named(root: Path) -> None:
    write_page(root, facts(part(sections=["What changed", "What we did"])))
    (compilation,) = checked(root).collection.compilations
    (shown,) = compilation.text_for("en").shown
    assert [heading.title for heading in shown.case.texts["en"].text.headings] == [
        "What changed",
        "What we did",
    ]


def test_shows_nothing_that_was_not_chosen(root: Path) -> None:
    write_page(root, facts(part(sections=["What changed"])))
    (compilation,) = checked(root).collection.compilations
    (shown,) = compilation.text_for("en").shown
    assert "We tried it" not in shown.case.texts["en"].text.plain
    assert shown.case.metadata.materials == ()


def test_shows_a_whole_text(root: Path) -> None:
    write_page(root, facts(part(sections="all")))
    (compilation,) = checked(root).collection.compilations
    (shown,) = compilation.text_for("en").shown
    assert "We tried it" in shown.case.texts["en"].text.plain


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"sections": ["What changd"]}, "unknown-section"),
        ({"sections": ["What changed", "What changed"]}, "chosen-twice"),
        ({"materials": ["sheets.csv"]}, "unknown-chosen-material"),
        ({"materials": ["sheet.csv", "sheet.csv"]}, "chosen-twice"),
        ({}, "empty-part"),
        ({"case": "2024-25/frist", "sections": "all"}, "unknown-source"),
    ],
)
def test_says_at_which_line_a_choice_cannot_be_made(
    root: Path, chosen: dict[str, Any], expected: str
) -> None:
    page = write_page(root, facts(part(**chosen)))
    lines = page.read_text("utf-8").split("\n")
    ((found, line),) = said(root)
    assert found == expected
    assert line is not None
    assert lines[line - 1].split()[-1] in str(chosen or "2024-25/first")


def test_offers_the_heading_that_was_probably_meant(root: Path) -> None:
    write_page(root, facts(part(sections=["What changd"])))
    (found,) = checked(root).diagnostics
    assert found.help.en == "write What changed"
    assert found.help.zh_hant == "改為 What changed"


def test_a_case_can_be_a_part_once_only(root: Path) -> None:
    write_page(root, facts(part(sections="all"), part(materials=["sheet.csv"])))
    assert [found for found, _ in said(root)] == ["chosen-twice"]


def test_a_record_that_stays_with_the_schools_cannot_be_chosen(root: Path) -> None:
    write_page(root, facts(part(materials=["lesson.mp4"])))
    assert [found for found, _ in said(root)] == ["unknown-chosen-material"]


def test_the_two_languages_bring_the_same_cases_together(root: Path) -> None:
    write_page(root, facts(part(sections="all")))
    write_page(root, facts(part(case="2024-25/second", sections="all")), tag="zh-Hant")
    assert [found for found, _ in said(root)] == ["editions-differ"]


def test_says_everything_that_is_wrong_in_one_run(root: Path) -> None:
    write_page(
        root,
        facts(
            part(sections=["Nowhere near"], materials=["none.csv"]),
            part(case="2024-25/nothing", sections="all"),
        ),
    )
    assert [found for found, _ in said(root)] == [
        "unknown-section",
        "unknown-chosen-material",
        "unknown-source",
    ]


def test_a_date_to_come_is_refused(root: Path) -> None:
    write_page(root, facts(part(sections="all"), compiled="2026-12-01"))
    assert [found for found, _ in said(root)] == ["future-date"]


def test_a_page_without_its_facts_is_told_each_of_them(root: Path) -> None:
    page = write_page(root, {"title": "Feedback"})
    assert page.is_file()
    messages = " ".join(one.message.en for one in checked(root).diagnostics)
    assert all(name in messages for name in ("summary", "compiled", "editor", "modified", "parts"))
