"""The files of tokens and their postings: what is known of each, its content only if asked for.

A shard is known by the digests of its segments, so that one of which no year changed is neither
joined nor compressed again, and no block is read for it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Annotated, Final
from zlib import compress

from pydantic import Field, NonNegativeInt, TypeAdapter

from casebook.cache import Cache, Key, formed, key_of
from casebook.search.coding import DIGITS, SEPARATOR, json_bytes, stamp
from casebook.search.postings import DIGEST
from casebook.search.years import Year

STAMP_OF_SHARD: Final = 4
"""Characters: `meta.json` has those of every shard, and is read before the first search."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Hold what is known of one shard."""

    key: Key
    stamp: str
    size: int
    """When compressed."""
    content: Callable[[], bytes]


_Stamp = Annotated[str, Field(pattern=f"^[A-Za-z0-9_-]{{{STAMP_OF_SHARD}}}$")]
_Known = dict[str, tuple[_Stamp, NonNegativeInt]]
"""The stamp and the size of every shard, by its key in hexadecimal."""


def shards_of(years: Sequence[Year], count: int, cache: Cache) -> Iterator[Shard]:
    """Yield every shard, in the order of their numbers."""
    digests = [bytes.fromhex(year.summary.digests) for year in years]
    kind = key_of("search shard")
    place = key_of("search shards", str(count))
    known = formed(_knowledge().validate_json, cache.get(place)) or {}
    found: _Known = {}
    for number in range(count):
        part = slice(number * DIGEST, (number + 1) * DIGEST)
        # Each digest is as long as any other: no two lists of them read the same.
        key = sha256(kind + b"".join([of_year[part] for of_year in digests])).digest()
        name = key.hex()
        content = partial(_content, years, number)
        if name not in known:
            made = content()
            found[name] = stamp(made, STAMP_OF_SHARD), len(compress(made, 1))
            content = partial(bytes, made)
        else:
            found[name] = known[name]
        yield Shard(key, *found[name], content)
    if found != known:
        cache.put(place, _knowledge().dump_json(found))


@functools.cache
def _knowledge() -> TypeAdapter[_Known]:
    return TypeAdapter(_Known)


def _content(years: Sequence[Year], number: int) -> bytes:
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
