"""The EPUB of a compilation, held against EPUB 3.3 and EPUB Accessibility 1.1."""

from __future__ import annotations

import io
import posixpath
import zipfile
from xml.etree import ElementTree as ET

import pytest

LANGUAGES = {"en": "en", "zh-Hant": "zh-Hant-HK"}
OWNERS = {
    "en": ("Lakeview Primary School", "Quality Education Fund", "Education Bureau"),
    "zh-Hant": ("湖景小學", "優質教育基金", "教育局"),
}
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def package(archive: zipfile.ZipFile) -> ET.Element:
    return ET.fromstring(archive.read("EPUB/package.opf"))


def page_names(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.endswith(".xhtml")]


def test_begins_with_its_media_type_uncompressed(documents: dict[str, bytes]) -> None:
    first = opened(documents["en.epub"]).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert opened(documents["en.epub"]).read("mimetype") == b"application/epub+zip"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_lists_every_file_once(documents: dict[str, bytes], tag: str) -> None:
    archive = opened(documents[f"{tag}.epub"])
    listed = [f"EPUB/{item.get('href')}" for item in package(archive).iter(f"{OPF}item")]
    held = [name for name in archive.namelist() if name.startswith("EPUB/")]
    assert sorted(listed) == sorted(set(held) - {"EPUB/package.opf"})


@pytest.mark.parametrize("tag", LANGUAGES)
def test_names_owners_language_and_how_it_can_be_read(
    documents: dict[str, bytes], tag: str
) -> None:
    root = package(opened(documents[f"{tag}.epub"]))
    assert [one.text for one in root.iter(f"{DC}language")] == [LANGUAGES[tag]]
    assert {one.text for one in root.iter(f"{DC}contributor")} == set(OWNERS[tag])
    assert next(root.iter(f"{DC}rights")).text
    facts = {meta.get("property") for meta in root.iter(f"{OPF}meta")}
    assert {"schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard"} <= (
        facts
    )
    assert "dcterms:modified" in facts


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_link_inside_leads_to_a_place_that_is_there(
    documents: dict[str, bytes], tag: str
) -> None:
    archive = opened(documents[f"{tag}.epub"])
    trees = {name: ET.fromstring(archive.read(name)) for name in page_names(archive)}
    places = {name: {one.get("id") for one in tree.iter()} for name, tree in trees.items()}
    for name, tree in trees.items():
        for link in tree.iter(f"{XHTML}a"):
            target = link.get("href", "")
            if target.startswith(("https://", "mailto:")):
                continue
            file, _, anchor = target.partition("#")
            led = posixpath.join("EPUB", file) if file else name
            assert led in trees, target
            assert not anchor or anchor in places[led], target


@pytest.mark.parametrize("tag", LANGUAGES)
def test_holds_no_script_and_asks_no_other_host(documents: dict[str, bytes], tag: str) -> None:
    archive = opened(documents[f"{tag}.epub"])
    for name in page_names(archive):
        tree = ET.fromstring(archive.read(name))
        assert not list(tree.iter(f"{XHTML}script"))
        sources = [picture.get("src", "") for picture in tree.iter(f"{XHTML}img")]
        assert all(posixpath.join("EPUB", source) in archive.namelist() for source in sources)


def test_a_picture_keeps_its_alternative_text(documents: dict[str, bytes]) -> None:
    archive = opened(documents["en.epub"])
    pictures = [
        picture
        for name in page_names(archive)
        for picture in ET.fromstring(archive.read(name)).iter(f"{XHTML}img")
    ]
    assert [picture.get("alt") for picture in pictures] == ["Two pupils mark a draft"]
