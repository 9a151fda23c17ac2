"""A compilation as an EPUB 3.3: a zip of the same text as XHTML, with its pictures and rights.

No library is asked: what a publication adds to pages that we have is a list of its files and the
facts about it, and those are ours (see docs/development/dependencies.md).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from xml.etree import ElementTree as ET

import tinyhtml5  # type: ignore[import-untyped]

from casebook.documents.content import TEMPLATES, Content
from casebook.locale import say
from casebook.markdown import Heading
from casebook.pages.compilation_view import EndedView, PartView

_CONTAINER: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_SECTION: Final = 3
"""Level of the headings of a part's sections."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Hold one file of the text."""

    name: str
    kind: Literal["cover", "introduction", "part", "rights", "contents"]
    title: str
    part: PartView | EndedView | None = None
    headings: tuple[Heading, ...] = ()

    @property
    def lang(self) -> str | None:
        """Return the language of title and headings where it is not the publication's."""
        return self.part.lang if isinstance(self.part, PartView) else None


def render_epub(content: Content) -> bytes:
    """Return the EPUB: the same bytes for the same content."""
    chapters = tuple(_chapters(content))
    contents = Chapter("nav.xhtml", "contents", content.view.title)
    names = {address: f"media/{n}.webp" for n, address in enumerate(content.pictures, 1)}
    package = content.render("package.opf", chapters=chapters, pictures=list(names.values()))
    files = {
        "META-INF/container.xml": _CONTAINER.encode(),
        "EPUB/package.opf": package.encode(),
        "EPUB/style.css": (TEMPLATES / "epub.css").read_bytes(),
    }
    for chapter in (contents, *chapters):
        html = content.render("chapter.html", chapter=chapter, chapters=chapters)
        files[f"EPUB/{chapter.name}"] = _xhtml(html, names)
    for address, name in names.items():
        files[f"EPUB/{name}"] = content.pictures[address].content()
    return _packed(files, date.fromisoformat(content.date))


def _chapters(content: Content) -> Iterator[Chapter]:
    view = content.view
    yield Chapter("title.xhtml", "cover", view.title)
    if view.body:
        yield Chapter("introduction.xhtml", "introduction", content.edition.say("introduction"))
    for part in view.parts:
        own = tuple(h for h in view.headings if h.anchor.startswith(f"{part.anchor}-"))
        top = tuple(heading for heading in own if heading.level == _SECTION)
        yield Chapter(f"{part.anchor}.xhtml", "part", part.title, part, top)
    rights = say(content.edition.language, "compilation.rights")
    yield Chapter("rights.xhtml", "rights", rights)


def _xhtml(html: str, names: Mapping[str, str]) -> bytes:
    """Return a page as XHTML, its pictures where they lie in the publication."""
    root: ET.Element = tinyhtml5.parse(html, namespace_html_elements=False)
    root.set("xmlns", "http://www.w3.org/1999/xhtml")
    root.set("xmlns:epub", "http://www.idpf.org/2007/ops")
    root.set("xml:lang", root.get("lang", ""))
    for picture in root.iter("img"):
        picture.set("src", names[picture.get("src", "")])
        picture.attrib.pop("loading", None)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def _packed(files: Mapping[str, bytes], day: date) -> bytes:
    """Return a zip as the container format wants it: the media type first, as it is."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", day, zipfile.ZIP_STORED)
        for name, data in files.items():
            _add(archive, name, data, day, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, day: date, how: int) -> None:
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = how
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
