"""An MP3 taken apart into its frames: whatever stands between or behind them is not sound.

Frame headers as in ISO 11172-3, 2.4.1.3, and ISO 13818-3; tags as in ID3v2.4, 3.1, and APEv2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from casebook.assets.errors import DamagedError, IrregularError

_BIT_RATES: Final = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
"""In kbit/s, of MPEG-1 and of MPEG-2, layer III."""
_SAMPLE_RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LAYER_3: Final = 1
_HEADER: Final = 4
_ID3_HEADER: Final = 10
_ID3_AT_END: Final = 128
_APE_HEADER: Final = 32
_HAS_FOOTER: Final = 0x10
_EMPTY: Final = re.compile(rb"\x00+")


def frames_of(data: bytes) -> bytes:
    """Return the frames of an MP3 without tags.

    Raises `DamagedError` where it has none, `IrregularError` where other bytes stand among them.
    """
    output = b"".join(_frames(data))
    if not output:
        raise DamagedError
    return output


def _frames(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        if size := _frame_size(data, at):
            if at + size <= len(data):
                yield data[at : at + size]
            at += size
        elif size := _tag_size(data, at) or _silence(data, at):
            at += size
        else:
            raise IrregularError("bytes that are not sound", "並非聲音的資料")


def _frame_size(data: bytes, at: int) -> int:
    """Return the bytes of the frame that begins here, 0 where none does."""
    if len(data) < at + _HEADER or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return 0
    version, layer = (data[at + 1] >> 3) & 3, (data[at + 1] >> 1) & 3
    rate, sampling, padding = data[at + 2] >> 4, (data[at + 2] >> 2) & 3, (data[at + 2] >> 1) & 1
    if layer != _LAYER_3 or version not in _SAMPLE_RATES or rate in (0, 15) or sampling == 3:  # noqa: PLR2004
        return 0
    is_first = version == 3  # noqa: PLR2004 - MPEG-1
    kilobits = _BIT_RATES[0 if is_first else 1][rate]
    factor = 144 if is_first else 72
    return factor * kilobits * 1000 // _SAMPLE_RATES[version][sampling] + padding


def _tag_size(data: bytes, at: int) -> int:
    """Return the bytes of the tag that begins here, 0 where none does."""
    if data.startswith(b"ID3", at) and len(data) >= at + _ID3_HEADER:
        size = 0
        for byte in data[at + 6 : at + _ID3_HEADER]:
            size = size << 7 | byte & 0x7F
        return size + _ID3_HEADER * (2 if data[at + 5] & _HAS_FOOTER else 1)
    if data.startswith(b"TAG", at) and len(data) - at == _ID3_AT_END:
        return _ID3_AT_END
    if data.startswith(b"APETAGEX", at):
        return int.from_bytes(data[at + 12 : at + 16], "little") + _APE_HEADER
    return 0


def _silence(data: bytes, at: int) -> int:
    """Return how many empty bytes begin here: recorders fill up with them."""
    empty = _EMPTY.match(data, at)
    return empty.end() - at if empty else 0
