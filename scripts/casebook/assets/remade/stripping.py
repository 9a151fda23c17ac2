"""Pictures without what was written beside their pixels; the pixels keep every bit.

The site re-encodes pictures that it shows. This is for those inside documents, which must keep
their size and encoding, and for a contributor's own files.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from PIL import ExifTags, Image

from casebook.assets import PICTURE_FORMATS
from casebook.assets.errors import DamagedError, IrregularError
from casebook.assets.forms import form_of
from casebook.assets.remade.chunks import png_end, png_places, remade_gif, remade_png
from casebook.assets.remade.metafile import remade_emf, remade_wmf
from casebook.assets.remade.svg import remade_svg

_APPLICATION: Final = range(0xE0, 0xF0)
_END: Final = 0xD9
_DRAWING: Final = frozenset(range(0xC0, 0xE0)) - {0xD8, _END}
"""Frames, scans, their tables and restarts."""
_START_OF_SCAN: Final = 0xDA
_NEXT: Final = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
_FILL: Final = re.compile(rb"\xff+")
"""Before a marker its first byte may be repeated."""
_LONG_FILL: Final = re.compile(rb"\xff{1000}")
_MAX_PIECES: Final = 20_000
_MAX_SCANS: Final = 100
_KEPT_SEGMENTS: Final = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
_JFIF_SIZE: Final = 14
"""Bytes of a JFIF segment without its thumbnail."""


def stripped(data: bytes) -> bytes:
    """Return a picture with its pixels, colour profile and orientation alone.

    Raises `DamagedError` or what Pillow raises where it is not whole, `IrregularError` where a
    drawing would do more than draw.
    """
    makers = {
        "JPEG": _jpeg, "PNG": remade_png, "GIF": remade_gif, "WebP": _webp, "SVG": remade_svg,
        "EMF": remade_emf, "WMF": remade_wmf,
    }  # fmt: skip
    maker = makers.get(form_of(data) or "")
    if maker is None:
        raise DamagedError
    return maker(data)


def _jpeg(data: bytes) -> bytes:
    return b"".join((b"\xff\xd8", _orientation(data), *_segments(data), b"\xff\xd9"))


def _webp(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as picture:
        profile = picture.info.get("icc_profile")
        output = io.BytesIO()
        picture.save(output, "WEBP", lossless=True, exact=True, icc_profile=profile)
    return output.getvalue()


def _orientation(data: bytes) -> bytes:
    """Return a segment that says how a JPEG is turned, if it is."""
    with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as picture:
        turned = picture.getexif().get(ExifTags.Base.Orientation, 1)
    if turned == 1:
        return b""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turned
    content = exif.tobytes()
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content


def end_of_picture(data: bytes) -> int:
    """Return where a JPEG, PNG or WebP picture ends; more may follow there."""
    if form_of(data) == "PNG":
        return png_end(data)
    if form_of(data) == "WebP":
        return min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    try:
        ends = [end for marker, _, end in _markers(data) if marker == _END]
    except DamagedError:
        ends = []
    return ends[0] if ends else len(data)


def _segments(data: bytes) -> Iterator[bytes]:
    """Yield what a JPEG needs to be shown."""
    for marker, at, end in _markers(data):
        content = data[at + 4 : end]
        if marker in _APPLICATION:
            kept = _KEPT_SEGMENTS.get(marker)
            wanted = kept is not None and content.startswith(kept)
        else:
            wanted = marker in _DRAWING
        if wanted and marker == min(_APPLICATION):
            yield data[at : at + 2] + (_JFIF_SIZE + 2).to_bytes(2, "big") + content[:12] + bytes(2)
        elif wanted:
            yield data[at:end]


def _markers(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the segments of a JPEG to its end: marker, start, end (ITU-T T.81, B.1)."""
    at = 2
    while at + 2 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 - every marker begins with this byte
            raise DamagedError
        filled = _FILL.match(data, at)
        at = filled.end() - 1 if filled else at
        marker = data[at + 1] if at + 1 < len(data) else _END
        if marker == _END:
            yield marker, at, min(at + 2, len(data))
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            end = _end_of_scan(data, end)
        if end > len(data):
            raise DamagedError
        yield marker, at, end
        at = end


def look_through(data: bytes) -> None:
    """Raise `IrregularError` where a JPEG or PNG has more pieces than any program writes.

    Readers go through them one by one, and draw a picture again for each scan.
    """
    form = form_of(data)
    if form == "PNG" and sum(1 for _ in islice(png_places(data), _MAX_PIECES + 1)) > _MAX_PIECES:
        raise _too_many()
    if form == "JPEG":
        scans = 0
        for number, (marker, _, _) in enumerate(_markers(data)):
            scans += marker == _START_OF_SCAN
            if number > _MAX_PIECES or scans > _MAX_SCANS:
                raise _too_many()
        if _LONG_FILL.search(data):
            raise _too_many()


def _too_many() -> IrregularError:
    return IrregularError("a picture in thousands of pieces", "由數以千計的部分組成的圖片")


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next segment begins: 0xFF inside a scan is followed by 0 or a restart."""
    following = _NEXT.search(data, at)
    return following.start() if following else len(data)
