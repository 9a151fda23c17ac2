"""The part of the index that one school year decides: an edited case rewrites its own year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.search.coding import DIGITS, LETTERS, shard_of
from casebook.search.packing import packed, unpacked
from casebook.search.postings import CasePostings
from casebook.search.tokens import FIRST_STEM, Numbers, han_of

MOST_BLOCKS: Final = len(DIGITS)
"""A posting list names its years by one digit."""

_BASE: Final = len(DIGITS)
_DIGITS: Final = np.frombuffer(DIGITS.encode(), np.uint8)
_LETTERS: Final = np.frombuffer(LETTERS.encode(), np.uint8)
_WEIGHT_BITS: Final = 6
_CASE_BITS: Final = 20
"""Token, case and weight of a posting are one number of 63 bits: those are sorted fastest."""


@dataclass(frozen=True, slots=True)
class Block:
    """Hold what the cases of one school year add, numbered from zero in the order of folders."""

    segments: tuple[bytes, ...]
    """For each shard: a token, what each case that has it adds, the next token, all with spaces."""
    characters: str
    """Every single character that is a token."""
    titles: str
    """The lengths of all titles, case by case."""
    words: dict[str, int]
    """English word → number of cases that have it."""

    def kept(self) -> bytes:
        """Return what `block_from` reads."""
        return packed(
            b"\n".join(self.segments),
            self.characters.encode(),
            self.titles.encode(),
            " ".join(self.words).encode(),
            np.array(list(self.words.values()), "<u4").tobytes(),
        )


def block_from(kept: bytes) -> Block:
    """Return the block that was kept."""
    segments, characters, titles, words, counts = unpacked(kept)
    return Block(
        tuple(segments.split(b"\n")),
        characters.decode(),
        titles.decode(),
        dict(zip(words.decode().split(), np.frombuffer(counts, "<u4").tolist(), strict=True)),
    )


def block_of(cases: Sequence[CasePostings], shards: int) -> Block:
    """Merge the cases of one school year, which come in order."""
    if len(cases) >> _CASE_BITS:
        raise ValueError(
            f"{len(cases)} cases in one year; the index has room for 1 << {_CASE_BITS}"
        )
    stems = sorted(set(chain.from_iterable(case.stems for case in cases)))
    numbers, postings = _merged(cases, stems)
    first = int(np.searchsorted(numbers, FIRST_STEM))
    tokens = [*han_of(numbers[:first]), *stems]
    by_shard: list[list[str]] = [[] for _ in range(shards)]
    for token, written in zip(tokens, postings, strict=True):
        by_shard[shard_of(token, shards)].append(f"{token} {written}")
    words = Counter(chain.from_iterable(case.words for case in cases))
    return Block(
        tuple(" ".join(segment).encode() for segment in by_shard),
        "".join(token for token in tokens if len(token) == 1),
        "".join(case.titles for case in cases),
        dict(sorted(words.items())),
    )


def _merged(cases: Sequence[CasePostings], stems: Iterable[str]) -> tuple[Numbers, list[str]]:
    """Return the tokens of all cases, each once, in order, with their posting lists."""
    number_of = {stem: FIRST_STEM + place for place, stem in enumerate(stems)}
    parts = []
    for number, case in enumerate(cases):
        of_stems = np.fromiter(map(number_of.__getitem__, case.stems), np.int64, len(case.stems))
        weights = np.frombuffer(case.weights, np.uint8)
        tokens = np.concatenate((case.han, of_stems)) << (_CASE_BITS + _WEIGHT_BITS)
        parts.append(tokens | (number << _WEIGHT_BITS) | weights)
    postings = np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)
    tokens = postings >> (_CASE_BITS + _WEIGHT_BITS)
    numbers = (postings >> _WEIGHT_BITS) & ((1 << _CASE_BITS) - 1)
    first = np.append(True, tokens[1:] != tokens[:-1])[: len(tokens)]
    return tokens[first], _written(first, numbers, postings & ((1 << _WEIGHT_BITS) - 1))


def _written(first: NDArray[np.bool_], numbers: Numbers, weights: Numbers) -> list[str]:
    """Write the posting list of every token; `first` marks where each begins."""
    if first.size == 0:
        return []
    gaps = np.where(first, numbers, numbers - np.append(0, numbers[:-1]) - 1)
    widths = np.ones_like(gaps)
    power = 1
    while power <= gaps.max():
        widths += gaps >= power
        power *= _BASE
    ends = np.cumsum(widths)
    text = np.empty(ends[-1], np.uint8)
    text[ends - 1] = _LETTERS[weights]
    _write_digits(text, ends - 2, gaps)
    starts = ends[first] - widths[first]
    whole = text.tobytes().decode()
    return [whole[start:end] for start, end in pairwise([*starts.tolist(), len(whole)])]


def _write_digits(text: NDArray[np.uint8], last: Numbers, gaps: Numbers) -> None:
    """Write every gap so that its last digit stands at `last`; zero has no digits."""
    while (left := gaps > 0).any():
        last, gaps = last[left], gaps[left]
        gaps, digit = np.divmod(gaps, _BASE)
        text[last] = _DIGITS[digit]
        last = last - 1
