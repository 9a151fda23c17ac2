"""The files of the index, as the browser fetches them.

`meta.json` stands alone and names the version; all else lies below a folder of that name, so that
a browser or a cache never puts files of two builds together:
`t/<shard>.json` tokens and their postings, `w/<letter>.json` English words, `facets.json` columns
for filters, `d/<year>/<number>.json` one case as results show it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final
from zlib import compress

from casebook.search.blocks import Block, blocks_of
from casebook.search.coding import DIGITS, SEPARATOR, capped, shard_of
from casebook.search.columns import columns
from casebook.search.documents import SearchDocument
from casebook.search.fold import fold_pairs
from casebook.search.postings import CasePostings, postings_of
from casebook.search.settings import SearchSettings

ROOT: Final = "search/index"
FORMAT: Final = 1
"""Raise it with every change that the browser's half must know of."""
SIZE_UNIT: Final = 256
"""Bytes of compressed shard that one step of its size in `meta.json` stands for."""


def index_files(
    documents: Iterable[SearchDocument], settings: SearchSettings
) -> Iterator[tuple[str, bytes]]:
    """Yield the path, from the site's root, and the bytes of every file of the index."""
    return merged_files((postings_of(document, settings) for document in documents), settings)


def merged_files(
    cases: Iterable[CasePostings], settings: SearchSettings
) -> Iterator[tuple[str, bytes]]:
    """Yield the same files from postings that were made, or kept, before."""
    blocks = blocks_of(cases)
    in_order = [case for block in blocks for case in block.cases]
    shards = settings.shards(len(in_order))
    version = _version(in_order, shards)
    below = f"{ROOT}/{version}"
    sizes = [0] * shards
    for number, content in _shards(blocks, shards):
        sizes[number] = len(compress(content, 1))
        yield f"{below}/t/{number:x}.json", content
    for letter, words in _words(blocks):
        yield f"{below}/w/{letter}.json", _json(words)
    facets = _json(columns(in_order))
    yield f"{below}/facets.json", facets
    for block in blocks:
        for number, case in enumerate(block.cases):
            yield f"{below}/d/{block.id}/{number}.json", case.display
    meta = _meta(blocks, version, sizes)
    yield f"{ROOT}/meta.json", _json({**meta, "facets": len(compress(facets))})


def _version(cases: Sequence[CasePostings], shards: int) -> str:
    whole = sha256(f"{FORMAT} {shards}".encode())
    for case in cases:
        whole.update(case.digest)
    return whole.hexdigest()[:16]


def _meta(blocks: Sequence[Block], version: str, sizes: Sequence[int]) -> dict[str, object]:
    indexed = set[str]().union(*(block.postings for block in blocks))
    return {
        "format": FORMAT,
        "version": version,
        "shards": len(sizes),
        "sizes": "".join(capped(size // SIZE_UNIT) for size in sizes),
        "blocks": [
            {"id": block.id, "cases": len(block.cases), "titles": block.titles} for block in blocks
        ],
        "fold": fold_pairs(token for token in indexed if len(token) == 1),
    }


def _shards(blocks: Sequence[Block], shards: int) -> Iterator[tuple[int, bytes]]:
    """Join the years of every posting list, shard by shard; empty shards are files too.

    Each year's part of a list begins with the digit of the year.
    """
    lists: dict[str, str] = {}
    for number, block in enumerate(blocks):
        year = DIGITS[number]
        for token, postings in block.postings.items():
            before = lists.get(token)
            lists[token] = f"{before}{SEPARATOR}{year}{postings}" if before else year + postings
    by_shard: list[dict[str, str]] = [{} for _ in range(shards)]
    for token, postings in lists.items():
        by_shard[shard_of(token, shards)][token] = postings
    for number, content in enumerate(by_shard):
        yield number, _json(content)


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
