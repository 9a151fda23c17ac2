"""The file that filters read: the values of every case, facet by facet.

A case's values in facets that are written together are one symbol: there are few sets of values,
and one symbol of many compresses better than several of few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pydantic import TypeAdapter

from casebook.search.coding import SEPARATOR, named

Values = tuple[str, ...]

TOGETHER: Final = (
    ("area", "subject"),
    ("school-level", "stage", "owner", "programme", "mode", "language"),
)
"""Facets that depend on one another, and those that have few values; any other stands alone."""


@dataclass(frozen=True, slots=True)
class Group:
    """Hold facets that are written together."""

    facets: Values
    sets: str
    """The sets that cases have, the most frequent first: for each facet the places of its values
    among all of that facet, then a separator."""
    cases: str
    """For each case the place of its set."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold the values of all cases."""

    values: Mapping[str, Values]
    """Those of each facet, the most frequent first."""
    groups: tuple[Group, ...]

    def kept(self) -> bytes:
        """Return them as the browser reads them, and `columns_from`."""
        return _columns().dump_json(self)


def columns_from(kept: bytes) -> Columns:
    """Return what was written; raise `ValueError` where it has another form."""
    return _columns().validate_json(kept)


@cache
def _columns() -> TypeAdapter[Columns]:
    return TypeAdapter(Columns)


def columns(cases: Sequence[Mapping[str, Values]]) -> Columns:
    """Write the values of all cases, which come in the order of their numbers."""
    there = set[str]().union(*cases)
    groups = [known for group in TOGETHER if (known := tuple(f for f in group if f in there))]
    alone = sorted(there.difference(*groups))
    values: dict[str, Values] = {}
    written = []
    for group in (*groups, *((facet,) for facet in alone)):
        of_cases = [tuple(case.get(facet, ()) for facet in group) for case in cases]
        for place, facet in enumerate(group):
            values[facet] = _values(of[place] for of in of_cases)
        written.append(Group(group, *_column(of_cases, [values[facet] for facet in group])))
    return Columns(values, tuple(written))


def _values(of_cases: Iterable[Values]) -> Values:
    """List the values that cases have, the most frequent first."""
    frequency = Counter[str]()
    for values, times in Counter(of_cases).items():
        frequency.update(dict.fromkeys(values, times))
    return tuple(sorted(frequency, key=lambda value: (-frequency[value], value)))


def _column(
    of_cases: Sequence[tuple[Values, ...]], values: Sequence[Sequence[str]]
) -> tuple[str, str]:
    """Return the sets that cases have, and the place of each case's."""
    name = [{value: named(place) for place, value in enumerate(of)} for of in values]
    written = {one: _written(one, name) for one in set(of_cases)}
    frequency = Counter(map(written.__getitem__, of_cases))
    sets = sorted(frequency, key=lambda one: (-frequency[one], one))
    place_of = {one: named(place) for place, one in enumerate(sets)}
    symbol = {one: place_of[text] for one, text in written.items()}
    return "".join(sets), "".join(map(symbol.__getitem__, of_cases))


def _written(of_case: Sequence[Values], names: Sequence[Mapping[str, str]]) -> str:
    return "".join(
        "".join(sorted({name[value] for value in values})) + SEPARATOR
        for values, name in zip(of_case, names, strict=True)
    )
