"""Words that name works of others are warned of where none is declared."""

from __future__ import annotations

import io

import docx
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


@pytest.mark.parametrize(
    ("passage", "name"),
    [
        ("HKDSE English 2019 Paper 1, question 4 reads so.", "a public examination paper"),
        ("二〇一九年文憑試中文科卷一第3題這樣問。", "a public examination paper"),
        ("THE FOLLOWING EXERCISE FROM OUR TEXTBOOK shows it.", "a textbook"),
        ("以下一段取自五年級的課本。", "a textbook"),
        ("The lyrics go like this.", "a song"),
        ("歌詞如下。", "a song"),
    ],
)
def test_warns_of_a_passage_that_shows_any_work(found: Found, passage: str, name: str) -> None:
    (message,) = found({THIRD_PARTY: "", CLOSING: f"{passage}\n"})
    assert f" sounds like {name}, which others own" in message


@pytest.mark.parametrize("name", ["TEXTBOOK", "TextbooK", "textboo\u212a"])
def test_knows_a_word_in_any_letters(found: Found, name: str) -> None:
    passage = f"The following passage from the {name} shows it.\n"
    (message,) = found({THIRD_PARTY: "", CLOSING: passage})
    assert "sounds like a textbook" in message


def test_says_nothing_of_a_textbook_that_is_only_spoken_of(found: Found) -> None:
    assert found({THIRD_PARTY: "", CLOSING: "The textbook has no exercise on this.\n"}) == []


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.author = ""
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def document(file: str) -> dict[str, str]:
    return {MATERIALS: f"{MATERIALS}  - {{file: {file}, type: worksheet, title: A sheet}}\n"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("2019-DSE-ENG LANG PAPER 2, reprinted: HKDSE-ENG LANG 2-3", "examination paper"),
        ("HKDSE 2019 Paper 2, Question 4", "examination paper"),
        ("© Hong Kong Examinations and Assessment Authority", "examination paper"),
        ("香港中學文憑試 2019 卷二 第 3 題", "examination paper"),
        ("Adapted from our P4 textbook, unit 3", "a textbook"),
        ("節錄自課本第三單元", "a textbook"),
        ("© 2019 Northgate Press", "a textbook"),
        ("Words and music by A. Poet", "a song"),
        ("作曲：甲　填詞：乙　主唱：丙", "a song"),
    ],
)
def test_reads_inside_documents_as_well(found: Found, words: str, name: str) -> None:
    files = {"a.docx": word("Name: ______", words)}
    (message,) = [m for m in found(document("a.docx"), files=files) if "[unregistered" in m]
    assert message.startswith("a.docx:1:1 warning[unregistered-work] ")
    assert name in message
    assert 'declared for "a.docx"' in message


def test_names_the_line_of_a_table(found: Found) -> None:
    (message,) = found(document("a.csv"), files={"a.csv": b"a\nHKDSE 2019 Paper 2 Question 4\n"})
    assert message.startswith("a.csv:2:1 warning[unregistered-work] ")


@pytest.mark.parametrize(
    "words",
    [
        "Unlike the textbook, we began with a question.",
        "Pupils will meet this again in the HKDSE.",
        "學生在文憑試前會再遇到這類題目。",
        "We wrote the song ourselves, words and all.",
    ],
)
def test_says_nothing_of_a_document_that_only_speaks_of_them(found: Found, words: str) -> None:
    found_there = found(document("a.docx"), files={"a.docx": word(words)})
    assert [message for message in found_there if "[unregistered" in message] == []


def test_says_nothing_of_a_document_that_is_declared(found: Found) -> None:
    declared = (
        "third-party:\n  - {work: A paper, in: a.docx, owner: An authority, basis: permission, "
        "evidence: a letter}\n"
    )
    files = {"a.docx": word("HKDSE 2019 Paper 2, Question 4")}
    messages = found({**document("a.docx"), "third-party:\n": declared}, files=files)
    assert [message for message in messages if "[unregistered" in message] == []
