"""PNG and GIF without what is written beside their pixels, and without bytes behind them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from casebook.assets.errors import DamagedError, IrregularError

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PIXELS: Final = b"IDAT"
_END: Final = b"IEND"
_KEPT: Final = (
    b"IHDR", b"PLTE", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"hIST",
    b"pHYs", b"sPLT", b"cICP", _PIXELS, _END,
)  # fmt: skip
_MAX_BESIDE: Final = 1_000_000
"""Bytes of a chunk that holds no pixels: colour profiles are smaller."""
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES: Final = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
)  # fmt: skip
"""Adam7: where each pass begins and its steps, across and down (PNG, third edition, 8.1)."""
_AT_ONCE: Final = 1_000_000

_SEPARATOR, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_GRAPHIC_CONTROL: Final = 0xF9
_LOOP: Final = b"\x21\xff\x0bNETSCAPE2.0\x03\x01"
_LOOP_SIZE: Final = 19


def remade_png(data: bytes) -> bytes:
    """Return a PNG with its pixels and colours alone.

    Raises `DamagedError` where it is not whole, `IrregularError` where more than pixels is packed
    with them.
    """
    chunks = list(_chunks(data))
    if len(chunks) < 3 or chunks[0][0] != b"IHDR" or chunks[-1][0] != _END:  # noqa: PLR2004
        raise DamagedError
    pixels = b"".join(content for name, content in chunks if name == _PIXELS)
    pixels = pixels[: _packed_size(pixels, _expected(chunks[0][1]))]
    output = [_PNG]
    for name, content in chunks:
        if name != _PIXELS:
            output.append(_chunk(name, content))
        elif pixels:
            output.append(_chunk(name, pixels))
            pixels = b""
    return b"".join(output)


def png_end(data: bytes) -> int:
    """Return where a PNG ends; more may follow there."""
    return next((end for name, _, end in png_places(data) if name == _END), len(data))


def png_places(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name, start and end of every chunk."""
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], at, min(end, len(data))
        at = end


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks that are kept, to the end; more may follow there."""
    at = len(_PNG)
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 8 + size
        if end + 4 > len(data):
            raise DamagedError
        if name in _KEPT and (size <= _MAX_BESIDE or name == _PIXELS):
            yield name, data[at + 8 : end]
        if name == _END:
            return
        at = end + 4


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _expected(header: bytes) -> int:
    """Return how many bytes the pixels of a picture have, with a byte for each row."""
    try:
        width, height, depth, colours, _, _, interlaced = struct.unpack(">2I5B", header)
        bits = depth * _CHANNELS[colours]
    except (struct.error, KeyError) as error:
        raise DamagedError from error
    if not interlaced:
        return int(height * (1 + (width * bits + 7) // 8))
    size = 0
    for left, top, across, down in _PASSES:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            size += rows * (1 + (columns * bits + 7) // 8)
    return size


def _packed_size(packed: bytes, expected: int) -> int:
    """Return how many bytes of `packed` are pixels; what follows them is not."""
    reader = zlib.decompressobj()
    waiting, size = packed, 0
    try:
        while waiting and not reader.eof:
            size += len(reader.decompress(waiting, _AT_ONCE))
            waiting = reader.unconsumed_tail
            if size > expected:
                raise IrregularError("a picture with more than pixels", "含有像素以外資料的圖片")
    except zlib.error as error:
        raise DamagedError from error
    return len(packed) - len(reader.unused_data)


def remade_gif(data: bytes) -> bytes:
    """Return a GIF without comments, data of programs and what follows it.

    Raises `DamagedError` where it is not whole.
    """
    try:
        return b"".join((*_blocks(data), bytes([_TRAILER])))
    except IndexError as error:
        raise DamagedError from error


def _blocks(data: bytes) -> Iterator[bytes]:
    at = 13 + _table(data[10])
    yield data[:at]
    while data[at] != _TRAILER:
        if data[at] == _SEPARATOR:
            end = _sub_blocks(data, at + 11 + _table(data[at + 9]))
            yield data[at:end]
        elif data[at] == _EXTENSION:
            end = _sub_blocks(data, at + 2)
            is_loop = data.startswith(_LOOP, at) and end - at == _LOOP_SIZE
            if data[at + 1] == _GRAPHIC_CONTROL or is_loop:
                yield data[at:end]
        else:
            raise DamagedError
        at = end


def _table(flags: int) -> int:
    """Return the bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1
