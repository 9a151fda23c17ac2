"""The files of tokens and of English words: what is known of each, its content only if asked for.

A shard is known by the digests of its segments, so that one of which no year changed is neither
joined nor compressed again, and no block is read for it.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from string import ascii_lowercase
from typing import Annotated
from zlib import compress

import numpy as np
from pydantic import Field, NonNegativeInt, TypeAdapter

from casebook.cache import Cache, Key, formed, key_of
from casebook.search.blocks import BESIDE
from casebook.search.coding import DIGITS, SEPARATOR, STAMP, capped, json_bytes, stamp
from casebook.search.postings import DIGEST, digest_of
from casebook.search.years import Year


@dataclass(frozen=True, slots=True)
class Shard:
    """Hold what is known of one shard."""

    key: Key
    stamp: str
    size: int
    """When compressed."""
    content: Callable[[], bytes]


_Stamp = Annotated[str, Field(pattern=f"^[A-Za-z0-9_-]{{{STAMP}}}$")]
_Known = dict[str, tuple[_Stamp, NonNegativeInt]]
"""The stamp and the size of every shard, by its key in hexadecimal."""


def shards_of(
    years: Sequence[Year], count: int, cache: Cache
) -> tuple[list[Shard], dict[str, Shard]]:
    """Return every shard in the order of their numbers, and by its letter that of each word."""
    rows = _rows(years, count + BESIDE)
    place = key_of("search shards", str(count))
    known = formed(_knowledge().validate_json, cache.get(place)) or {}
    found: _Known = {}
    kind = key_of("search shard")
    shards = [
        _shard(kind, rows[number], partial(_postings, years, number), known, found)
        for number in range(count)
    ]
    kind = key_of("search words")
    none = digest_of(b"") * len(years)
    letters = {
        letter: _shard(kind, rows[number], partial(_words, years, number), known, found)
        for number, letter in enumerate(ascii_lowercase, count)
        if rows[number] != none
    }
    if found != known:
        cache.put(place, _knowledge().dump_json(found))
    return shards, letters


def _rows(years: Sequence[Year], count: int) -> list[bytes]:
    """Return for each segment its digests in all years, one after the other."""
    if not years:
        return [b""] * count
    digests = [np.frombuffer(bytes.fromhex(year.summary.digests), np.uint8) for year in years]
    whole = np.concatenate([one.reshape(count, DIGEST) for one in digests], axis=1).tobytes()
    width = DIGEST * len(years)
    return [whole[start : start + width] for start in range(0, len(whole), width)]


def _shard(
    kind: Key, row: bytes, content: Callable[[], bytes], known: _Known, found: _Known
) -> Shard:
    """Return what is known of a shard, or what is found by making it."""
    # Each digest is as long as any other: no two lists of them read the same.
    key = sha256(kind + row).digest()
    name = key.hex()
    if name not in known:
        made = content()
        found[name] = stamp(made, STAMP), len(compress(made, 1))
        content = partial(bytes, made)
    else:
        found[name] = known[name]
    return Shard(key, *found[name], content)


@functools.cache
def _knowledge() -> TypeAdapter[_Known]:
    return TypeAdapter(_Known)


def _words(years: Sequence[Year], number: int) -> bytes:
    """List the English words of a letter, and how common each is, by powers of two."""
    total = Counter[str]()
    for year in years:
        parts = year.segments[number].decode().split()
        total.update(dict(zip(parts[::2], map(int, parts[1::2]), strict=True)))
    words = sorted(total)
    common = "".join(capped(total[word].bit_length()) for word in words)
    return json_bytes({"words": " ".join(words), "common": common})


def _postings(years: Sequence[Year], number: int) -> bytes:
    return json_bytes(_joined([year.segments[number] for year in years]))


def _joined(segments: Sequence[bytes]) -> Mapping[str, str]:
    """Join the years of every posting list; each year's part begins with the digit of the year."""
    lists: dict[str, str] = {}
    for year, segment in zip(DIGITS, segments, strict=False):
        parts = segment.decode(errors="replace").split()
        for token, postings in zip(parts[::2], parts[1::2], strict=False):
            before = lists.get(token)
            lists[token] = f"{before}{SEPARATOR}{year}{postings}" if before else year + postings
    return lists
