"""The filters that the search page offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook.language import HTML_LANG, Language, Localized
from casebook.vocabularies import VocabularyName, vocabulary

FACETS: Final[Mapping[str, tuple[VocabularyName, ...]]] = {
    "stage": ("key-stages",),
    "area": ("key-learning-areas", "learning-areas"),
    "subject": ("subjects",),
    "material-type": ("material-types",),
    "theme": ("themes",),
    "language": (),
    "year": (),
    "school-level": ("school-levels",),
    "district": ("districts",),
    "mode": ("support-modes",),
    "programme": ("support-programmes",),
    "owner": ("owners",),
}
"""Every facet, in the order of the page, with the vocabularies of its values.

A facet's name is a parameter of the page's address as well.
"""
LANGUAGE_NAMES: Final[Mapping[Language, str]] = {"zh-Hant": "中文", "en": "English"}
"""Each language by its own name."""
SHOWN_AT_FIRST: Final = 5


Counts = Mapping[str, Counter[str]]
"""How many cases have each value, by facet."""


@dataclass(frozen=True, slots=True)
class FacetOption:
    """Hold one value of a facet, for one checkbox."""

    value: str
    label: str
    lang: str | None = None
    """Language of the label, where it is not the page's."""
    folded: bool = False
    """Hidden until the reader asks for all."""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Hold one facet, for one fieldset; its legend is the word `search.facet.<id>`."""

    id: str
    options: tuple[FacetOption, ...]

    @property
    def is_folded(self) -> bool:
        """Say whether some values are hidden at first."""
        return any(option.folded for option in self.options)


def facet_counts(facets: Iterable[Mapping[str, tuple[str, ...]]]) -> Counts:
    """Count the cases of each value, of cases whose facets are given."""
    found: dict[str, list[str]] = {facet: [] for facet in FACETS}
    for of_case in facets:
        for facet, values in of_case.items():
            found[facet] += values
    return {facet: Counter(values) for facet, values in found.items()}


def facet_groups(counts: Counts, language: Language) -> tuple[FacetGroup, ...]:
    """Return the filters for cases that were counted: only values that some case has.

    Of a long list the most frequent values are shown at first, in the order of the vocabulary.
    """
    return tuple(
        FacetGroup(facet, _folded(facet, counts[facet], options))
        for facet in FACETS
        if (options := tuple(_options(facet, counts[facet], language)))
    )


def _options(facet: str, counts: Counter[str], language: Language) -> Iterator[FacetOption]:
    if facet == "language":
        yield from _languages(counts, language)
    elif facet == "year":
        yield from (FacetOption(year, year) for year in sorted(counts, reverse=True))
    else:
        labels = {term.id: term.label for name in FACETS[facet] for term in vocabulary(name).terms}
        unknown = {value: Localized(value, value) for value in sorted(counts.keys() - labels)}
        for value, label in {**labels, **unknown}.items():
            if counts[value]:
                yield FacetOption(value, label.in_(language))


def _languages(counts: Counter[str], reader: Language) -> Iterator[FacetOption]:
    for tag, name in LANGUAGE_NAMES.items():
        if counts[tag]:
            yield FacetOption(tag, name, None if tag == reader else HTML_LANG[tag])


def _folded(
    facet: str, counts: Counter[str], options: tuple[FacetOption, ...]
) -> tuple[FacetOption, ...]:
    # A fold that hides one or two rows costs more than it saves.
    if len(options) <= SHOWN_AT_FIRST + 2:
        return options
    first = [option.value for option in options]
    if facet != "year":
        first.sort(key=lambda value: -counts[value])
    shown = set(first[:SHOWN_AT_FIRST])
    return tuple(
        FacetOption(option.value, option.label, option.lang, option.value not in shown)
        for option in options
    )
