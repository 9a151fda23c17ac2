"""A text is in the language and the script that it is said to be in."""

from __future__ import annotations

from casebook.reference.content import base_case
from tests.checks.conftest import Found

CHINESE = "學生與我們一起寫下四個問題，再用來問同學的草稿。" * 12
SIMPLIFIED = "学生与我们一起写下四个问题，再用来问同学的草稿。"


def test_accepts_a_chinese_quotation_in_an_english_text(found: Found) -> None:
    assert found({"We would begin with one question": "We would begin with 一個問題"}) == []


def test_warns_of_a_chinese_text_that_is_said_to_be_english(found: Found) -> None:
    (warning,) = found({"We would begin with one question": CHINESE})
    assert warning.startswith("index.md:3:11 warning[chinese-in-english]")


def test_warns_of_simplified_characters_in_a_traditional_text(found: Found) -> None:
    text = base_case()["index.zh-Hant.md"].decode("utf-8").replace("先由一個問題開始", SIMPLIFIED)
    (warning,) = found(files={"index.zh-Hant.md": text.encode()})
    assert warning.startswith("index.zh-Hant.md:1:1 warning[simplified-characters]")
    assert "学与们写个问题来" in warning


def test_accepts_a_few_characters_that_both_scripts_use(found: Found) -> None:
    text = base_case()["index.zh-Hant.md"].decode("utf-8").replace("先由一個問題開始", "台北的学校")
    assert found(files={"index.zh-Hant.md": text.encode()}) == []
