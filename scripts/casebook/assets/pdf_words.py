"""The words of a PDF that stand on no page: filled into forms, on bookmarks and on marks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import pikepdf

_WORDED: Final = frozenset({"/V", "/DV", "/TU", "/Contents", "/Title"})


def beside_pages(data: bytes) -> Iterator[str]:
    """Yield the words of every object that has some, also those that nothing refers to."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            for inner in _with_direct(one):
                for key in _WORDED & set(inner.keys()):
                    if isinstance(words := inner.get(key), pikepdf.String):
                        yield str(words)


def _with_direct(one: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield a dictionary, and those that stand directly in it as marks on a page do."""
    if isinstance(one, pikepdf.Dictionary):
        yield one
        marks = one.get("/Annots")
        one = marks if isinstance(marks, pikepdf.Array) else pikepdf.Array()
    for inner in one if isinstance(one, pikepdf.Array) else ():
        if isinstance(inner, pikepdf.Dictionary) and not inner.is_indirect:
            yield inner
