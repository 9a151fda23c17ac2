"""One form for all the ways to write a character; display stays as written.

A character folds to one character by OpenCC's Hong Kong and Simplified tables, without phrases, so
that the index and the query always agree. The browser folds with the pairs of `fold_pairs`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

TABLES: Final = ("HKVariantsRev.txt", "TSCharacters.txt")

BY_HAND: Final[Mapping[str, str]] = {
    pair[0]: pair[1] for pair in ("着著", "汚污", "畧略", "淸清", "靑青", "韮韭", "’'", "‘'", "ʼ'")
}
"""What OpenCC and Unicode leave apart, and the apostrophes of English words."""


UTF_32: Final = f"utf-32-{sys.byteorder[0]}e"
"""The encoding that NumPy reads as numbers."""


def _table(name: str) -> dict[str, str]:
    lines = files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8").splitlines()
    entries = (line.split("\t") for line in lines if "\t" in line)
    return {source: targets.split(" ")[0] for source, targets in entries if len(source) == 1}


@cache
def variants() -> Mapping[str, str]:
    """Return every character that stands for another, with the one it ends at."""
    steps = [*map(_table, TABLES), BY_HAND]

    def end_of(character: str) -> str:
        for step in steps * 2:
            character = step.get(character, character)
        return character

    sources = sorted(set().union(*steps))
    return {source: end for source in sources if (end := end_of(source)) != source}


class _Folding(dict[int, str]):
    """Fold one code point at a time and remember it: the browser's excerpts map back by them."""

    def __missing__(self, code: int) -> str:
        table = variants()
        written = chr(code)
        plain = unicodedata.normalize("NFKD", table.get(written, written)).lower()
        letters = (c for c in plain if not unicodedata.category(c).startswith("M"))
        self[code] = "".join(table.get(c, c) for c in letters)
        return self[code]


_FOLDING: Final = _Folding()
_UNKNOWN: Final = -1
_SEVERAL: Final = -2
"""Instead of the one code point that another folds to: it folds to more, or to none."""
_ONE_TO_ONE: Final = np.full(sys.maxunicode + 1, _UNKNOWN, np.int32)


def fold(text: str) -> str:
    """Return `text` as it is indexed and looked up."""
    if text.isascii():
        return text.lower()
    codes = np.frombuffer(text.encode(UTF_32, "surrogatepass"), np.uint32)
    folded = _ONE_TO_ONE[codes]
    if folded.min() >= 0:
        return folded.tobytes().decode(UTF_32, "surrogatepass")
    for code in set(codes[folded < 0].tolist()):
        form = _FOLDING[code]
        _ONE_TO_ONE[code] = ord(form) if len(form) == 1 else _SEVERAL
        if len(form) != 1:
            text = text.replace(chr(code), form)
    # What one character became may be folded once more: that changes nothing.
    return fold(text)


def fold_pairs(indexed: Iterable[str]) -> str:
    """Return the variants that lead to an indexed character, each with the one it leads to."""
    there = set(indexed)
    return "".join(source + end for source, end in variants().items() if end in there)
