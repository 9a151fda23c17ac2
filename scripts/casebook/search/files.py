"""The files of the index, as the browser fetches them.

`meta.json` stands alone and names the version; all else lies below a folder of that name, so that
a browser or a cache never puts files of two builds together:
`t/<shard>.json` tokens and their postings, `w/<letter>.json` English words, `facets.json` columns
for filters, `d/<year>/<number>.json` one case as results show it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import Final
from zlib import compress

from casebook.cache import Cache, key_of
from casebook.search.blocks import Block
from casebook.search.coding import DIGITS, SEPARATOR, capped
from casebook.search.columns import columns
from casebook.search.documents import SearchDocument
from casebook.search.fold import fold_pairs
from casebook.search.packing import packed, unpacked
from casebook.search.settings import SearchSettings
from casebook.search.years import Year, blocks_of, years_of
from casebook.workers import Workers

ROOT: Final = "search/index"
FORMAT: Final = 2
"""Raise it with every change that the browser's half must know of."""
SIZE_UNIT: Final = 256
"""Bytes of compressed shard that one step of its size in `meta.json` stands for."""


def index_files(
    documents: Iterable[SearchDocument],
    settings: SearchSettings,
    cache: Cache | None = None,
    workers: Workers | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path, from the site's root, and the bytes of every file of the index.

    What `cache` has of cases, years and shards is not made again; cases are weighed in `workers`.
    """
    cache = cache or Cache()
    years = years_of(documents, settings)
    shards = settings.shards(sum(len(year.cases) for year in years))
    blocks = list(blocks_of(years, shards, settings, cache, workers))
    facets = _json(columns([case.facets for year in years for case in year.cases]))
    version = _version(years, blocks, facets)
    below = f"{ROOT}/{version}"
    sizes = []
    for number in range(shards):
        size, content = _shard([block.segments[number] for block in blocks], cache)
        sizes.append(size)
        yield f"{below}/t/{number:x}.json", content
    for letter, words in _words(blocks):
        yield f"{below}/w/{letter}.json", _json(words)
    yield f"{below}/facets.json", facets
    for year in years:
        for place, case in enumerate(year.cases):
            yield f"{below}/d/{year.id}/{place}.json", case.display
    meta = _meta(years, blocks, version, sizes)
    yield f"{ROOT}/meta.json", _json({**meta, "facets": len(compress(facets))})


def _version(years: Sequence[Year], blocks: Sequence[Block], facets: bytes) -> str:
    whole = sha256(f"{FORMAT}".encode() + facets)
    for year, block in zip(years, blocks, strict=True):
        whole.update(year.id.encode() + block.kept())
        for case in year.cases:
            whole.update(sha256(case.display).digest())
    return whole.hexdigest()[:16]


def _meta(
    years: Sequence[Year], blocks: Sequence[Block], version: str, sizes: Sequence[int]
) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": version,
        "shards": len(sizes),
        "sizes": "".join(capped(size // SIZE_UNIT) for size in sizes),
        "blocks": [
            {"id": year.id, "cases": len(year.cases), "titles": block.titles}
            for year, block in zip(years, blocks, strict=True)
        ],
        "fold": fold_pairs(chain.from_iterable(block.characters for block in blocks)),
    }


def _shard(segments: Sequence[bytes], cache: Cache) -> tuple[int, bytes]:
    """Return how long a shard is when compressed, and its content."""

    def made() -> bytes:
        content = _json(_joined(segments))
        return packed(str(len(compress(content, 1))).encode(), content)

    size, content = unpacked(cache.made(key_of("search shard", *segments), made))
    return int(size), content


def _joined(segments: Sequence[bytes]) -> Mapping[str, str]:
    """Join the years of every posting list; each year's part begins with the digit of the year."""
    lists: dict[str, str] = {}
    for year, segment in zip(DIGITS, segments, strict=False):
        parts = segment.decode().split()
        for token, postings in zip(parts[::2], parts[1::2], strict=True):
            before = lists.get(token)
            lists[token] = f"{before}{SEPARATOR}{year}{postings}" if before else year + postings
    return lists


def _words(blocks: Sequence[Block]) -> Iterator[tuple[str, dict[str, str]]]:
    """List the English words of each first letter, and how common each is, by powers of two."""
    total = Counter[str]()
    for block in blocks:
        total.update(block.words)
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(total):
        by_letter[word[0]].append(word)
    for letter, words in sorted(by_letter.items()):
        common = "".join(capped(total[word].bit_length()) for word in words)
        yield letter, {"words": " ".join(words), "common": common}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
