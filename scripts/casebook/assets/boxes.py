"""The boxes of an MP4 looked through before any program reserves memory for what they promise.

Boxes as in ISO 14496-12: size, name, content; a few hold others. Tables tell for how many samples
an entry stands, so that a file of some bytes could claim thousands of millions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from casebook.assets.errors import DamagedError

_HEADER: Final = 8
_LONG_HEADER: Final = 16
_MAX_DEPTH: Final = 12
_MAX_BOXES: Final = 20_000
_MAX_SAMPLES: Final = 3_000_000
"""Of one table: ten minutes of sound have 30,000."""
_HOLDING: Final = frozenset(
    {
        b"moov",
        b"trak",
        b"mdia",
        b"minf",
        b"stbl",
        b"edts",
        b"mvex",
        b"moof",
        b"traf",
        b"dinf",
        b"udta",
        b"meta",
        b"ilst",
    }
)
_ENTRIES: Final = {
    b"stts": 8, b"ctts": 8, b"stsc": 12, b"stco": 4, b"co64": 8, b"stss": 4, b"elst": 12,
    b"stps": 4, b"dref": 12, b"stsd": 16, b"keys": 8,
}  # fmt: skip
"""Bytes of an entry, at least, by the name of a table that begins with their number."""
_COUNTS: Final = {b"stsz": 8, b"stz2": 8, b"trun": 4}
"""Where other tables tell for how many samples they stand."""
_REPEATED: Final = (b"stts", b"ctts")
"""Tables whose entries begin with the number of samples that they stand for."""


def look_through(data: bytes) -> None:
    """Raise `DamagedError` where boxes do not fit into one another, or promise too much."""
    for number, (name, content) in enumerate(_boxes(memoryview(data), b"", 0)):
        if number > _MAX_BOXES:
            raise DamagedError
        if name in _ENTRIES:
            _look_at_table(name, content)
        elif name in _COUNTS and _number(content, _COUNTS[name]) > _MAX_SAMPLES:
            raise DamagedError


def _boxes(data: memoryview, holder: bytes, depth: int) -> Iterator[tuple[bytes, memoryview]]:
    """Yield the boxes in `data`, each before those that it holds."""
    at = 0
    while at + _HEADER <= len(data):
        size, header = _size(data, at)
        name = bytes(data[at + 4 : at + _HEADER])
        if size == 0 and depth == 0:
            size = len(data) - at
        elif size == 0 and holder == b"udta":
            return  # four empty bytes end it (QuickTime)
        if size < header or at + size > len(data):
            raise DamagedError
        content = data[at + header : at + size]
        yield name, content
        if name in _HOLDING or holder == b"ilst":
            yield from _held(name, content, depth + 1)
        at += size
    if at != len(data) and depth == 0:
        raise DamagedError


def _held(name: bytes, content: memoryview, depth: int) -> Iterator[tuple[bytes, memoryview]]:
    if depth > _MAX_DEPTH:
        raise DamagedError
    # Elsewhere than in QuickTime, a version stands before what is held.
    has_version = name == b"meta" and bytes(content[4:8]) != b"hdlr"
    return _boxes(content[4:] if has_version else content, name, depth)


def _size(data: memoryview, at: int) -> tuple[int, int]:
    """Return how long a box is and its header: 0 where it goes to the end."""
    size = _number(data, at)
    if size == 1:
        return _number(data, at + 8) << 32 | _number(data, at + 12), _LONG_HEADER
    return size, _HEADER


def _look_at_table(name: bytes, content: memoryview) -> None:
    entries, size = _number(content, 4), _ENTRIES[name]
    if entries > _MAX_SAMPLES or _HEADER + entries * size > len(content):
        raise DamagedError
    if name in _REPEATED:
        starts = range(_HEADER, _HEADER + entries * size, size)
        if sum(_number(content, at) for at in starts) > _MAX_SAMPLES:
            raise DamagedError


def _number(content: memoryview, at: int) -> int:
    if at + 4 > len(content):
        raise DamagedError
    return int.from_bytes(content[at : at + 4], "big")
