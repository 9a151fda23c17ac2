"""How large the streams of a file become, found out before a reader unpacks them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Final

_STREAM: Final = re.compile(rb"stream\r?\n")
_AT_ONCE: Final = 65_536
_PACKED: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MAX_TIMES: Final = 4
"""How often one stream may be packed: programs do it once, and twice by mistake."""


def unpacked_size(data: bytes, limit: int) -> int:
    """Return the bytes of all packed streams of a PDF, those inside others included.

    Beyond `limit` it counts no further. Streams that are packed otherwise (LZW, run lengths) are
    not counted.
    """
    count = _Count(limit)
    whole = memoryview(data)
    for start in _STREAM.finditer(data):
        pieces = _cut(whole[start.end() :])
        is_packed = False
        for _ in range(_MAX_TIMES):
            first = next(pieces, b"")
            if first[:2] not in _PACKED:
                break
            pieces, is_packed = count.inflated(chain([first], pieces)), True
        for _ in pieces if is_packed else ():
            pass
        if count.size > limit:
            break
    return count.size


def _cut(whole: memoryview) -> Iterator[bytes]:
    for at in range(0, len(whole), _AT_ONCE):
        yield bytes(whole[at : at + _AT_ONCE])


class _Count:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0

    def inflated(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield what is unpacked from `pieces`, counting it."""
        reader = zlib.decompressobj()
        for piece in pieces:
            waiting = piece
            while waiting and not reader.eof and self.size <= self.limit:
                try:
                    got = reader.decompress(waiting, _AT_ONCE)
                except zlib.error:
                    return  # a reader shows what it could unpack
                self.size += len(got)
                yield got
                waiting = reader.unconsumed_tail
            if reader.eof or self.size > self.limit:
                return
