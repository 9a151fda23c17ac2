"""Files of an example, from their description in its data file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image


@dataclass(frozen=True, slots=True)
class Hole:
    """Stand for a file of `size` bytes of nothing."""

    size: int


@dataclass(frozen=True, slots=True)
class SymbolicLink:
    """Stand for a link to another file."""

    target: str


Content = bytes | Hole | SymbolicLink

_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SLIDES: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


@cache
def base_case() -> Mapping[str, bytes]:
    """Return the files of the valid case by name."""
    folder = Path(__file__).with_name("base")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def content_of(given: str | Mapping[str, Any]) -> Content:
    """Make one file: from its text, or from what its first key names.

    `size` (bytes of nothing), `link` (its target), `start-of` and `copy` (a file of the base case,
    cut short, or with words replaced), `hex` (bytes), `photograph` (what a camera wrote into it),
    `word` and `slides` (parts of the package beside those that it must have).
    """
    if isinstance(given, str):
        return given.encode("utf-8")
    name, value = next(iter(given.items()))
    return _MAKERS[name](value, given)


def _copied(name: str, given: Mapping[str, Any]) -> bytes:
    content = base_case()[name]
    for old, new in given.get("replace", {}).items():
        content = content.replace(old.encode(), new.encode())
    return content


def _photograph(written: Mapping[str, str]) -> bytes:
    exif = Image.Exif()
    if "place" in written:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = written["place"]
    if "photographer" in written:
        exif[ExifTags.Base.Artist] = written["photographer"]
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "#eff4f1").save(data, "JPEG", exif=exif)
    return data.getvalue()


def _package(main: str, text: str, parts: Mapping[str, str | int]) -> bytes:
    """Make an Office file of the fewest parts, and of `parts`: texts, or sizes of empty ones."""
    relation = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
    whole: dict[str, str | int] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>',
        main: text,
        **parts,
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, bytes(content) if isinstance(content, int) else content)
    return data.getvalue()


_DOCUMENT: Final = f'<w:document xmlns:w="{_WORD}"/>'
_PRESENTATION: Final = f'<p:presentation xmlns:p="{_SLIDES}"/>'
_MAKERS: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], Content]]] = {
    "copy": _copied,
    "hex": lambda digits, _: bytes.fromhex(digits),
    "link": lambda target, _: SymbolicLink(target),
    "photograph": lambda written, _: _photograph(written),
    "size": lambda size, _: Hole(size),
    "slides": lambda parts, _: _package("ppt/presentation.xml", _PRESENTATION, parts),
    "start-of": lambda name, _: base_case()[name][:100],
    "word": lambda parts, _: _package("word/document.xml", _DOCUMENT, parts),
}
