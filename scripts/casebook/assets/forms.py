"""Pictures and recordings known by their first bytes, wherever they lie."""

from __future__ import annotations

import re
from typing import Final, Literal

Form = Literal["JPEG", "PNG", "GIF", "WebP", "SVG", "EMF", "WMF", "MP4", "MP3"]

_SVG: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL
)
_WMF: Final = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00\x00\x03", b"\x02\x00\x09\x00\x00\x03")
_STARTS: Final[tuple[tuple[bytes, int, Form], ...]] = (
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"GIF87a", 0, "GIF"),
    (b"GIF89a", 0, "GIF"),
    (b"WEBP", 8, "WebP"),
    (b" EMF", 40, "EMF"),
    (b"ftyp", 4, "MP4"),
    (b"ID3", 0, "MP3"),
)
_FRAME: Final = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2")
"""MPEG-1 and MPEG-2 layer III: where a sampling rate is low, recorders write the second."""


def form_of(data: bytes) -> Form | None:
    """Return what the first bytes say that a file is; the rest has to be read to know."""
    for start, at, form in _STARTS:
        if data.startswith(start, at):
            return form
    if data.startswith(_WMF):
        return "WMF"
    if data.startswith(_FRAME):
        return "MP3"
    return "SVG" if _SVG.match(data[:2_000]) else None
