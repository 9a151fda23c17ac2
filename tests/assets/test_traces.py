"""What a file tells of people and places is found in the file as it was sent in."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from casebook.assets.probe import probe
from casebook.diagnostics import Diagnostic
from tests.assets.conftest import (
    MAKERS,
    PERSON,
    PLACE,
    commented_workbook,
    jpeg,
    pdf,
    slides,
    video,
    word,
)
from tests.assets.documents import Change, Reference, W, changed
from tests.assets.hostile_office import chart_with

Probed = Callable[[str, bytes], dict[str, Diagnostic]]


@pytest.fixture
def probed(tmp_path: Path) -> Probed:
    """Give a function that writes a file and returns what is found in it, by id."""

    def find(name: str, content: bytes) -> dict[str, Diagnostic]:
        (tmp_path / name).write_bytes(content)
        return {one.id: one for one in probe(tmp_path / name, name)[1]}

    return find


def test_every_file_that_tells_of_a_person_is_found(
    told: tuple[str, bytes], probed: Probed
) -> None:
    found = probed(*told)
    assert {"names-inside", "camera-data"} & found.keys()
    assert all(PLACE not in one.message.en for one in found.values())


def test_a_picture_says_where_it_was_taken(probed: Probed) -> None:
    assert probed("a.jpg", jpeg())["location-inside"].severity == "error"


def test_a_picture_inside_a_document_is_looked_at_too(probed: Probed) -> None:
    for name, content in (("a.docx", word()), ("a.pdf", pdf())):
        assert "location-inside" in probed(name, content)


def test_a_video_says_where_it_was_taken(probed: Probed) -> None:
    assert "location-inside" in probed("a.mp4", video())


def test_a_name_warns_and_is_named(probed: Probed) -> None:
    name = probed("a.docx", word())["names-inside"]
    assert name.severity == "warning"
    assert PERSON in name.message.en
    assert PERSON in name.message.zh_hant


def test_comments_in_a_workbook_are_refused(probed: Probed) -> None:
    assert probed("a.xlsx", commented_workbook())["comments-inside"].severity == "error"


@pytest.mark.parametrize("element", ["ins", "del", "moveFrom", "rPrChange"])
def test_tracked_changes_are_refused(probed: Probed, element: str) -> None:
    header = f'<w:hdr {W}><w:p><w:{element} w:id="0" w:author="CTM"/></w:p></w:hdr>'
    content = changed(
        word(),
        Change(parts={"word/header9.xml": header}, references=[Reference("header", "header9.xml")]),
    )
    assert probed("a.docx", content)["tracked-changes"].severity == "error"


def test_the_table_behind_a_chart_is_looked_into(probed: Probed) -> None:
    found = probed("a.docx", chart_with(commented_workbook()))
    assert "embedded-file" not in found
    assert "Sheet1.xlsx" in found["comments-inside"].message.en


def test_hidden_sheets_are_named(probed: Probed) -> None:
    assert "「Names」" in probed("a.xlsx", commented_workbook())["hidden-pages"].message.zh_hant


def test_notes_of_a_speaker_are_meant_to_be_read(probed: Probed) -> None:
    assert "hidden-pages" not in probed("a.pptx", slides())


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_protected_pdf_is_refused(probed: Probed, password: str) -> None:
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(data, encryption=pikepdf.Encryption(owner="owner", user=password))
    assert probed("a.pdf", data.getvalue()).keys() == {"encrypted-file"}


@pytest.mark.parametrize("name", ["plan.docx", "plan.pptx", "plan.xlsx", "plan.mp4"])
def test_a_file_cut_short_is_told_from_an_unknown_one(probed: Probed, name: str) -> None:
    content = MAKERS[name]()
    assert probed(name, content[: len(content) * 2 // 3]).keys() == {"damaged-file"}


@pytest.mark.parametrize(
    ("name", "content", "id_"),
    [
        (
            "a.docx",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
            "git-lfs-pointer",
        ),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unconverted-file"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted-file",
        ),
        ("a.jpg", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "unconverted-file"),
        ("a.mp4", b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00", "unconverted-file"),
        ("a.pdf", b"", "damaged-file"),
        ("a.pdf", b"%PDF-1.7\nnothing", "damaged-file"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(
    probed: Probed, name: str, content: bytes, id_: str
) -> None:
    assert probed(name, content).keys() == {id_}
