"""A school year's block with a few cases exchanged: only the lists of their tokens are rewritten.

It comes out as if the year had been merged anew; whatever does not fit together is refused.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from casebook.search.blocks import Block, Summary
from casebook.search.coding import DIGITS, LETTERS, json_bytes, shard_of
from casebook.search.postings import DIGEST, CasePostings
from casebook.search.tokens import han_of

_VALUE: Final[Mapping[str, int]] = {
    character: value for text in (DIGITS, LETTERS) for value, character in enumerate(text)
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """Hold what the block has of one case, and what it is to have."""

    number: int
    before: CasePostings
    after: CasePostings


_Changes = dict[str, dict[int, tuple[int | None, int | None]]]
"""For each token, by case: what it weighed and what it weighs now; None where it was or is not."""


def exchanged(block: Block, exchanges: Sequence[Exchange]) -> Block:
    """Return the block with other cases; raise `ValueError` where it has not what is exchanged."""
    segments = list(block.segments)
    digests = bytearray.fromhex(block.summary.digests)
    by_shard: dict[int, _Changes] = defaultdict(dict)
    for token, of_token in _changes(exchanges).items():
        by_shard[shard_of(token, len(segments))][token] = of_token
    characters = set(block.summary.characters)
    for shard, of_shard in by_shard.items():
        parts = segments[shard].decode().split()
        lists = dict(zip(parts[::2], parts[1::2], strict=True))
        for token, of_token in of_shard.items():
            lists[token] = _rewritten(lists.get(token, ""), of_token)
            if not lists[token]:
                del lists[token]
        characters.difference_update(of_shard)
        characters.update(token for token in of_shard.keys() & lists.keys() if len(token) == 1)
        text = " ".join(f"{token} {lists[token]}" for token in sorted(lists, key=_place))
        segments[shard] = text.encode()
        digest = sha256(segments[shard]).digest()[:DIGEST]
        digests[shard * DIGEST : (shard + 1) * DIGEST] = digest
    summary = replace(
        _summary(block.summary, exchanges),
        characters="".join(sorted(characters, key=_place)),
        digests=digests.hex(),
    )
    return Block(summary, tuple(segments))


def _changes(exchanges: Iterable[Exchange]) -> _Changes:
    changes: _Changes = defaultdict(dict)
    for one in exchanges:
        before, after = dict(_weights(one.before)), dict(_weights(one.after))
        for token in before.keys() | after.keys():
            pair = before.get(token), after.get(token)
            if pair[0] != pair[1]:
                changes[token][one.number] = pair
    return changes


def _weights(case: CasePostings) -> Iterator[tuple[str, int]]:
    return zip((*han_of(case.han), *case.stems), case.weights, strict=True)


def _place(token: str) -> tuple[bool, int, str]:
    """Return what tokens are sorted by: characters, then pairs of them, then stems."""
    is_stem = token.isascii()
    return is_stem, 0 if is_stem else len(token), token


def _rewritten(written: str, changes: Mapping[int, tuple[int | None, int | None]]) -> str:
    """Return a posting list with other weights of some cases."""
    weights = dict(_postings(written))
    for number, (before, after) in changes.items():
        if weights.pop(number, None) != before:
            raise ValueError("the block was not made from this case")
        if after is not None:
            weights[number] = after
    text, last = [], -1
    for number in sorted(weights):
        text.append(f"{_digits(number - last - 1)}{LETTERS[weights[number]]}")
        last = number
    return "".join(text)


def _postings(written: str) -> Iterator[tuple[int, int]]:
    number, gap = -1, 0
    for character in written:
        if character in LETTERS:
            number, gap = number + gap + 1, 0
            yield number, _VALUE[character]
        else:
            gap = gap * len(DIGITS) + _VALUE[character]


def _digits(gap: int) -> str:
    text = ""
    while gap:
        gap, digit = divmod(gap, len(DIGITS))
        text = DIGITS[digit] + text
    return text


def _summary(summary: Summary, exchanges: Sequence[Exchange]) -> Summary:
    """Return the summary with other titles, words, values and displays."""
    titles, displays = summary.titles, bytearray.fromhex(summary.displays)
    words = Counter(dict(zip(summary.words.split(), summary.counts, strict=True)))
    facets = summary.facets
    for one in exchanges:
        width = len(one.after.titles)
        titles = _spliced(titles, one.number * width, one.after.titles)
        displays[one.number * DIGEST : (one.number + 1) * DIGEST] = one.after.shown
        words.subtract(one.before.words)
        words.update(one.after.words)
        if list(one.before.facets.items()) != list(one.after.facets.items()):
            of_cases = json.loads(facets)
            of_cases[one.number] = dict(one.after.facets)
            facets = json_bytes(of_cases).decode()
    if min(words.values(), default=0) < 0:
        raise ValueError("the block was not made from these cases")
    left = sorted((word, count) for word, count in words.items() if count)
    return replace(
        summary,
        titles=titles,
        words=" ".join(word for word, _ in left),
        counts=tuple(count for _, count in left),
        facets=facets,
        displays=displays.hex(),
    )


def _spliced(text: str, start: int, part: str) -> str:
    return text[:start] + part + text[start + len(part) :]
