"""The words of a document, each passage with its place, to look for what must not be in them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.assets import FileFacts
from casebook.assets.package import kept_parts, read_package
from casebook.assets.paragraphs import paragraphs
from casebook.language import Localized

_BESIDE: Final = Localized("a form, a bookmark or a mark", "表格欄位、書籤或註記")
_SLIDE: Final = re.compile(r"ppt/(slides|notesSlides)/(?:slide|notesSlide)(\d+)\.xml")


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold some words of a file: a paragraph, a cell, a page or a line."""

    text: str
    where: Localized
    line: int = 1
    """Of a text file; 1 in any other."""


def passages(facts: FileFacts) -> Iterator[Passage]:
    """Yield the words of a document or table, none of a picture or recording."""
    data = facts.read() if facts.type.kind in ("document", "data") else b""
    if facts.type.name == "PDF":
        yield from _pdf(data)
    elif facts.type.kind == "data":
        for number, line in enumerate(io.StringIO(data.decode("utf-8", "replace")), start=1):
            yield Passage(line.rstrip(), Localized(f"line {number}", f"第 {number} 行"), number)
    elif data:
        yield from _office(data)


def _pdf(data: bytes) -> Iterator[Passage]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - slow, and few need it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        # What one reader mends another may refuse; the words of such a file stay unread.
        return
    # Imported when it is needed, as every format's reader is.
    from casebook.assets.pdf_words import beside_pages  # noqa: PLC0415

    yield from (Passage(words, _BESIDE) for words in beside_pages(data))
    with document:
        for number in range(len(document)):
            try:
                # All of it, also what stands beside the page and is not seen.
                text = document[number].get_textpage().get_text_range()
            except pypdfium2.PdfiumError:
                continue
            page = number + 1
            yield Passage(text, Localized(f"page {page}", f"第 {page} 頁"))


def _office(data: bytes) -> Iterator[Passage]:
    package = read_package(data)
    binary = package.binary()
    for name in sorted(kept_parts(package)):
        if name in binary and package.parts[name].startswith(b"PK\x03\x04"):
            yield from _office(package.parts[name])
        elif name not in binary and not name.endswith(".rels"):
            where = _where(name)
            for text in paragraphs(package.parts[name]):
                yield Passage(text, where)


def _where(part: str) -> Localized:
    """Name a part for people."""
    if slide := _SLIDE.fullmatch(part):
        kind, number = slide.groups()
        if kind == "slides":
            return Localized(f"slide {number}", f"第 {number} 張投影片")
        return Localized(f"the notes of slide {number}", f"第 {number} 張投影片的備忘稿")
    if part.startswith("xl/"):
        return Localized("a cell", "儲存格")
    return Localized("its text", "內文")
