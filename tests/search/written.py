"""An index of documents that were made up, as its files."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.cache import Cache
from casebook.search import Indexable, SearchDocument, SearchSettings, index_files
from casebook.workers import Workers


def indexable(document: SearchDocument, made_from: str = "") -> Indexable:
    """Return a case whose document is there already."""
    return Indexable(document.id, made_from, lambda: document)


def written(
    documents: Iterable[SearchDocument | Indexable],
    settings: SearchSettings,
    cache: Cache | None = None,
    workers: Workers | None = None,
) -> dict[str, bytes]:
    """Return the content of every file of the index by its path."""
    cases = (one if isinstance(one, Indexable) else indexable(one) for one in documents)
    files = index_files(cases, settings, cache, workers)
    return {file.path: file.content() for file in files}
