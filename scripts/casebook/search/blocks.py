"""The part of the index that one school year decides: an edited case rewrites its own year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, groupby, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from casebook.search.coding import DIGITS, LETTERS
from casebook.search.postings import CasePostings

MOST_BLOCKS: Final = len(DIGITS)
"""A posting list names its years by one digit."""

Numbers = NDArray[np.int64]

_BASE: Final = len(DIGITS)
_DIGITS: Final = np.frombuffer(DIGITS.encode(), np.uint8)
_LETTERS: Final = np.frombuffer(LETTERS.encode(), np.uint8)


@dataclass(frozen=True, slots=True)
class Block:
    """Hold the cases of one school year, numbered from zero in the order of their folders."""

    id: str
    cases: tuple[CasePostings, ...]
    postings: dict[str, str]
    """Token → what each case that has it adds, from the first to the last."""
    words: Counter[str]
    """English word → number of cases that have it."""

    @property
    def titles(self) -> str:
        """Return the lengths of all titles, case by case."""
        return "".join(case.titles for case in self.cases)


def blocks_of(cases: Iterable[CasePostings]) -> tuple[Block, ...]:
    """Merge the cases of each school year, the oldest year first."""
    in_order = sorted(cases, key=lambda case: case.id)
    blocks = tuple(block_of(list(year)) for _, year in groupby(in_order, lambda case: case.block))
    if len(blocks) > MOST_BLOCKS:
        raise ValueError(f"{len(blocks)} school years; the index has room for {MOST_BLOCKS}")
    return blocks


def block_of(cases: Sequence[CasePostings]) -> Block:
    """Merge the cases of one school year, which come in order."""
    number_of: dict[str, int] = defaultdict(count().__next__)
    numbered: list[int] = []
    words = Counter[str]()
    for case in cases:
        numbered.extend(map(number_of.__getitem__, case.tokens.split()))
        words.update(case.words.split())
    tokens = np.array(numbered, np.int64)
    weights = np.frombuffer(b"".join(case.weights for case in cases), np.uint8)
    numbers = np.repeat(np.arange(len(cases)), [len(case.weights) for case in cases])
    order = np.argsort(tokens, kind="stable")
    lists = _written(tokens[order], numbers[order], weights[order])
    return Block(cases[0].block, tuple(cases), dict(zip(number_of, lists, strict=True)), words)


def _written(tokens: Numbers, numbers: Numbers, weights: NDArray[np.uint8]) -> list[str]:
    """Write the posting list of every token, by all its cases; the postings come in order."""
    if tokens.size == 0:
        return []
    first = np.append(True, tokens[1:] != tokens[:-1])
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
