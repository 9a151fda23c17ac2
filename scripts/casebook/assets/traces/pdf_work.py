"""How much there is to draw on the pages of a PDF, found out before anything draws them.

A page may show a form many times, and a form another (ISO 32000-1, 8.10): ten forms that show one
another ten times each make ten thousand million.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

import pikepdf

from casebook.assets.errors import IrregularError
from casebook.assets.pdf_photographs import filters_of

_SHOWN: Final = re.compile(rb"\bDo\b")
_TELLING: Final = re.compile(rb"Exif\x00\x00|ns\.adobe\.com/xap/")
"""What a camera writes into a photograph; no order of a page says so."""
_FLATE: Final = (["/FlateDecode"], ["/Fl"])
_SMALL: Final = 100_000
_MOST_PACKED: Final = 64
"""How many times larger a stream can be that is packed in an old way (run lengths)."""
_MAX_DEPTH: Final = 12


def work_of(pdf: pikepdf.Pdf, limit: int) -> int:
    """Return the bytes of orders of all pages, those of a form for each time that it is shown.

    At least: beyond `limit` it counts no further. Raises `IrregularError` where forms show one
    another without end.
    """
    known: dict[tuple[int, int], int] = {}
    work = 0
    for page in pdf.pages:
        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        orders = b" ".join(
            _orders(one, limit) for one in streams if isinstance(one, pikepdf.Stream)
        )
        work += _drawn(orders, page.get("/Resources"), known, limit, 0)
        if work > limit:
            break
    return work


def _drawn(
    orders: bytes,
    resources: pikepdf.Object | None,
    known: dict[tuple[int, int], int],
    limit: int,
    depth: int,
) -> int:
    if depth > _MAX_DEPTH:
        raise IrregularError("its forms show one another without end", "表單互相引用，沒有止境")
    if _TELLING.search(orders):
        raise IrregularError(
            "a photograph is written into its orders", "有相片直接寫在繪圖指令之內"
        )
    shown = len(_SHOWN.findall(orders))
    found = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not shown or not isinstance(found, pikepdf.Dictionary):
        return len(orders)
    largest = 0
    for one in found.as_dict().values():
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Form:
            if one.objgen not in known:
                inner = _orders(one, limit)
                known[one.objgen] = _drawn(inner, one.get("/Resources"), known, limit, depth + 1)
            largest = max(largest, known[one.objgen])
    return min(len(orders) + shown * largest, limit + 1)


def _orders(one: pikepdf.Stream, limit: int) -> bytes:
    filters = filters_of(one)
    raw: bytes = one.read_raw_bytes()
    if not filters:
        return raw
    if filters in _FLATE:
        try:
            return zlib.decompressobj().decompress(raw, limit + 1)
        except zlib.error:
            return raw
    if len(raw) <= _SMALL:
        return one.read_bytes()
    return bytes(min(len(raw) * _MOST_PACKED, limit + 1))
