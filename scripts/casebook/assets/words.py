"""The words of a document, each passage with its place, to look for what must not be in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

import pypdfium2  # type: ignore[import-untyped]

from casebook.assets import FileFacts
from casebook.assets.package import read_package, xml_of
from casebook.language import Localized

_WORD: Final = re.compile(r"word/(?:document|header|footer|footnotes|endnotes)\d*\.xml")
_SLIDE: Final = re.compile(r"ppt/(slides|notesSlides)/(?:slide|notesSlide)(\d+)\.xml")
_CELLS: Final = re.compile(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml")
_PARAGRAPHS: Final = ("}p", "}si", "}is")
_BREAKS: Final = ("}tab", "}br", "}cr")


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold some words of a file: a paragraph, a cell, a page or a line."""

    text: str
    where: Localized
    line: int = 1
    """Of a text file; 1 in any other."""


def passages(facts: FileFacts) -> Iterator[Passage]:
    """Yield the words of a document or table, none of a picture or recording."""
    data = facts.path.read_bytes() if facts.type.kind in ("document", "data") else b""
    if facts.type.name == "PDF":
        yield from _pdf(data)
    elif facts.type.kind == "data":
        for number, line in enumerate(data.decode("utf-8").splitlines(), start=1):
            yield Passage(line, Localized(f"line {number}", f"第 {number} 行"), number)
    elif data:
        yield from _office(read_package(data))


def _pdf(data: bytes) -> Iterator[Passage]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        # What one reader mends another may refuse; the words of such a file stay unread.
        return
    with document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage().get_text_bounded()
            yield Passage(text, Localized(f"page {number}", f"第 {number} 頁"))


def _office(parts: Mapping[str, bytes]) -> Iterator[Passage]:
    for name in sorted(parts):
        where = _where(name)
        if where is None:
            continue
        for element in xml_of(parts[name]).iter():
            if element.tag.endswith(_PARAGRAPHS):
                yield Passage(_text(element), where)


def _where(part: str) -> Localized | None:
    """Name a part for people; None for a part without words of the author."""
    if _WORD.fullmatch(part):
        return Localized("its text", "內文")
    if slide := _SLIDE.fullmatch(part):
        kind, number = slide.groups()
        if kind == "slides":
            return Localized(f"slide {number}", f"第 {number} 張投影片")
        return Localized(f"the notes of slide {number}", f"第 {number} 張投影片的備忘稿")
    return Localized("a cell", "儲存格") if _CELLS.fullmatch(part) else None


def _text(paragraph: Element) -> str:
    """Join the runs of one paragraph: a number is often cut into several."""
    pieces = []
    for element in paragraph.iter():
        if element.tag.endswith("}t"):
            pieces.append(element.text or "")
        elif element.tag.endswith(_BREAKS):
            pieces.append(" ")
    return "".join(pieces)
