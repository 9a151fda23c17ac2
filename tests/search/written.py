"""An index of documents that were made up, as its files."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.cache import Cache
from casebook.search.documents import Indexables, SearchDocument
from casebook.search.files import index_files
from casebook.search.settings import SearchSettings
from casebook.workers import Workers


def indexables(documents: Iterable[SearchDocument]) -> Indexables:
    """Return cases whose documents are there already; nobody knows what they are made from."""
    by_id = {one.id: one for one in documents}
    return Indexables(dict.fromkeys(by_id, ""), by_id.__getitem__)


def written(
    documents: Iterable[SearchDocument] | Indexables,
    settings: SearchSettings,
    cache: Cache | None = None,
    workers: Workers | None = None,
) -> dict[str, bytes]:
    """Return the content of every file of the index by its path."""
    told = documents if isinstance(documents, Indexables) else indexables(documents)
    parts = index_files(told, settings, cache, workers)
    return {path: files.content(path) for files in parts for path in files.keys}
