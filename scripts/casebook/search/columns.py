"""The file that filters read: for each facet, one column with the values of every case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from casebook.search.coding import ALPHABET
from casebook.search.postings import CasePostings

Values = tuple[str, ...]


def columns(cases: Sequence[CasePostings]) -> dict[str, object]:
    """Write a column for every facet; the cases come in the order of their numbers.

    Cases share few sets of values: a column lists the sets, the most frequent first, and names
    each case's set by one character, or by two where there are more sets than characters.
    """
    facets = sorted({facet for case in cases for facet, _ in case.facets})
    by_case = [dict(case.facets) for case in cases]
    return {facet: _column([values.get(facet, ()) for values in by_case]) for facet in facets}


def _column(of_cases: Iterable[Values]) -> dict[str, object]:
    sets = [tuple(sorted(set(values))) for values in of_cases]
    frequency = Counter(sets)
    ranked = sorted(frequency, key=lambda values: (-frequency[values], values))
    names = sorted({value for values in ranked for value in values})
    width = 1 if len(ranked) <= len(ALPHABET) else 2
    code = {values: _code(rank, width) for rank, values in enumerate(ranked)}
    return {
        "values": names,
        "sets": [[names.index(value) for value in values] for values in ranked],
        "width": width,
        "cases": "".join(code[values] for values in sets),
    }


def _code(rank: int, width: int) -> str:
    high, low = divmod(rank, len(ALPHABET))
    if high >= len(ALPHABET):
        raise ValueError(f"more than {len(ALPHABET) ** 2} sets of values in one facet")
    return ALPHABET[low] if width == 1 else ALPHABET[high] + ALPHABET[low]
