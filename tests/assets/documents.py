"""Real Office files, and changes to their parts: whole new files, never bytes appended."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import openpyxl
from docx import Document
from pptx import Presentation

RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R: Final = f'xmlns:r="{OFFICE}"'
A: Final = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
V: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
MAIN: Final = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """Let one part refer to another, or to something outside."""

    kind: str
    target: str
    source: str = ""
    """The part that refers; the main one if left out, "/" for the package itself."""
    external: bool = False
    type_: str = ""
    """The whole type, where it is none of Office's own."""


@dataclass(frozen=True, slots=True)
class Change:
    """Say how a file differs from a harmless one."""

    parts: Mapping[str, str | bytes] = field(default_factory=dict)
    """Added, or put in the place of a part of that name; "" takes it out."""
    references: Sequence[Reference] = ()
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By part: words in it, and what stands in their place."""
    types: Mapping[str, str] = field(default_factory=dict)
    """Content types by part."""


@cache
def plain(extension: str) -> bytes:
    """Make a harmless file with the program libraries that others use."""
    data = io.BytesIO()
    if extension == "docx":
        document = Document()
        document.core_properties.author = ""
        document.add_paragraph("Four questions")
        document.save(data)
    elif extension == "pptx":
        deck = Presentation()
        deck.core_properties.author = deck.core_properties.last_modified_by = ""
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Four questions"
        deck.save(data)
    else:
        book = openpyxl.Workbook()
        book.properties.creator = ""
        book.worksheets[0]["A1"] = "Four questions"
        book.save(data)
    return data.getvalue()


def changed(content: bytes, change: Change) -> bytes:
    """Return an Office file with `change` made to it, packed anew."""
    parts = parts_of(content)
    main = next(name for name in MAIN.values() if name in parts)
    for name, (old, new) in change.words.items():
        before = parts[name].decode()
        assert old in before, f"{old!r} is not in {name}"
        parts[name] = before.replace(old, new, 1).encode()
    for name, part in change.parts.items():
        parts[name] = part.encode() if isinstance(part, str) else part
        if not part:
            del parts[name]
    for number, one in enumerate(change.references):
        _refer(parts, one, main, number)
    for name, type_ in change.types.items():
        _declare(parts, name, type_)
    return packed(parts)


def office(extension: str, **given: object) -> bytes:
    """Return a harmless file of this type with a change, whose fields are given by name."""
    return changed(plain(extension), Change(**given))  # type: ignore[arg-type]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def _refer(parts: dict[str, bytes], one: Reference, main: str, number: int) -> None:
    source = "" if one.source == "/" else one.source or main
    folder, base = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    listed = parts.get(name, f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode())
    mode = ' TargetMode="External"' if one.external else ""
    type_ = one.type_ or f"{OFFICE}/{one.kind}"
    entry = f'<Relationship Id="rIdNew{number}" Type="{type_}" Target="{one.target}"{mode}/>'
    listed = listed.replace(b"/>", b"></Relationships>") if b"</Rel" not in listed else listed
    parts[name] = listed.replace(b"</Relationships>", f"{entry}</Relationships>".encode())


def _declare(parts: dict[str, bytes], name: str, type_: str) -> None:
    types = parts["[Content_Types].xml"].decode()
    start = f'PartName="/{name}" ContentType="'
    if start in types:
        before, _, rest = types.partition(start)
        types = before + start + type_ + rest[rest.index('"') :]
    else:
        entry = f'<Override PartName="/{name}" ContentType="{type_}"/></Types>'
        types = types.replace("</Types>", entry)
    parts["[Content_Types].xml"] = types.encode()
