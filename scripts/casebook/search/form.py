"""The filters that the search page offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casebook.language import Language, Localized

FACETS: Final = (
    "area",
    "subject",
    "stage",
    "school-level",
    "material-type",
    "theme",
    "year",
    "language",
    "district",
    "mode",
    "programme",
    "owner",
)
"""Every facet, in the order of the page; each is a parameter of the address as well."""
SHOWN_AT_FIRST: Final = 5


@dataclass(frozen=True, slots=True)
class FacetOption:
    """Hold one value of a facet, for one checkbox."""

    value: str
    label: str
    folded: bool
    """Hidden until the reader asks for all."""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Hold one facet, for one fieldset; its legend is the word `search.facet.<id>`."""

    id: str
    options: tuple[FacetOption, ...]


def facet_groups(
    facets: Iterable[Mapping[str, tuple[str, ...]]],
    labels: Mapping[str, Sequence[tuple[str, Localized]]],
    language: Language,
) -> tuple[FacetGroup, ...]:
    """List the values that cases have, in the order of their labels.

    `facets` are those of every case; `labels` gives every facet its values in order. Of a long
    list the most frequent values are shown at first.
    """
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for of_case in facets:
        for facet, values in of_case.items():
            counts[facet].update(values)
    return tuple(
        FacetGroup(facet, options)
        for facet in FACETS
        if (options := _options(counts[facet], labels[facet], language))
    )


def _options(
    counts: Counter[str], labels: Sequence[tuple[str, Localized]], language: Language
) -> tuple[FacetOption, ...]:
    present = [(value, label.in_(language)) for value, label in labels if counts[value]]
    by_frequency = sorted(present, key=lambda option: -counts[option[0]])
    # A fold that hides one or two rows costs more than it saves.
    shown = len(present) if len(present) <= SHOWN_AT_FIRST + 2 else SHOWN_AT_FIRST
    first = {value for value, _ in by_frequency[:shown]}
    return tuple(FacetOption(value, label, value not in first) for value, label in present)
