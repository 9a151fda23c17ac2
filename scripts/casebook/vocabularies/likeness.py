"""Which terms a wrong value may mean, by any of their names, in either script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from opencc import OpenCC  # type: ignore[import-untyped]
from rapidfuzz import fuzz

if TYPE_CHECKING:
    from casebook.vocabularies import Term

NEAR: Final = 76.0
"""The least likeness, of 100, at which a term is worth suggesting."""

NEAR_HAN: Final = 65.0
"""The same for Chinese, where one wrong character of three leaves two thirds."""

SAME: Final = 101.0
"""The likeness of the very name: above any that is only near."""

PART: Final = 90.0
"""The likeness of a text to a name of which it is a part, or which is a part of it."""

_SEPARATORS = re.compile(r"[\W_]+")
_HAN = re.compile("[\u3007\u3400-\u9fff\U00020000-\U000323af]")


def nearest(terms: Sequence[Term], text: str, limit: int) -> tuple[Term, ...]:
    """Return at most `limit` of `terms` that `text` may mean, best first, ties as in the file."""
    wanted = _folded(text)
    if not wanted:
        return ()
    scored = [(_best_likeness(wanted, term), term) for term in terms]
    floor = NEAR_HAN if _HAN.search(wanted) else NEAR
    if any(likeness == SAME for likeness, _ in scored):
        floor = PART
    near = sorted((pair for pair in scored if pair[0] >= floor), key=lambda pair: -pair[0])
    return tuple(term for _, term in near[:limit])


def _best_likeness(wanted: str, term: Term) -> float:
    names = (term.id, *term.names, *([term.code] if term.code else ()))
    return max(_likeness(wanted, name) for name in _folded_all(names))


def _likeness(wanted: str, name: str) -> float:
    if wanted.replace(" ", "") == name.replace(" ", ""):
        return SAME
    whole = max(fuzz.ratio(wanted, name), fuzz.token_sort_ratio(wanted, name))
    if not (_tells_as_a_part(wanted) and _tells_as_a_part(name)):
        return whole
    return max(whole, PART / 100 * fuzz.partial_ratio(wanted, name))


def _tells_as_a_part(text: str) -> bool:
    """Say whether it means anything that `text` is inside another: `id` is in many words."""
    return len(text) >= (2 if _HAN.search(text) else 4)


@cache
def _folded_all(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_folded(name) for name in names))


def _folded(text: str) -> str:
    """Fold width, case, script and separators: `Sha_Tin` becomes `sha tin`, and 數學 数学."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    plain = _SEPARATORS.sub(" ", plain).strip()
    if not _HAN.search(plain):
        return plain
    for converter in _converters():
        plain = converter.convert(plain)
    return plain


@cache
def _converters() -> tuple[OpenCC, ...]:
    return OpenCC("hk2s"), OpenCC("t2s")
