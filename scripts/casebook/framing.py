"""Pages and the search index put into the folder of a site, as far as they are not there."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from casebook.cache import Key, key_of, keys_of
from casebook.pages.page import Page
from casebook.pages.plan import Planned
from casebook.publish.folder import Folder
from casebook.search.documents import Indexables
from casebook.search.files import index_files
from casebook.search.settings import SearchSettings
from casebook.settings import Site
from casebook.theme import Theme, compile_templates, frame_all
from casebook.workers import in_batches

_BATCH: Final = 32
"""Pages that a worker frames at a time."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Remember a page that lies in its place; how it is made is forgotten by then."""

    file: str
    href: str
    has_line: bool
    is_offered: bool


def frame(pages: Iterable[Planned], folder: Folder, site: Site, theme: Theme) -> list[Placed]:
    """Write every page: one that is made as before is taken over, all others framed in workers."""
    key_of_theme = key_of("theme", repr(theme))
    of_shown = keys_of("page by what it shows", key_of_theme)
    of_inputs = keys_of("page by its inputs", key_of_theme, site.inputs())
    placed: list[Placed] = []
    changed: deque[tuple[str, Key]] = deque()

    def unlike_before() -> Iterator[Page]:
        for page in pages:
            placed.append(Placed(page.file, page.href, page.has_line, page.is_offered))
            made = page.compile() if page.inputs is None else None
            inputs = pickle.dumps(made) if made else repr(page.inputs)
            key = (of_shown if made else of_inputs)(page.href, inputs)
            if not folder.take(page.file, key):
                folder.prepare(page.file)
                changed.append((page.file, key))
                yield made or page.compile()

    def ready() -> None:
        compile_templates(theme)
        site.cache.release()

    frames = partial(frame_all, theme=theme, root=folder.root)
    workers = site.workers.after(ready)
    for digests in in_batches(frames, _packed(unlike_before()), 1, workers):
        for digest in digests:
            path, key = changed.popleft()
            folder.note(path, key, digest)
    return placed


def _packed(pages: Iterator[Page]) -> Iterator[bytes]:
    """Pickle pages, a batch at a time: what neighbours both show goes to the worker once."""
    while batch := list(islice(pages, _BATCH)):
        yield pickle.dumps(batch)


def write_index(told: Indexables, folder: Folder, site: Site) -> None:
    """Write the index, as far as the previous site has it not."""
    for files in index_files(told, SearchSettings(), site.cache, site.workers):
        for path, key in files.keys.items():
            if not folder.take(path, key):
                folder.write([(path, files.content(path))], key)
