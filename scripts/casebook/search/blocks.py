"""The part of the index that one school year decides: an edited case rewrites its own year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from casebook.search.coding import DIGITS, digits
from casebook.search.postings import CasePostings

MOST_BLOCKS: Final = len(DIGITS)
"""A posting list names its years by one digit."""


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
    gaps = [digits(number) for number in range(len(cases) + 1)]
    lists: dict[str, list[str]] = {}
    latest: dict[str, int] = {}
    words = Counter[str]()
    for number, case in enumerate(cases):
        for token, letter in zip(case.tokens.split(" "), case.letters, strict=True):
            posting = gaps[number - latest.get(token, -1) - 1] + letter
            latest[token] = number
            if token in lists:
                lists[token].append(posting)
            else:
                lists[token] = [posting]
        words.update(case.words.split())
    postings = {token: "".join(lists[token]) for token in lists}
    return Block(cases[0].block, tuple(cases), postings, words)
