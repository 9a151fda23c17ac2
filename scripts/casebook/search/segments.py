"""The segments of a school year, kept some together by their digests.

An edit reads and writes those alone that it changes, and their neighbours; the others stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from itertools import pairwise
from typing import Final

from casebook.cache import Cache, Key, formed, keys_of
from casebook.search.blocks import BESIDE, Summary
from casebook.search.postings import DIGEST

_TOGETHER: Final = 64
"""Shards whose segments are kept together; so are those of all letters."""
_COUNTED: Final = re.compile(rb"(?:[a-z]+ \d{1,9}(?: [a-z]+ \d{1,9})*)?").fullmatch


class Segments:
    """Know the segments of one year; a few are read that are asked for."""

    def __init__(
        self,
        summary: Summary,
        read: Callable[[Key], bytes | None],
        make: Callable[[], Sequence[bytes]],
    ) -> None:
        """`make` makes all of them, where one is lost."""
        digests = bytes.fromhex(summary.digests)
        self._all = range(len(digests) // DIGEST)
        self._read, self._make = read, make
        self._found: dict[int, bytes] = {}
        shards = len(self._all) - BESIDE
        self._letters = range(shards, len(self._all) - 1)
        edges = [*range(0, shards, _TOGETHER), shards, len(self._all) - 1, len(self._all)]
        key = keys_of("search segments")
        self._groups = [
            (key(digests[start * DIGEST : end * DIGEST]), self._all[start:end])
            for start, end in pairwise(edges)
        ]
        self.keys = frozenset(key for key, _ in self._groups)
        """What they are kept by."""

    def __getitem__(self, number: int) -> bytes:
        """Return one of them."""
        place = self._all[number]
        if place not in self._found:
            key, group = next(one for one in self._groups if place in one[1])
            found = formed(lambda kept: self._split(kept, group), self._read(key))
            self._found.update(enumerate(self._make()) if found is None else found)
        return self._found[place]

    def put(
        self, cache: Cache, segment: Callable[[int], bytes], known: Set[Key] = frozenset()
    ) -> None:
        """Keep them all, but those whose keys are `known`."""
        for key, group in self._groups:
            if key not in known:
                cache.put(key, b"\n".join(map(segment, group)), of_words=True)

    def _split(self, kept: bytes, group: range) -> dict[int, bytes]:
        segments = dict(zip(group, kept.split(b"\n"), strict=True))
        if not all(_COUNTED(one) for place, one in segments.items() if place in self._letters):
            raise ValueError("they are the segments of no such year")
        return segments
