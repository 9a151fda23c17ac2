"""The file that filters read: for each facet, one column with the values of every case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from casebook.search.coding import ALPHABET, DIGITS, LETTERS

ESCAPE: Final = len(DIGITS) - 1
"""Rank of a value from which on its name takes a second character."""
NO_VALUE: Final = LETTERS[-1]


def columns(cases: Sequence[Mapping[str, tuple[str, ...]]]) -> dict[str, object]:
    """Write a column for every facet; the cases come in the order of their numbers.

    A column lists its values, the most frequent first. Each case names its values by their places
    in that list: by a digit where another value follows, by a letter where none does.
    """
    facets = sorted(set().union(*cases))
    return {facet: _column([case.get(facet, ()) for case in cases]) for facet in facets}


def _column(of_cases: Sequence[tuple[str, ...]]) -> dict[str, object]:
    frequency = Counter[str]()
    for values, times in Counter(of_cases).items():
        frequency.update(dict.fromkeys(values, times))
    ranked = sorted(frequency, key=lambda value: (-frequency[value], value))
    rank = {value: place for place, value in enumerate(ranked)}
    written = {
        values: _written(sorted({rank[value] for value in values})) for values in set(of_cases)
    }
    return {"values": ranked, "cases": "".join(map(written.__getitem__, of_cases))}


def _written(ranks: Sequence[int]) -> str:
    if not ranks:
        return NO_VALUE
    before = "".join(_named(rank, DIGITS) for rank in ranks[:-1])
    return before + _named(ranks[-1], LETTERS)


def _named(rank: int, half: str) -> str:
    if rank < ESCAPE:
        return half[rank]
    if rank - ESCAPE >= len(ALPHABET):
        raise ValueError(f"more than {ESCAPE + len(ALPHABET)} values in one facet")
    return half[ESCAPE] + ALPHABET[rank - ESCAPE]
