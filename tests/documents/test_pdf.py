"""The PDF of a compilation: read by the programs that readers use."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import ImageFile

from casebook.cache import Cache
from casebook.collection import Collection
from casebook.documents import render_documents
from casebook.settings import Site

LANGUAGES = {"en": "en", "zh-Hant": "zh-Hant-HK"}
OWNERS = {
    "en": ("Lakeview Primary School", "Quality Education Fund", "Education Bureau"),
    "zh-Hant": ("湖景小學", "優質教育基金", "教育局"),
}


def words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_holds_the_chosen_text_and_names_every_owner(documents: dict[str, bytes], tag: str) -> None:
    text = words(documents[f"{tag}.pdf"]).replace("\r\n", "").replace("\n", "")
    assert "Begin <here> & now." in text
    assert "We tried it." in text
    assert all(owner.replace(" ", "") in text.replace(" ", "") for owner in OWNERS[tag])


@pytest.mark.parametrize("tag", LANGUAGES)
def test_names_owners_language_and_terms_in_its_properties(
    documents: dict[str, bytes], tag: str
) -> None:
    with pikepdf.open(io.BytesIO(documents[f"{tag}.pdf"])) as pdf, pdf.open_metadata() as metadata:
        assert set(OWNERS[tag]) <= set(metadata["dc:creator"])
        assert set(metadata["dc:language"]) == {LANGUAGES[tag]}
        assert metadata["dc:rights"].startswith("© 2026")
        assert metadata["xmpRights:WebStatement"].endswith("/compilations/feedback/")
        assert str(pdf.Root.Lang) == LANGUAGES[tag]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_can_be_followed_by_a_screen_reader(documents: dict[str, bytes], tag: str) -> None:
    with pikepdf.open(io.BytesIO(documents[f"{tag}.pdf"])) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        figures = [one for one in pdf.objects if _is(one, "/Figure")]
        assert [str(one.Alt) for one in figures] == ["Two pupils mark a draft"]
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def _is(one: object, kind: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name(kind)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_runs_nothing_and_carries_its_own_letters(documents: dict[str, bytes], tag: str) -> None:
    with pikepdf.open(io.BytesIO(documents[f"{tag}.pdf"])) as pdf:
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        fonts = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_the_same_content_gives_the_same_bytes(
    compiled: tuple[Collection, Site], documents: dict[str, bytes]
) -> None:
    again = {one.path: one.data for one in render_documents(*compiled)}
    assert sorted(again.values()) == sorted(documents.values())


def test_a_document_that_was_kept_is_made_again_where_the_site_has_another_name(
    compiled: tuple[Collection, Site], tmp_path: Path
) -> None:
    collection, site = compiled
    first = replace(site, cache=Cache(tmp_path))
    list(render_documents(collection, first))
    other = replace(first, name="Another casebook")
    made = next(one for one in render_documents(collection, other) if one.path.endswith("en.pdf"))
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert str(pdf.docinfo["/Creator"]) == "Another casebook"


def test_leaves_pictures_that_are_cut_short_refused(documents: dict[str, bytes]) -> None:
    assert documents
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
