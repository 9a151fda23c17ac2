"""The photographs of a PDF, which lie in it as cameras made them."""

from __future__ import annotations

import zlib
from typing import Final

import pikepdf

from casebook.assets.errors import DamagedError, IrregularError

_FLATE: Final = ("/FlateDecode", "/Fl")
_PHOTOGRAPH: Final = ("/DCTDecode", "/DCT")
_JPEG_2000: Final = "/JPXDecode"
_MAX_BYTES: Final = 100_000_000


def filters_of(one: pikepdf.Stream) -> list[str]:
    """Return how a stream is packed, the outermost way first."""
    given = one.get("/Filter")
    if given is None:
        return []
    return [str(name) for name in given] if isinstance(given, pikepdf.Array) else [str(given)]


def photograph(one: pikepdf.Stream) -> bytes | None:
    """Return the JPEG that a stream holds, None where it holds none.

    Raises `IrregularError` where it is packed in a way that cannot be looked into.
    """
    return _packed_in(one, _PHOTOGRAPH)


def jpeg_2000(one: pikepdf.Stream) -> bytes | None:
    """Return the JPEG 2000 picture that a stream holds, as above."""
    return _packed_in(one, (_JPEG_2000,))


def _packed_in(one: pikepdf.Stream, ways: tuple[str, ...]) -> bytes | None:
    *outer, last = filters_of(one) or [""]
    if last not in ways:
        return None
    data: bytes = one.read_raw_bytes()
    for name in outer:
        if name not in _FLATE:
            raise IrregularError(f"a photograph is packed in {name}", f"有相片以 {name} 壓縮")
        try:
            data = zlib.decompressobj().decompress(data, _MAX_BYTES)
        except zlib.error as error:
            raise DamagedError from error
    return data
