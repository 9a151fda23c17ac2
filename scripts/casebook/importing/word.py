"""The words and pictures of a Word file, as the text of a case is written."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, Final, Protocol

import mammoth  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter
from PIL import Image, ImageOps

from casebook.language import Language, Localized

MAX_TITLE: Final = 120
_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SIGNS: Final = re.compile(r"[\\`*_~<\[\]|]|&(?=#?\w+;)|#(?=#*\s*$)")
_LEADING_SIGNS: Final = re.compile(r"^(\s*)([#>]|[-+=]+(?=\s|$))")
_NUMBER: Final = re.compile(r"^(\s*\d{1,9})([.)](?=\s|$))")
_STYLES: Final = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_LOST: Final = {
    "picture": Localized(
        "{count} pictures were left behind: they are in a format that no browser shows",
        "{count} 幅圖片未能匯入：格式不能在瀏覽器顯示",
    ),
    "message": Localized(
        "look at the text again: some of its formatting has no counterpart here",
        "請檢查正文：部分格式在此沒有對應",
    ),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold one picture of the document, made anew from its pixels."""

    name: str
    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a Word file as the parts of a case."""

    title: str
    """"" where the file has no title or heading."""
    text: str
    language: Language
    pictures: tuple[Picture, ...]
    notes: tuple[Localized, ...]


class _Embedded(Protocol):
    """Be a picture as mammoth hands it over."""

    def open(self) -> AbstractContextManager[IO[bytes]]: ...


class _Pictures:
    """Take each picture out as mammoth comes to it."""

    def __init__(self) -> None:
        self.taken: list[Picture] = []
        self.lost = 0

    def take(self, image: _Embedded) -> dict[str, str]:
        with image.open() as source:
            data = source.read()
        number = len(self.taken) + 1
        try:
            name, remade = _remade(data, number)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            self.lost += 1
            return {"src": ""}
        self.taken.append(Picture(name, f"Picture {number}", remade))
        return {"src": name}


def read_word(data: bytes) -> Document:
    """Turn a Word file into the text of a case; comments and deleted words are not read."""
    pictures = _Pictures()
    result = mammoth.convert_to_html(
        io.BytesIO(data),
        convert_image=mammoth.images.img_element(pictures.take),
        style_map=_STYLES,
        external_file_access=False,
    )
    soup = BeautifulSoup(result.value, "html.parser")
    title = _title(soup)
    footnotes = _footnotes(soup)
    _lowered(soup)
    for image in soup.find_all("img"):
        # The words that Word proposes ("a picture containing text") describe nothing.
        image["alt"] = ""
        if not image.get("src"):
            image.decompose()
    for anchor in soup.find_all("a"):
        if not anchor.get("href"):
            anchor.unwrap()
    text = _Converter(heading_style="ATX", bullets="-", table_infer_header=True).convert_soup(soup)
    for mark, reference in footnotes.items():
        text = text.replace(mark, reference)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return Document(
        title[:MAX_TITLE],
        text,
        _language(text),
        tuple(pictures.taken),
        _notes(result.messages, pictures),
    )


class _Converter(MarkdownConverter):
    """Write what is a word as a word: `<b>` in a Word file is no HTML, `# 1` no heading."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        del parent_tags
        escaped = _SIGNS.sub(r"\\\g<0>", text)
        return _NUMBER.sub(r"\1\\\2", _LEADING_SIGNS.sub(r"\1\\\2", escaped))


def _title(soup: BeautifulSoup) -> str:
    """Take out the first heading if nothing stands before it: it is the title of the case."""
    first = next((tag for tag in soup.children if isinstance(tag, Tag)), None)
    if first is None or first.name != "h1":
        return ""
    title = " ".join(first.get_text().split())
    first.decompose()
    return title


def _lowered(soup: BeautifulSoup) -> None:
    """Begin headings at the second level, and leave none out: the title is the first."""
    levels = sorted({int(tag.name[1]) for tag in soup.find_all(re.compile(r"^h[1-6]$"))})
    for tag in soup.find_all(re.compile(r"^h[1-6]$")):
        tag.name = f"h{min(6, levels.index(int(tag.name[1])) + 2)}"


def _footnotes(soup: BeautifulSoup) -> dict[str, str]:
    """Put a mark where a footnote is, and return what to write for each mark."""
    marks: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        for reference in soup.find_all("a", href=re.compile(rf"^#{kind}-\d+$")):
            number = str(reference["href"]).removeprefix("#")
            mark = f"\ue000{number}\ue001"
            marks[mark] = f"[^{number}]"
            (reference.find_parent("sup") or reference).replace_with(mark)
        for note in soup.find_all("li", id=re.compile(rf"^{kind}-\d+$")):
            for back in note.find_all("a", href=re.compile(r"^#\w+-ref-\d+$")):
                back.decompose()
            mark = f"\ue000note-{note['id']}\ue001"
            marks[mark] = f"[^{note['id']}]: "
            words = " ".join(note.get_text().split())
            paragraph = soup.new_tag("p")
            paragraph.string = f"{mark}{words}"
            note_list = note.find_parent("ol")
            assert note_list is not None, "mammoth puts notes into a list"
            note_list.insert_before(paragraph)
            note.decompose()
    for empty in soup.find_all("ol"):
        if not empty.find("li"):
            empty.decompose()
    return marks


def _remade(data: bytes, number: int) -> tuple[str, bytes]:
    """Write a picture anew, as JPEG if it was one, else as PNG."""
    with Image.open(io.BytesIO(data)) as original:
        is_photograph = original.format == "JPEG"
        picture = ImageOps.exif_transpose(original)
    profile = picture.info.get("icc_profile")
    picture.info.clear()
    output = io.BytesIO()
    if is_photograph:
        picture.convert("RGB").save(output, "JPEG", quality=92, icc_profile=profile)
        return f"picture-{number}.jpg", output.getvalue()
    picture = picture if picture.mode in ("1", "L", "P", "RGB", "RGBA") else picture.convert("RGBA")
    picture.save(output, "PNG")
    return f"picture-{number}.png", output.getvalue()


def _language(text: str) -> Language:
    return "zh-Hant" if len(_HAN.findall(text)) * 5 > len(text) else "en"


def _notes(messages: Sequence[object], pictures: _Pictures) -> tuple[Localized, ...]:
    notes = [_LOST["picture"].format(count=str(pictures.lost))] if pictures.lost else []
    if messages:
        notes.append(_LOST["message"])
    return tuple(notes)
