"""Whether people may be seen or heard in a file: only of a drawing can it be told that not.

A photograph may be registered as anything, and may stand inside a document. What a camera or a
telephone makes is a JPEG, WebP or film; a picture of many colours may be one of those saved anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops

from casebook.assets import FileFacts
from casebook.assets.errors import (
    PICTURE_ERRORS,
    DamagedError,
    EncryptedError,
    IrregularError,
    TooLargeError,
)
from casebook.assets.forms import form_of
from casebook.assets.package import kept_parts, read_package

if TYPE_CHECKING:
    import pikepdf

_FLAT: Final = 0.7
"""A drawing has this share of pixels, at the least, that are as dark as their neighbour. Measured
on 27 drawings and 3 photographs: 21 drawings lie between 0.83 and 0.99, six rendered with soft
shades between 0.51 and 0.68; photographs, in grey too, at most 0.50."""
_SIDE: Final = 128
_FEW_COLORS: Final = 2_000
"""And fewer colors among 16,384 of its pixels: at most 1,309; a photograph at least 2,621."""
_CAMERA: Final = ("JPEG", "WEBP", "MPO", "JPEG2000", "AVIF", "HEIF")
_PICTURES: Final = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
"""How the pictures begin that programs put into documents, whatever their names."""
_MAY_HOLD_PEOPLE: Final = ("MP4", "MP3", "EMF", "WMF")
"""Recordings, and drawings of Windows, which may hold a photograph and which no library here
opens; no other kind of recording is published inside a document."""
_PACKAGE: Final = b"PK\x03\x04"


def may_show_people(facts: FileFacts) -> bool:
    """Tell whether a file is a film or recording, or is or holds what may be a photograph."""
    if facts.type.kind in ("video", "audio"):
        return True
    if facts.type.kind == "image":
        return _is_photograph(facts.read())
    if facts.type.name == "PDF":
        return any(_in_pdf(facts.read()))
    return facts.type.kind == "document" and _may_in_package(facts.read())


def _is_photograph(data: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.format in _CAMERA or not _is_drawing(picture)
    except PICTURE_ERRORS:
        return True


def _is_drawing(picture: Image.Image) -> bool:
    grey = picture.convert("L")
    same = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0)).histogram()[0]
    small = picture.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.NEAREST)
    colors = small.getcolors(_SIDE * _SIDE) or ()
    return same >= _FLAT * grey.width * grey.height and len(colors) <= _FEW_COLORS


def _in_pdf(data: bytes) -> Iterator[bool]:
    import pikepdf  # noqa: PLC0415 - slow, and few need it

    with pikepdf.open(io.BytesIO(data)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image:
                yield _is_photograph_in_pdf(one)


def _is_photograph_in_pdf(stream: pikepdf.Stream) -> bool:
    import pikepdf  # noqa: PLC0415 - as above

    filters = str(stream.get("/Filter", ""))
    if "DCTDecode" in filters or "JPXDecode" in filters:
        return True
    if stream.get("/ImageMask") or stream.get("/BitsPerComponent") == 1:
        return False
    try:
        return not _is_drawing(pikepdf.PdfImage(stream).as_pil_image())
    except (pikepdf.PikepdfError, *PICTURE_ERRORS):
        return True


def _may_in_package(data: bytes) -> bool:
    try:
        return any(_in_package(data))
    except (DamagedError, EncryptedError, IrregularError, TooLargeError):
        return True  # it is refused for what it is


def _in_package(data: bytes) -> Iterator[bool]:
    package = read_package(data)
    # What nothing refers to, and thumbnails, stay behind (remade/office.py).
    for name in sorted(kept_parts(package) & package.binary()):
        part = package.parts[name]
        if part.startswith(_PACKAGE):
            yield _may_in_package(part)
        elif part.startswith(_PICTURES):
            yield _is_photograph(part)
        else:
            yield form_of(part) in _MAY_HOLD_PEOPLE
