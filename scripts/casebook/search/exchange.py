"""A school year's block with a few cases exchanged: only the lists of their tokens are rewritten.

It comes out as if the year had been merged anew; whatever does not fit together is refused.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Any, Final

from casebook.search.blocks import BESIDE, Summary
from casebook.search.coding import DIGITS, LETTERS, json_bytes, shard_of
from casebook.search.postings import DIGEST, CasePostings, digest_of
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


def exchanged(
    summary: Summary, segments: Callable[[int], bytes], exchanges: Sequence[Exchange]
) -> tuple[Summary, dict[int, bytes]]:
    """Return the summary with other cases, and the segments that are others.

    Raises `ValueError` where the block has not what is exchanged.
    """
    digests = bytearray.fromhex(summary.digests)
    shards = len(digests) // DIGEST - BESIDE
    characters = set(summary.characters)
    changed = _facets(segments, shards + BESIDE - 1, exchanges)
    by_shard: dict[int, _Changes] = defaultdict(dict)
    for token, of_token in _changes(exchanges).items():
        by_shard[shard_of(token, shards)][token] = of_token
    for shard, of_shard in by_shard.items():
        lists = _lists(segments(shard))
        for token, of_token in of_shard.items():
            lists[token] = _rewritten(lists.get(token, ""), of_token)
        characters.difference_update(of_shard)
        characters.update(token for token in of_shard if len(token) == 1 and lists[token])
        changed[shard] = _written(lists, _place)
    by_letter: dict[int, dict[str, int]] = defaultdict(dict)
    for word, more in _more_words(exchanges).items():
        by_letter[shards + ascii_lowercase.index(word[0])][word] = more
    for letter, of_letter in by_letter.items():
        counts = _lists(segments(letter))
        for word, more in of_letter.items():
            counts[word] = _added(counts.get(word, "0"), more)
        changed[letter] = _written(counts, None)
    for number, segment in changed.items():
        digests[number * DIGEST : (number + 1) * DIGEST] = digest_of(segment)
    summary = replace(
        _summary(summary, exchanges),
        characters="".join(sorted(characters, key=_place)),
        digests=digests.hex(),
    )
    return summary, changed


def _lists(segment: bytes) -> dict[str, str]:
    """Return what follows each token or word of a segment."""
    parts = segment.decode().split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _written(lists: Mapping[str, str], place: Callable[[str], Any] | None) -> bytes:
    """Return a segment in its order, without what has nothing any more."""
    some = sorted((token for token, written in lists.items() if written), key=place)
    return " ".join([f"{token} {lists[token]}" for token in some]).encode()


def _more_words(exchanges: Iterable[Exchange]) -> dict[str, int]:
    """Return how many cases more have a word, or fewer."""
    words = Counter[str]()
    for one in exchanges:
        words.subtract(one.before.words)
        words.update(one.after.words)
    return {word: more for word, more in words.items() if more}


def _added(count: str, more: int) -> str:
    """Return another count; empty where none is left."""
    now = int(count) + more
    if now < 0:
        raise ValueError("the block was not made from these cases")
    return str(now or "")


def _facets(
    segments: Callable[[int], bytes], number: int, exchanges: Iterable[Exchange]
) -> dict[int, bytes]:
    """Return the values that filters find cases by, where any are others."""
    others = [
        one for one in exchanges if [*one.before.facets.items()] != [*one.after.facets.items()]
    ]
    if not others:
        return {}
    of_cases = json.loads(segments(number))
    for one in others:
        of_cases[one.number] = dict(one.after.facets)
    return {number: json_bytes(of_cases)}


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
    """Return the summary with other titles and displays."""
    titles, displays = summary.titles, bytearray.fromhex(summary.displays)
    for one in exchanges:
        width = len(one.after.titles)
        titles = _spliced(titles, one.number * width, one.after.titles)
        displays[one.number * DIGEST : (one.number + 1) * DIGEST] = one.after.shown
    return replace(summary, titles=titles, displays=displays.hex())


def _spliced(text: str, start: int, part: str) -> str:
    return text[:start] + part + text[start + len(part) :]
