"""The part of the index that one school year decides: an edited case rewrites its own year."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from string import ascii_lowercase
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from casebook.language import LANGUAGES
from casebook.search.coding import (
    DIGITS,
    LETTERS,
    STAMP,
    json_bytes,
    shard_of,
    stamp,
)
from casebook.search.postings import DIGEST, CasePostings, digest_of
from casebook.search.tokens import FIRST_STEM, Numbers, han_of

MOST_BLOCKS: Final = len(DIGITS)
"""A posting list names its years by one digit."""
BESIDE: Final = len(ascii_lowercase) + 1
"""Segments behind those of the shards."""

_BASE: Final = len(DIGITS)
_DIGITS: Final = np.frombuffer(DIGITS.encode(), np.uint8)
_LETTERS: Final = np.frombuffer(LETTERS.encode(), np.uint8)
_WEIGHT_BITS: Final = 6
_CASE_BITS: Final = 20
"""Token, case and weight of a posting are one number of 63 bits: those are sorted fastest."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold all of one school year that every build asks for: it is read without the segments."""

    characters: str
    """Every single character that is a token."""
    titles: str
    """The lengths of all titles, case by case."""
    displays: str
    """The digest of what the results show of each case, in hexadecimal, one after the other."""
    digests: str
    """Of each segment, in hexadecimal, one after the other."""

    def kept(self) -> bytes:
        """Return what `summary_from` reads."""
        return _summaries().dump_json(self)

    @property
    def shown(self) -> str:
        """Return a stamp of what the results show of all cases."""
        return stamp(bytes.fromhex(self.displays), STAMP)


@dataclass(frozen=True, slots=True)
class Block:
    """Hold what the cases of one school year add, numbered from zero in the order of folders."""

    summary: Summary
    segments: tuple[bytes, ...]
    """For each shard: a token, what each case that has it adds, the next token, all with spaces.
    Then for each letter: an English word, the number of cases that have it, and so on. At last the
    values that filters find each case by, as JSON."""


def summary_from(kept: bytes, cases: int, shards: int) -> Summary:
    """Return the summary that was kept; raise `ValueError` where it has another form."""
    summary = _summaries().validate_json(kept)
    if (
        len(summary.titles) != cases * len(LANGUAGES)
        or len(bytes.fromhex(summary.displays)) != DIGEST * cases
        or len(bytes.fromhex(summary.digests)) != DIGEST * (shards + BESIDE)
    ):
        raise ValueError("it is the summary of no such year")
    return summary


@functools.cache
def _summaries() -> TypeAdapter[Summary]:
    return TypeAdapter(Summary)


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
    by_letter: dict[str, list[str]] = {letter: [] for letter in ascii_lowercase}
    for word, count in sorted(words.items()):
        by_letter[word[0]].append(f"{word} {count}")
    facets = json_bytes([dict(case.facets) for case in cases])
    parts = (" ".join(part).encode() for part in chain(by_shard, by_letter.values()))
    segments = (*parts, facets)
    summary = Summary(
        "".join(token for token in tokens if len(token) == 1),
        "".join(case.titles for case in cases),
        b"".join(case.shown for case in cases).hex(),
        b"".join(map(digest_of, segments)).hex(),
    )
    return Block(summary, segments)


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
