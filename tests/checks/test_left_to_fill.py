"""What the template says is not published as if a school had said it."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.authoring import draft
from casebook.checks.left_to_fill import template_sentences
from casebook.language import LANGUAGES, Language
from tests.checks.conftest import Found

TITLE = "title: Peer feedback that pupils act on"
SCHOOL = "name: {en: Lakeview Primary School, zh-Hant: 湖景小學}"
UNFILLED = sorted(template_sentences())


def test_accepts_the_words_of_a_school(found: Found) -> None:
    assert found() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_knows_the_sentences_of_each_template(language: Language) -> None:
    text = draft("2024-25", language, date(2025, 3, 1))
    lines = [line for line in text.split("\n") if line.startswith(("title:", "summary:"))]
    assert len(lines) == 2
    assert all(line.partition(": ")[2] in template_sentences() for line in lines)


@pytest.mark.parametrize("sentence", UNFILLED)
def test_refuses_a_title_of_the_template(found: Found, sentence: str) -> None:
    assert (
        f'index.md:2:8 error[left-to-fill] "{sentence}" is what the template says, '
        "not what your school has to say"
    ) in found({TITLE: f"title: {sentence}"})


def test_refuses_evidence_of_the_template(found: Found) -> None:
    line = "found: Suggestions acted on rose from 31% to 62%"
    (message,) = found({line: "found: What changed, and what did not"})
    assert message.startswith("index.md:7:10 error[left-to-fill] ")


def test_refuses_the_school_of_the_template(found: Found) -> None:
    changes = {
        "  - id: lakeview-ps": "  - id: your-school",
        "school: lakeview-ps": "school: your-school",
        SCHOOL: "name: {en: Your School, zh-Hant: 你的學校}",
    }
    assert [message.partition(" is what")[0] for message in found(changes)] == [
        'index.md:14:9 error[left-to-fill] "your-school"',
        'index.md:15:16 error[left-to-fill] "Your School"',
    ]


def test_refuses_the_chinese_name_alone(found: Found) -> None:
    (message,) = found({SCHOOL: SCHOOL.replace("湖景小學", "你的學校")}, language="zh-Hant")
    assert message.endswith("「你的學校」是範本的字句，尚未換上你們的內容")


def test_lets_a_draft_keep_them(found: Found) -> None:
    changes = {
        TITLE: "title: A short title that says what you did",
        "status: published": "status: draft",
    }
    assert found(changes) == []
