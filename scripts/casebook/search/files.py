"""The files of the index, as the browser fetches them.

`meta.json` stands alone and names all others. What did not change keeps its address, so that a
browser need not read it again; and no address ever has another case, or an older part of the index
than `meta.json` means, so that files of two builds never come together:

- `t/<shard>.<stamp of its content>.json`: tokens and their postings;
- `w/<letter>.<stamp>.json`: English words; `facets.<stamp>.json`: columns for filters;
- `d/<year>-<stamp of the ids of its cases>/<number>.json`: one case as results show it. Its content
  may be newer than `meta.json`, which is harmless; the browser asks for it with `shown`, the stamp
  of all that is shown of the year, so that it does not take an older one from its own store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final
from zlib import compress

from casebook.cache import Cache, Key, formed, key_of
from casebook.search import ROOT
from casebook.search.coding import STAMP, capped, json_bytes, stamp
from casebook.search.columns import columns, columns_from
from casebook.search.documents import Indexables
from casebook.search.fold import fold_pairs
from casebook.search.postings import DIGEST, display
from casebook.search.settings import SearchSettings
from casebook.search.shards import Shard, shards_of
from casebook.search.years import Year, years_of
from casebook.workers import Workers

FORMAT: Final = 3
"""Raise it with every change that the browser's half must know of."""
STAMP_OF_SHARD: Final = 4
"""Characters: `meta.json` has those of every shard, and is read before the first search."""
SIZE_UNIT: Final = 256
"""Bytes of compressed shard that one step of its size in `meta.json` stands for."""


@dataclass(frozen=True, slots=True)
class IndexFiles:
    """Hold files of the index; whoever has one made from the same key need not ask for it."""

    keys: Mapping[str, Key]
    """What each is made from, by its path from the site's root."""
    content: Callable[[str], bytes]
    """Returns the content of the file at a path."""


def index_files(
    told: Indexables,
    settings: SearchSettings,
    cache: Cache | None = None,
    workers: Workers | None = None,
) -> Iterator[IndexFiles]:
    """Yield every file of the index, `meta.json` last.

    What `cache` has of cases, years and shards is not made again; cases are weighed in `workers`.
    """
    cache = cache or Cache()
    years = years_of(told, settings, cache, workers)
    count = settings.shards(sum(len(year.cases.ids) for year in years))
    shards, letters = shards_of(years, count, cache)
    stamps = [shard.stamp[:STAMP_OF_SHARD] for shard in shards]
    names = [f"t/{place:x}.{one}.json" for place, one in enumerate(stamps)]
    yield _files(dict(zip(names, shards, strict=True)))
    yield _files({f"w/{letter}.{one.stamp}.json": one for letter, one in letters.items()})
    facets = _columns(years, cache)
    yield _file(f"facets.{stamp(facets, STAMP)}.json", facets)
    for year in years:
        yield _displays(year)
    meta = {
        "format": FORMAT,
        "shards": count,
        "stamps": "".join(stamps),
        "sizes": "".join([capped(shard.size // SIZE_UNIT) for shard in shards]),
        "words": {letter: one.stamp for letter, one in letters.items()},
        "facets": {"stamp": stamp(facets, STAMP), "size": len(compress(facets))},
        "blocks": [_block(year) for year in years],
        "fold": fold_pairs(chain.from_iterable(year.summary.characters for year in years)),
    }
    yield _file("meta.json", json_bytes(meta))


def _file(name: str, content: bytes) -> IndexFiles:
    return IndexFiles({f"{ROOT}/{name}": key_of("search file", content)}, lambda _: content)


def _files(shards: Mapping[str, Shard]) -> IndexFiles:
    by_path = {f"{ROOT}/{name}": shard for name, shard in shards.items()}
    keys = {path: shard.key for path, shard in by_path.items()}
    return IndexFiles(keys, lambda path: by_path[path].content())


def _displays(year: Year) -> IndexFiles:
    folder, cases = f"{ROOT}/d/{year.folder}/", year.cases
    paths = [f"{folder}{place}.json" for place in range(len(cases.ids))]
    id_of = dict(zip(paths, cases.ids, strict=True))
    return IndexFiles(
        dict(zip(paths, cases.keys, strict=True)),
        lambda path: display(cases.document(id_of[path])),
    )


def _block(year: Year) -> dict[str, object]:
    summary = year.summary
    return {
        "folder": year.folder,
        "shown": summary.shown,
        "cases": len(year.cases.ids),
        "titles": summary.titles,
    }


def _columns(years: Sequence[Year], cache: Cache) -> bytes:
    key = key_of("search columns", *(year.summary.digests[-2 * DIGEST :] for year in years))
    found = formed(columns_from, cache.get(key))
    if found is None:
        found = columns([case for year in years for case in year.facets])
        cache.put(key, found.kept())
    return found.kept()
