"""Pictures without what was written beside their pixels; the pixels keep every bit.

The site re-encodes pictures that it shows. This is for those inside documents, which must keep
their size and encoding, and for a contributor's own files.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from PIL import ExifTags, Image

from casebook.assets.errors import DamagedError

_JPEG: Final = b"\xff\xd8"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_APPLICATION: Final = range(0xE0, 0xF0)
_COMMENT: Final = 0xFE
_START_OF_SCAN: Final = 0xDA
_END: Final = 0xD9
_WITHOUT_LENGTH: Final = (0x01, *range(0xD0, 0xD8))
_KEPT_SEGMENTS: Final = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
_DROPPED_CHUNKS: Final = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


def stripped(data: bytes) -> bytes:
    """Return a JPEG, PNG or WebP picture with its pixels, colour profile and orientation alone."""
    if data.startswith(_JPEG):
        return b"".join((_JPEG, _orientation(data), *_segments(data), b"\xff\xd9"))
    if data.startswith(_PNG):
        return b"".join((_PNG, *_chunks(data)))
    with Image.open(io.BytesIO(data)) as picture:
        profile = picture.info.get("icc_profile")
        output = io.BytesIO()
        picture.save(output, "WEBP", lossless=True, exact=True, icc_profile=profile)
    return output.getvalue()


def _orientation(data: bytes) -> bytes:
    """Return a segment that says how a JPEG is turned, if it is."""
    with Image.open(io.BytesIO(data)) as picture:
        turned = picture.getexif().get(ExifTags.Base.Orientation, 1)
    if turned == 1:
        return b""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turned
    content = exif.tobytes()
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content


def _segments(data: bytes) -> Iterator[bytes]:
    """Yield what a JPEG needs to be shown, to its end; more may follow there (ITU-T T.81, B.1)."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 - every marker begins with this byte
            raise DamagedError
        marker = data[at + 1]
        if marker == _END:
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        content = data[at + 4 : end]
        if marker == _START_OF_SCAN:
            end = _end_of_scan(data, end)
        if marker in _APPLICATION:
            kept = _KEPT_SEGMENTS.get(marker)
            wanted = kept is not None and content.startswith(kept)
        else:
            wanted = marker != _COMMENT
        if wanted:
            yield data[at:end]
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next segment begins: 0xFF inside a scan is followed by 0 or a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        following = data[at + 1]
        if following not in (0x00, 0xFF, *_WITHOUT_LENGTH):
            return at
        at += 1 if following == 0xFF else 2  # noqa: PLR2004 - fill bytes repeat the marker's
    return len(data)


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name not in _DROPPED_CHUNKS:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end
