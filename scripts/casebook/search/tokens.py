"""Tokens of a text: English stems, Han characters and pairs of Han characters.

A token is a number: texts have thousands of them, and numbers are counted and merged at once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from snowballstemmer import stemmer  # type: ignore[import-untyped]

from casebook.search.fold import UTF_32, fold

LATIN: Final = re.compile(r"([a-z0-9]+)(?:'[a-z]+)?")
"""A word of folded text; what follows its apostrophe is left out."""
_HAN: Final = (
    ("\u3007", "\u3007"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\U00020000", "\U000323af"),
)
HAN: Final = re.compile("[" + "".join(f"{first}-{last}" for first, last in _HAN) + "]+")
"""A run of Han characters."""

Numbers = NDArray[np.int64]

BITS: Final = 18
"""Enough for any Han character; a pair is the first, these many bits up, and the second."""
FIRST_STEM: Final = 1 << (2 * BITS)
"""Stems are numbered from here on in the order in which this process meets them."""
_BREAK: Final = "\n"

_STEMMER: Final = stemmer("english")
_stems: list[str] = []
_number_of: dict[str, int] = {}


class _Words(dict[str, int]):
    """Number the stem of each word; 0 for a word that has none."""

    def __missing__(self, word: str) -> int:
        stemmed = stem(word)
        if stemmed and stemmed not in _number_of:
            _number_of[stemmed] = FIRST_STEM + len(_stems)
            _stems.append(stemmed)
        self[word] = _number_of[stemmed] if stemmed else 0
        return self[word]


_WORDS: Final = _Words()


def stem(word: str) -> str:
    """Return the English stem of a folded word: the browser runs the same Snowball program."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


@dataclass(frozen=True, slots=True)
class Tokens:
    """Hold what one text says, in tokens."""

    numbers: Numbers
    """As often as the text has each."""
    words: frozenset[str]
    """Latin words as written, folded but not stemmed."""
    asked: int
    """How many tokens a query makes that repeats the text."""

    @property
    def length(self) -> int:
        """Return the number of all tokens."""
        return len(self.numbers)

    @property
    def counts(self) -> Counter[str]:
        """Return how often the text has each token."""
        stems = self.numbers[self.numbers >= FIRST_STEM]
        return Counter([*stems_of(stems), *han_of(self.numbers[self.numbers < FIRST_STEM])])


def tokens_of(text: str) -> Tokens:
    """Fold and cut a text."""
    folded = fold(text)
    written = LATIN.findall(folded)
    stems = np.array([number for word in written if (number := _WORDS[word])], np.int64)
    if folded.isascii():
        return Tokens(stems, frozenset(written), len(stems))
    runs = _BREAK.join(HAN.findall(folded))
    codes = np.frombuffer(runs.encode(UTF_32), np.uint32).astype(np.int64)
    is_han = codes != ord(_BREAK)
    pairs = ((codes[:-1] << BITS) | codes[1:])[is_han[:-1] & is_han[1:]]
    lone = sum(len(run) == 1 for run in runs.split(_BREAK))
    numbers = np.concatenate((codes[is_han], pairs, stems))
    return Tokens(numbers, frozenset(written), len(pairs) + lone + len(stems))


def are_han(numbers: Numbers) -> bool:
    """Tell whether all are numbers of Han characters and of pairs of them."""
    if numbers.size and not 0 <= numbers.min() <= numbers.max() < FIRST_STEM:
        return False
    first, second = numbers >> BITS, numbers & ((1 << BITS) - 1)
    is_pair = first > 0
    return bool(_is_han(second).all() and _is_han(first[is_pair]).all())


def _is_han(codes: Numbers) -> NDArray[np.bool_]:
    found = np.zeros(len(codes), np.bool_)
    for first, last in _HAN:
        found |= (codes >= ord(first)) & (codes <= ord(last))
    return found


def stems_of(numbers: Numbers) -> list[str]:
    """Return the stems that this process numbered so."""
    return [_stems[number - FIRST_STEM] for number in numbers.tolist()]


def han_of(numbers: Numbers) -> list[str]:
    """Return the characters and the pairs of characters that are numbered so."""
    codes = np.stack((numbers >> BITS, numbers & ((1 << BITS) - 1)), axis=1).astype(np.uint32)
    text = codes.tobytes().decode(UTF_32)
    return [text[start : start + 2].lstrip("\0") for start in range(0, len(text), 2)]
