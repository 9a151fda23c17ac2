"""Tokens of a text: English stems, Han characters and pairs of Han characters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Final

from snowballstemmer.english_stemmer import EnglishStemmer  # type: ignore[import-untyped]

from casebook.search.fold import fold

LATIN: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
"""A word of folded text, with what follows its apostrophe."""
HAN: Final = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+")
"""A run of Han characters."""

_STEMMER: Final = EnglishStemmer()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the English stem of a folded word: the browser runs the same Snowball program."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


@dataclass(frozen=True, slots=True)
class Tokens:
    """Hold what one text says, in tokens."""

    counts: Counter[str]
    words: frozenset[str]
    """Latin words as written, folded but not stemmed."""
    asked: int
    """How many tokens a query makes that repeats the text."""

    @property
    def length(self) -> int:
        """Return the number of all tokens."""
        return self.counts.total()


def tokens_of(text: str) -> Tokens:
    """Fold and cut a text."""
    folded = fold(text)
    runs = HAN.findall(folded)
    counts = Counter("".join(runs))
    counts.update(chain.from_iterable(map(add, run, run[1:]) for run in runs))
    asked = sum(max(1, len(run) - 1) for run in runs)
    words = set()
    for written, times in Counter(LATIN.findall(folded)).items():
        word = written.partition("'")[0]
        words.add(word)
        if stemmed := stem(word):
            counts[stemmed] += times
            asked += times
    return Tokens(counts, frozenset(words), asked)
