"""Drawings in the formats of Windows, WMF and EMF: lists of orders, some of which run programs.

Records as in MS-WMF and MS-EMF.
"""

from __future__ import annotations

import struct
from typing import Final

from casebook.assets.errors import DamagedError, IrregularError

_PLACEABLE: Final = b"\xd7\xcd\xc6\x9a"
_PLACEABLE_SIZE: Final = 22
_WMF_HEADER: Final = 18
_WMF_RECORD: Final = struct.Struct("<IH")
_WMF_END: Final = 0x0000
_ESCAPE: Final = 0x0626
_COMMENT: Final = 15
"""MFCOMMENT: programs keep what they like in it."""
_ABORT_PROCEDURE: Final = 9
_EMF_RECORD: Final = struct.Struct("<II")
_EMF_END: Final = 14
_EMF_COMMENT: Final = 70
_EMF_LAST: Final = 122
_EMF_ESCAPES: Final = (102, 103, 105, 106, 110)
"""OpenGL, DRAWESCAPE, EXTESCAPE, NAMEDESCAPE: orders to the driver of a device."""
_EMF_PLUS: Final = b"EMF+"
_TELLING: Final = (b"Exif\x00\x00", b"eXIf", b"<x:xmpmeta")
_DESCRIPTION: Final = 60
_SMALLEST: Final = 88


def remade_wmf(data: bytes) -> bytes:
    """Return a WMF without comments and what follows it.

    Raises `IrregularError` where it would call a program, `DamagedError` where it is not whole.
    """
    output = bytearray(data)
    at = (_PLACEABLE_SIZE if data.startswith(_PLACEABLE) else 0) + _WMF_HEADER
    while at + _WMF_RECORD.size <= len(data):
        words, function = _WMF_RECORD.unpack_from(data, at)
        end = at + words * 2
        if words * 2 < _WMF_RECORD.size or end > len(data):
            raise DamagedError
        if function == _WMF_END:
            return bytes(output[:end])
        if function == _ESCAPE:
            if data[at + 6 : at + 8] == _ABORT_PROCEDURE.to_bytes(2, "little"):
                raise IrregularError("a drawing that runs a program", "會執行程式的圖畫")
            output[at + 6 : end] = _COMMENT.to_bytes(2, "little") + bytes(end - at - 8)
        at = end
    raise DamagedError


def remade_emf(data: bytes) -> bytes:
    """Return an EMF without its description, comments and what follows it; raises as above."""
    if len(data) < _SMALLEST:
        raise DamagedError
    output = bytearray(data)
    at = 0
    while at + _EMF_RECORD.size <= len(data):
        kind, size = _EMF_RECORD.unpack_from(data, at)
        end = at + size
        if size < _EMF_RECORD.size or size % 4 or end > len(data):
            raise DamagedError
        if kind in _EMF_ESCAPES or kind > _EMF_LAST:
            raise IrregularError("a drawing with orders to a device", "含裝置指令的圖畫")
        if kind == _EMF_COMMENT:
            _comment(output, at, end)
        if kind == _EMF_END:
            _no_description(output, int.from_bytes(data[4:8], "little"))
            return bytes(output[:end])
        at = end
    raise DamagedError


def _comment(output: bytearray, at: int, end: int) -> None:
    """Keep the orders of EMF+, which draw; leave every other comment empty."""
    if output[at + 12 : at + 16] != _EMF_PLUS:
        output[at + 12 : end] = bytes(max(0, end - at - 12))
    elif any(mark in output[at:end] for mark in _TELLING):
        raise IrregularError("a drawing with a photograph in it", "含有相片的圖畫")


def _no_description(output: bytearray, header: int) -> None:
    characters, at = struct.unpack_from("<II", output, _DESCRIPTION)
    end = at + characters * 2
    if _SMALLEST <= at <= end <= header:
        output[at:end] = bytes(end - at)
