"""A case is begun under a name that its address can have, as a draft that can be filled in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casebook.authoring import AuthoringError, new_folder, start_case
from casebook.language import LANGUAGES, Language
from casebook.pipeline import check_folder

TODAY = date(2026, 8, 31)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_passes_every_check(tmp_path: Path, language: Language) -> None:
    start_case(tmp_path, "2024-25/fractions", language, TODAY)
    assert check_folder(tmp_path, TODAY).diagnostics == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_has_room_for_materials_under_a_name_that_is_not_typed_twice(
    tmp_path: Path, language: Language
) -> None:
    text = start_case(tmp_path, "fractions", language, TODAY).read_text("utf-8")
    assert "\nmaterials:" not in text
    assert "\n# materials:\n#   - file: " in text


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("2024-26/fractions", "two years that follow each other, for example 2024-25"),
        ("2024-24/fractions", "two years that follow each other, for example 2024-25"),
        ("2024-25/My Fractions", "write 2024-25/my-fractions"),
        ("My_Fractions!", "write 2025-26/my-fractions"),
        ("2024-25/分數", "write 2024-25/peer-feedback-in-writing"),
        (f"2024-25/{'a' * 61}", f"write 2024-25/{'a' * 60}"),
        ("2024/25/fractions", "is not a name like 2025-26/peer-feedback-in-writing"),
    ],
)
def test_refuses_a_name_that_no_address_can_have(tmp_path: Path, name: str, advice: str) -> None:
    with pytest.raises(AuthoringError, match=advice):
        new_folder(tmp_path, name, TODAY)


def test_accepts_the_turn_of_the_century(tmp_path: Path) -> None:
    assert new_folder(tmp_path, "2099-00/fractions", TODAY) == tmp_path / "2099-00" / "fractions"


@pytest.mark.parametrize("name", ["2024-26/fractions", "2024-25/分數", "2024/25/fractions"])
def test_tells_a_chinese_reader_what_to_type_in_chinese(tmp_path: Path, name: str) -> None:
    with pytest.raises(AuthoringError) as refused:
        new_folder(tmp_path, name, TODAY)
    assert re.search(r"請.*輸入", refused.value.words.zh_hant)
