"""Words that name works of others are warned of where none is declared."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

MATERIALS = "materials:\n"
THIRD_PARTY = (
    "third-party:\n  - work: Four lines of “The Lighthouse”\n    in: text\n"
    "    owner: Northgate Press\n    basis: quotation\n"
    "    source: The Lighthouse, p. 12 (2011)\n"
)
CLOSING = "We would begin with one question, not with four.\n"


def sheet(title: str) -> dict[str, str]:
    return {MATERIALS: f'{MATERIALS}  - {{file: a.csv, type: worksheet, title: "{title}"}}\n'}


@pytest.mark.parametrize("title", ["Exit slip", "Questions of our own", "學生自擬的問題"])
def test_says_nothing_of_what_schools_make(found: Found, title: str) -> None:
    assert found(sheet(title), files={"a.csv": b"a\n"}) == []


@pytest.mark.parametrize(
    "title",
    ["Past papers, 2019", "A page from the textbook", "Song lyrics", "歷屆試題", "網頁截圖"],
)
def test_warns_of_a_title_that_names_a_work_of_others(found: Found, title: str) -> None:
    (message,) = found(sheet(title), files={"a.csv": b"a\n"})
    assert message.startswith("index.md:31:43 warning[unregistered-work] ")


def test_accepts_it_once_it_is_declared(found: Found) -> None:
    declared = (
        "third-party:\n  - {work: A paper, in: a.csv, owner: An authority, basis: permission, "
        "evidence: a letter}\n"
    )
    changes = {**sheet("Past papers, 2019"), "third-party:\n": declared}
    assert found(changes, files={"a.csv": b"a\n"}) == []


def test_warns_of_a_passage_that_shows_a_textbook(found: Found) -> None:
    passage = "The following passage from the textbook shows it.\n"
    assert found({THIRD_PARTY: "", CLOSING: passage}) == [
        (
            'index.md:55:1 warning[unregistered-work] "The following passage from the textbook" '
            "sounds like a textbook, which others own, but no work of others is declared for "
            "its text"
        )
    ]


def test_says_nothing_of_a_textbook_that_is_only_spoken_of(found: Found) -> None:
    assert found({THIRD_PARTY: "", CLOSING: "The textbook has no exercise on this.\n"}) == []
