"""What a file tells of people and places is found in the file as it was sent in."""

from __future__ import annotations

import io
import zipfile
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

Probed = Callable[[str, bytes], dict[str, Diagnostic]]
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://example.com/{kind}" Target="{target}" '
    'TargetMode="External"/></Relationships>'
)


@pytest.fixture
def probed(tmp_path: Path) -> Probed:
    """Give a function that writes a file and returns what is found in it, by id."""

    def find(name: str, content: bytes) -> dict[str, Diagnostic]:
        (tmp_path / name).write_bytes(content)
        return {one.id: one for one in probe(tmp_path / name, name)[1]}

    return find


def with_parts(content: bytes, **parts: str | bytes) -> bytes:
    data = io.BytesIO(content)
    with zipfile.ZipFile(data, "a") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def with_part(content: bytes, name: str, part: str | bytes) -> bytes:
    return with_parts(content, **{name: part})


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
    header = f'<w:hdr {WORDS}><w:p><w:{element} w:id="0" w:author="CTM"/></w:p></w:hdr>'
    found = probed("a.docx", with_part(word(), "word/header9.xml", header))
    assert found["tracked-changes"].severity == "error"


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/activeX/activeX1.xml"])
def test_programs_in_a_document_are_refused(probed: Probed, part: str) -> None:
    assert "active-content" in probed("a.docx", with_part(word(), part, "x"))


def test_an_object_inside_a_document_is_refused(probed: Probed) -> None:
    content = with_part(word(), "word/embeddings/oleObject1.bin", "x")
    assert "oleObject1.bin" in probed("a.docx", content)["embedded-file"].message.en


@pytest.mark.parametrize("part", ["word/payload.exe", "word/page.html", "word/afchunk1.mht"])
def test_a_program_or_page_inside_a_document_is_refused(probed: Probed, part: str) -> None:
    assert "embedded-file" in probed("a.docx", with_part(word(), part, "x"))


def test_the_table_behind_a_chart_is_looked_into(probed: Probed) -> None:
    content = with_part(slides(), "ppt/embeddings/Sheet1.xlsx", commented_workbook())
    found = probed("a.pptx", content)
    assert "embedded-file" not in found
    assert "Sheet1.xlsx" in found["comments-inside"].message.en


@pytest.mark.parametrize(
    ("kind", "target", "refused"),
    [
        ("attachedTemplate", "https://elsewhere.example/t.dotm", True),
        ("image", "https://elsewhere.example/pixel.png", True),
        ("hyperlink", "file:///C:/Users/ctm/plan.docx", True),
        ("hyperlink", "https://elsewhere.example/", False),
        ("video", "https://elsewhere.example/film", False),
    ],
)
def test_what_is_fetched_from_elsewhere_is_refused(
    probed: Probed, kind: str, target: str, refused: bool
) -> None:
    relation = RELATION.format(kind=kind, target=target)
    found = probed("a.docx", with_part(word(), "word/_rels/header9.xml.rels", relation))
    assert ("outside-reference" in found) is refused


def test_hidden_sheets_are_named(probed: Probed) -> None:
    assert "「Names」" in probed("a.xlsx", commented_workbook())["hidden-pages"].message.zh_hant


def test_notes_of_a_speaker_are_meant_to_be_read(probed: Probed) -> None:
    assert "hidden-pages" not in probed("a.pptx", slides())


def pdf_with(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    data = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(data)
    return data.getvalue()


def script(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.Root.OpenAction = action


def launch(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    annotation = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)
    document.pages[0].Annots = pikepdf.Array([annotation])


def attachment(document: pikepdf.Pdf) -> None:
    document.attachments["marks.xlsx"] = b"marks"


def remark(document: pikepdf.Pdf) -> None:
    annotation = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Text, T=pikepdf.String(PERSON), Contents=pikepdf.String("Too low?")
    )
    document.pages[0].Annots = pikepdf.Array([annotation])


def local_link(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("file:///C:/ctm/a.pdf"))
    annotation = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)
    document.pages[0].Annots = pikepdf.Array([annotation])


@pytest.mark.parametrize(
    ("change", "id_"),
    [
        (script, "active-content"),
        (launch, "active-content"),
        (attachment, "embedded-file"),
        (remark, "comments-inside"),
        (local_link, "outside-reference"),
    ],
)
def test_what_a_pdf_would_do_or_tell_is_refused(
    probed: Probed, change: Callable[[pikepdf.Pdf], None], id_: str
) -> None:
    found = probed("a.pdf", pdf_with(change))
    assert {one.id: one.severity for one in found.values()} == {id_: "error"}


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


def test_a_file_that_grows_without_bounds_is_not_unpacked(probed: Probed) -> None:
    data = io.BytesIO(word())
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image9.bmp", bytes(70_000_000))
    assert probed("a.docx", data.getvalue()).keys() == {"unpacks-too-large"}


def test_declared_entities_are_never_expanded(probed: Probed) -> None:
    core = '<!DOCTYPE c [<!ENTITY a "b">]><c>&a;</c>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("docProps/core.xml", core)
    assert probed("a.docx", data.getvalue()).keys() == {"damaged-file"}
