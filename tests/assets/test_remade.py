"""What is published is made anew: it opens, carries the rights, and holds nothing of the sender."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import av
import docx
import openpyxl
import pikepdf
import pptx
import pytest
from defusedxml import ElementTree
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from PIL import Image, ImageChops

from casebook.assets import FileFacts
from casebook.assets.derivatives import TAKE_AWAY_WIDTH, derive
from casebook.assets.probe import probe
from casebook.assets.remade import remade
from casebook.assets.remade.jpeg2000 import remade_jpeg2000
from casebook.assets.rights import EmbeddedRights, xmp_packet
from casebook.language import RIGHTS_LANGUAGES, Localized, Stated
from casebook.limits import DEFAULTS
from tests.assets.conftest import MAKERS, PERSON, RIGHTS, jpeg, png, word
from tests.assets.hostile_hidden import (
    LONG_TO_MAKE,
    flown,
    located_jpeg_2000,
    remarked_document,
    remarked_jpeg_2000,
)
from tests.assets.hostile_media import SECRET


def facts_of(name: str, content: bytes, folder: Path) -> FileFacts:
    (folder / name).write_bytes(content)
    facts, _ = probe(folder / name, name)
    assert facts
    return facts


def published(name: str, content: bytes, folder: Path, rights: EmbeddedRights = RIGHTS) -> bytes:
    facts = facts_of(name, content, folder)
    if facts.type.kind == "image":
        return derive(facts, TAKE_AWAY_WIDTH, rights, take_away=True).data
    return remade(facts.type, content, rights)


def everything(data: bytes) -> bytes:
    """Return all bytes of a file, those inside its archive unpacked."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(everything(archive.read(name)) for name in archive.namelist())


def test_nothing_tells_of_the_sender(told: tuple[str, bytes], tmp_path: Path) -> None:
    assert PERSON.encode() in everything(told[1])
    after = everything(published(*told, tmp_path))
    for trace in (PERSON, "+22.3193"):
        assert trace.encode() not in after
        assert trace.encode("utf-16-be") not in after


def test_no_words_stay_where_no_program_shows_them(tmp_path: Path) -> None:
    assert SECRET in everything(remarked_document())
    after = everything(published("a.docx", remarked_document(), tmp_path))
    assert SECRET not in after
    assert b"<![CDATA[<!-- 4 -->]]>" in after


@pytest.mark.parametrize("make", LONG_TO_MAKE.values(), ids=LONG_TO_MAKE)
def test_takes_no_longer_to_make_a_document_than_to_read_it(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    facts = facts_of("a.docx", make(), tmp_path)
    started = time.process_time()
    remade(facts.type, facts.read(), RIGHTS)
    assert time.process_time() - started < DEFAULTS.seconds


@pytest.mark.parametrize("make", [located_jpeg_2000, remarked_jpeg_2000])
def test_a_picture_in_jpeg_2000_keeps_its_pixels_alone(make: Callable[[], bytes]) -> None:
    after = remade_jpeg2000(make())
    assert SECRET in make()
    assert SECRET not in after
    with Image.open(io.BytesIO(make())) as before, Image.open(io.BytesIO(after)) as clean:
        assert ImageChops.difference(before, clean).getbbox() is None


def test_the_log_of_a_flight_goes_and_subtitles_stay(tmp_path: Path) -> None:
    logged, spoken = published("a.mp4", flown(), tmp_path), flown(b"Look at the river.")
    assert b"114.1694" not in logged
    assert b"Look at the river." in published("b.mp4", spoken, tmp_path)


def test_the_same_file_gives_the_same_bytes(told: tuple[str, bytes], tmp_path: Path) -> None:
    first = published(*told, tmp_path)
    assert published(*told, tmp_path) == first


def test_a_contributor_can_clean_a_file(told: tuple[str, bytes], tmp_path: Path) -> None:
    name, content = told
    facts = facts_of(name, content, tmp_path)
    (tmp_path / name).write_bytes(remade(facts.type, content))
    assert {one.id for one in probe(tmp_path / name, name)[1]} <= {"hidden-pages"}


def test_a_word_file_opens_and_carries_the_rights(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(published("a.docx", word(), tmp_path)))
    properties = document.core_properties
    assert properties.author == "; ".join(RIGHTS.creators)
    assert properties.title == "Rubric & plan"
    assert RIGHTS.notice.zh_hant in properties.comments
    assert RIGHTS.notice.zh_hans in properties.comments
    assert properties.identifier == RIGHTS.web_statement
    assert document.paragraphs[0].text == "Rubric"
    assert len(document.inline_shapes) == 1


def test_slides_open_and_carry_the_rights(tmp_path: Path) -> None:
    deck = pptx.Presentation(io.BytesIO(published("a.pptx", MAKERS["plan.pptx"](), tmp_path)))
    assert deck.core_properties.author == "; ".join(RIGHTS.creators)
    assert deck.slides[0].shapes.title.text == "Rubric"
    assert deck.slides[0].notes_slide.notes_text_frame.text == "Say it slowly."


def test_a_workbook_opens_and_carries_the_rights(tmp_path: Path) -> None:
    data = published("a.xlsx", MAKERS["plan.xlsx"](), tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.properties.creator == "; ".join(RIGHTS.creators)
    assert book.worksheets[0]["A1"].value == "Rubric"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert RIGHTS.web_statement in archive.read("docProps/custom.xml").decode()


def test_an_office_file_names_no_part_that_it_lacks(tmp_path: Path) -> None:
    for name in ("plan.docx", "plan.pptx", "plan.xlsx"):
        data = published(name, MAKERS[name](), tmp_path)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            types = archive.read("[Content_Types].xml").decode()
            assert len(names) == len(set(names))
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        declared = re.findall(r'PartName="/([^"]+)"', types)
        assert set(declared) <= set(names)
        assert len(declared) == len(set(declared))


def test_a_pdf_opens_and_carries_the_rights(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(published("a.pdf", MAKERS["plan.pdf"](), tmp_path))) as document:
        assert str(document.docinfo["/Author"]) == "; ".join(RIGHTS.creators)
        assert set(document.docinfo.keys()) == {"/Author", "/Subject", "/Title"}
        with document.open_metadata(set_pikepdf_as_editor=False) as xmp:
            assert xmp["dc:creator"] == list(RIGHTS.creators)
            assert xmp["xmpRights:WebStatement"] == RIGHTS.web_statement
            assert xmp["xmpRights:Marked"] == "True"
        assert len(document.pages) == 1


@pytest.mark.parametrize("name", ["plan.jpg", "plan.png", "plan.webp"])
def test_a_picture_opens_and_carries_the_rights(name: str, tmp_path: Path) -> None:
    facts = facts_of(name, MAKERS[name](), tmp_path)
    for width in (TAKE_AWAY_WIDTH, 48):
        data = derive(facts, width, RIGHTS, take_away=width == TAKE_AWAY_WIDTH).data
        with Image.open(io.BytesIO(data)) as picture:
            rights = picture.getxmp()["xmpmeta"]["RDF"]["Description"]
            assert not picture.getexif()
        assert rights["creator"]["Seq"]["li"] == list(RIGHTS.creators)
        assert rights["Credit"] == RIGHTS.credit
        assert rights["WebStatement"] == RIGHTS.web_statement
        assert rights["Licensor"]["Seq"]["li"]["LicensorURL"] == RIGHTS.licensor_url
        said = {one["lang"]: one["text"] for one in rights["rights"]["Alt"]["li"]}
        assert said == {
            "x-default": RIGHTS.notice.en,
            "zh-Hant": RIGHTS.notice.zh_hant,
            "zh-Hans": RIGHTS.notice.zh_hans,
        }


def test_a_video_plays_and_carries_the_rights(tmp_path: Path) -> None:
    data = published("a.mp4", MAKERS["plan.mp4"](), tmp_path)
    tags = MP4(io.BytesIO(data))
    assert tags["\xa9ART"] == list(RIGHTS.creators)
    assert RIGHTS.notice.zh_hant in tags["cprt"][0]
    with av.open(io.BytesIO(data), "r") as video:
        assert sum(1 for _ in video.decode(video=0)) == 5


def test_a_recording_plays_and_carries_the_rights(tmp_path: Path) -> None:
    data = published("a.mp3", MAKERS["plan.mp3"](), tmp_path)
    tags = ID3(io.BytesIO(data))
    assert tags["TCOP"].text == [RIGHTS.notice.in_(tag) for tag in RIGHTS_LANGUAGES]
    assert {frame[:4] for frame in tags} == {"TIT2", "TPE1", "TCOP", "COMM", "WCOP"}
    with av.open(io.BytesIO(data), "r") as sound:
        assert sum(frame.samples for frame in sound.decode(audio=0)) > 0


WORDS: Final = """=x & "q" 'a' <word> </dc:title> ]]> --> &lt;b&gt; _x000A_ ${x} {0} %s \\ ;"=1"""


@pytest.fixture
def typed() -> EmbeddedRights:
    """Give rights whose every word would end a text or an attribute of XML."""
    notice = Stated(f"{WORDS} en", f"{WORDS} 繁", f"{WORDS} 简")
    title, creators = Localized(WORDS, f"{WORDS} 甲"), (f"{WORDS} 1", f"{WORDS} 2")
    said = replace(RIGHTS, notice=notice, usage=notice, credit=WORDS)
    return replace(said, title=title, creators=creators)


@pytest.mark.parametrize("name", ["plan.jpg", "plan.png", "plan.webp", "plan.pdf"])
def test_what_was_typed_is_whole_in_xmp(name: str, tmp_path: Path, typed: EmbeddedRights) -> None:
    data = published(name, MAKERS[name](), tmp_path, typed)
    if name.endswith("pdf"):
        with pikepdf.open(io.BytesIO(data)) as document:
            assert str(document.docinfo["/Title"]) == WORDS
            assert str(document.docinfo["/Author"]) == "; ".join(typed.creators)
            packet = document.Root.Metadata.read_bytes()
    else:
        with Image.open(io.BytesIO(data)) as picture:
            packet = picture.info.get("xmp") or picture.info["XML:com.adobe.xmp"]
    tree = ElementTree.fromstring(packet)
    plain = ElementTree.fromstring(xmp_packet(RIGHTS))
    assert [one.tag for one in tree.iter()] == [one.tag for one in plain.iter()]
    notice = (typed.notice.en, typed.notice.zh_hant, typed.notice.zh_hans)
    assert {WORDS, f"{WORDS} 甲", *typed.creators, *notice} <= {one.text for one in tree.iter()}


@pytest.mark.parametrize("name", ["plan.docx", "plan.pptx", "plan.xlsx"])
def test_what_was_typed_is_whole_in_an_office_file(
    name: str, tmp_path: Path, typed: EmbeddedRights
) -> None:
    data = published(name, MAKERS[name](), tmp_path, typed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core, custom = (
            ElementTree.fromstring(archive.read(f"docProps/{part}.xml"))
            for part in ("core", "custom")
        )
    assert [one.text for one in core][:2] == [WORDS, "; ".join(typed.creators)]
    assert [one.tag.rpartition("}")[2] for one in core] == [
        *("title", "creator", "description", "identifier")
    ]
    assert [[value.text for value in one] for one in custom][:2] == [
        [typed.notice.en], [typed.usage.en]
    ]  # fmt: skip
    assert len(custom) == 4


def test_what_was_typed_is_whole_in_a_recording(tmp_path: Path, typed: EmbeddedRights) -> None:
    video = MP4(io.BytesIO(published("a.mp4", MAKERS["plan.mp4"](), tmp_path, typed)))
    assert (video["\xa9nam"], video["\xa9ART"]) == ([WORDS], list(typed.creators))
    sound = ID3(io.BytesIO(published("a.mp3", MAKERS["plan.mp3"](), tmp_path, typed)))
    assert (sound["TIT2"].text, sound["TPE1"].text) == ([WORDS], list(typed.creators))


def test_a_cleaned_picture_keeps_every_pixel_and_its_turn(tmp_path: Path) -> None:
    for name, before in (("a.jpg", jpeg()), ("a.png", png())):
        after = remade(facts_of(name, before, tmp_path).type, before)
        with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
            assert ImageChops.difference(old, new).getbbox() is None
            assert old.getexif().get(0x0112) == new.getexif().get(0x0112)


def test_what_a_machine_made_is_marked(tmp_path: Path) -> None:
    facts = facts_of("a.png", png(), tmp_path)
    data = derive(facts, 48, replace(RIGHTS, by_machine=True)).data
    assert b"digitalsourcetype/trainedAlgorithmicMedia" in data
    assert b"DigitalSourceType>" not in derive(facts, 48, RIGHTS).data
