"""An Office file is whole, and nothing in it leads out of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from casebook.assets.errors import DamagedError, TooLargeError
from casebook.assets.package import kept_parts, read_package
from tests.assets.documents import Reference, W, office


def packed(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return data.getvalue()


WHOLE = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def test_reads_a_whole_file() -> None:
    assert set(read_package(packed(*WHOLE)).parts) == set(WHOLE)


@pytest.mark.parametrize("missing", WHOLE[:2])
def test_refuses_a_file_without_what_every_program_needs(missing: str) -> None:
    with pytest.raises(DamagedError):
        read_package(packed(*(name for name in WHOLE if name != missing)))


def test_keeps_what_is_reached_by_known_references_alone() -> None:
    content = office(
        "docx",
        parts={"word/header1.xml": f"<w:hdr {W}/>", "customXml/item1.xml": "<secret/>"},
        references=[
            Reference("header", "header1.xml"),
            Reference("customXml", "../customXml/item1.xml"),
        ],
    )
    kept = kept_parts(read_package(content))
    assert {"word/document.xml", "word/header1.xml", "word/styles.xml"} <= kept
    assert not any(name.startswith(("customXml/", "docProps/")) for name in kept)


def test_a_part_is_found_whatever_the_case_of_its_name() -> None:
    content = office(
        "docx",
        parts={"word/Header1.XML": f"<w:hdr {W}/>"},
        references=[Reference("header", "HEADER1.xml")],
    )
    assert "word/Header1.XML" in kept_parts(read_package(content))


def test_a_limit_stops_a_file_before_it_is_unpacked() -> None:
    with pytest.raises(TooLargeError):
        read_package(office("docx"), limit=10_000)
