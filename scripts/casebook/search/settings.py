"""The numbers of the index that belong to the site and not to a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from casebook.language import Language
from casebook.search.weights import Field, FieldLengths

DEFAULT_LENGTHS: Final[Mapping[Language, FieldLengths]] = {
    "en": {"title": 5, "heading": 30, "term": 150, "summary": 40, "text": 1000},
    "zh-Hant": {"title": 12, "heading": 80, "term": 150, "summary": 180, "text": 3200},
}


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Hold what the weights of a case are measured against.

    Usual lengths are settings and not averages of the collection: so the weights of a case depend
    on that case alone, and a case that was not edited need not be weighed again.
    """

    lengths: Mapping[Language, Mapping[Field, float]] = field(
        default_factory=lambda: DEFAULT_LENGTHS
    )
    """Usual number of tokens in each field of a text, by language."""
    fewest_shards: int = 256
    most_shards: int = 4096

    def shards(self, cases: int) -> int:
        """Return the number of files for the terms of so many cases: a power of two."""
        wanted = 1 << max(cases - 1, 0).bit_length()
        return min(self.most_shards, max(self.fewest_shards, wanted))
