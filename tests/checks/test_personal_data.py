"""Identity-card numbers, telephone numbers and e-mail addresses in texts and documents."""

from __future__ import annotations

import io

import pytest
from docx import Document
from pptx import Presentation

from tests.assets.hostile_hidden import filled_in
from tests.checks.conftest import Found

LAST = "We would begin with one question, not with four."
MATERIALS = "materials:\n"


def said(found: Found, sentence: str) -> list[str]:
    return found({LAST: sentence})


def worksheet(*paragraphs: str) -> bytes:
    document = Document()
    document.core_properties.author = ""
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def in_file(found: Found, name: str, content: bytes) -> list[str]:
    entry = f"  - {{file: {name}, type: worksheet, title: Plan, use: publish}}\n"
    return found({MATERIALS: MATERIALS + entry}, files={name: content})


def test_refuses_an_identity_card_number_without_repeating_it(found: Found) -> None:
    assert said(found, "Her card, A123456(3), lay there.") == [
        (
            "index.md:61:11 error[identity-card-number] here stands a Hong Kong identity-card "
            "number (A12••••(•))"
        )
    ]


@pytest.mark.parametrize("number", ["A123456(3)", "G123456(A)", "AB987654(3)", "A123456（3）"])
def test_knows_every_form_of_an_identity_card_number(found: Found, number: str) -> None:
    assert "identity-card-number" in said(found, f"The card {number}.")[0]


@pytest.mark.parametrize(
    "number",
    [
        "Ａ１２３４５６（３）", "A一二三四五六（三）", "А123456(3)", "A①②③④⑤⑥(③)", "A𝟏𝟐𝟑𝟒𝟓𝟔(𝟑)",
        "a123456(3)", "A 123 456 (3)", "A123456[3]", "HKID: A1234563", "身份證號碼：A1234563",
    ],
)  # fmt: skip
def test_knows_a_number_that_only_a_person_would_read(found: Found, number: str) -> None:
    assert "identity-card-number" in said(found, f"The card {number}.")[0]


@pytest.mark.parametrize(
    "words", ["A1234563 is a part of the set", "二零二三二零二四", "2023 2024"]
)
def test_leaves_a_number_that_nothing_calls_a_card(found: Found, words: str) -> None:
    assert said(found, f"{words}.") == []


@pytest.mark.parametrize("key", ["/V", "/TU", "/Title"])
def test_looks_into_what_stands_on_no_page_of_a_pdf(found: Found, key: str) -> None:
    (one,) = in_file(found, "plan.pdf", filled_in(key, "A123456(3)"))
    assert "(A12••••(•)), in a form, a bookmark or a mark" in one


@pytest.mark.parametrize("number", ["A123456(4)", "XA123456(3)1", "4A(12)", "ABC123456(3)"])
def test_leaves_what_has_another_check_digit_or_form(found: Found, number: str) -> None:
    assert said(found, f"The item {number}.") == []


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("Ring 9123 4567 now.", 6),
        ("Ring +852 2345-6789.", 6),
        ("Tel: 23456789", 6),
        ("電話：９１２３ ４５６７", 4),
        ("電話：九一二三四五六七", 4),
        ("電話：91234567", 4),
    ],
)
def test_warns_of_a_telephone_number(found: Found, words: str, column: int) -> None:
    (warning,) = said(found, words)
    assert warning.startswith(f"index.md:61:{column} warning[phone-number]")
    assert "4567" not in warning
    assert "6789" not in warning


@pytest.mark.parametrize(
    "words",
    [
        "From 2015-2016 to 2024-2025.",
        "Numbers up to 2000 3000 are read aloud.",
        "It cost $2345 6789.",
        "The sum is 23456789.",
        "ISBN 978-9123-4567-1",
        "See [the circular](https://www.example.com/9123-4567).",
    ],
)
def test_leaves_other_numbers(found: Found, words: str) -> None:
    assert said(found, words) == []


@pytest.mark.parametrize("typed", ["A123**456**(3)", "A123&#52;56(3)", r"A123456\(3)"])
def test_reads_a_number_as_the_page_shows_it(found: Found, typed: str) -> None:
    (finding,) = said(found, f"Her card, {typed}, lay there.")
    assert finding.startswith("index.md:1:1 error[identity-card-number]")


def test_warns_of_an_e_mail_address_once_a_line(found: Found) -> None:
    warnings = said(found, "[Miss Chan](mailto:Chan@lakeview.example), chan@lakeview.example")
    assert [w.split("]")[0] for w in warnings] == ["index.md:61:20 warning[e-mail-in-text"]


def test_leaves_an_address_for_practice(found: Found) -> None:
    assert said(found, "Pupils wrote to someone@example.com.") == []


def test_finds_a_number_cut_into_pieces_in_a_word_file(found: Found) -> None:
    document = Document()
    document.core_properties.author = ""
    paragraph = document.add_paragraph("Card A123")
    paragraph.add_run("456").bold = True
    paragraph.add_run("(3)")
    data = io.BytesIO()
    document.save(data)
    assert in_file(found, "plan.docx", data.getvalue()) == [
        (
            "plan.docx:1:1 error[identity-card-number] here stands a Hong Kong identity-card "
            "number (A12••••(•)), in its text"
        )
    ]


def test_says_a_number_in_a_document_once(found: Found) -> None:
    content = worksheet("Ring 9123 4567.", "Again: 9123 4567.")
    assert len(in_file(found, "plan.docx", content)) == 1


def test_names_the_slide(found: Found) -> None:
    deck = Presentation()
    deck.core_properties.author = ""
    deck.core_properties.last_modified_by = ""
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "Ring 9123 4567"
    data = io.BytesIO()
    deck.save(data)
    (warning,) = in_file(found, "plan.pptx", data.getvalue())
    assert warning.endswith("(9123 ••••), in slide 1")


def test_names_the_line_of_a_table(found: Found) -> None:
    content = b"name,telephone\nA,9123 4567\n"
    (warning,) = in_file(found, "plan.csv", content)
    assert warning.startswith("plan.csv:2:3 warning[phone-number]")
