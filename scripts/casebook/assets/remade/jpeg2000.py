"""JPEG 2000 pictures, which lie in a PDF, without what is written beside their pixels.

Boxes as in ITU-T T.800, annex I, and T.801, annex M; segments of the codestream as in annex A.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from casebook.assets.errors import DamagedError

_CODESTREAM: Final = b"\xff\x4f\xff\x51"
_DRAWING: Final = (
    b"jP  ", b"ftyp", b"rreq", b"jp2h", b"jp2c", b"jpch", b"jplh", b"ftbl", b"dtbl", b"mdat",
)  # fmt: skip
_TELLING: Final = (b"xml ", b"uuid", b"asoc", b"jp2i")
_COMMENT, _FIRST_TILE = 0x64, 0x90
_PIXELS: Final = b"jp2c"


def remade_jpeg2000(data: bytes) -> bytes:
    """Return a picture with its pixels and colours alone; raise `DamagedError` of what is none."""
    if data.startswith(_CODESTREAM):
        return _without_comments(data)
    output = [
        _box(name, _without_comments(content) if name == _PIXELS else content)
        for name, content in _boxes(data)
        if name in _DRAWING
    ]
    if not output:
        raise DamagedError
    return b"".join(output)


def tells(data: bytes) -> bool:
    """Tell whether a picture holds properties beside its pixels; `DamagedError` as above."""
    if data.startswith(_CODESTREAM):
        return False
    return any(name in _TELLING for name, _ in _boxes(data))


def _box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + name + content


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    if data[4:8] != b"jP  ":
        raise DamagedError
    while at + 8 <= len(data):
        size, name, header = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, header = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = len(data) - at
        if size < header or at + size > len(data):
            raise DamagedError
        yield name, data[at + header : at + size]
        at += size


def _without_comments(stream: bytes) -> bytes:
    """Return a codestream without comments in its header; what follows is pixels."""
    if not stream.startswith(_CODESTREAM):
        raise DamagedError
    output, at = [stream[:2]], 2
    while at + 4 <= len(stream) and stream[at] == 0xFF and stream[at + 1] != _FIRST_TILE:  # noqa: PLR2004 - every marker begins so
        end = at + 2 + int.from_bytes(stream[at + 2 : at + 4], "big")
        if end <= at + 2 or end > len(stream):
            raise DamagedError
        if stream[at + 1] != _COMMENT:
            output.append(stream[at:end])
        at = end
    return b"".join((*output, stream[at:]))
