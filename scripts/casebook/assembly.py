"""The site assembled: everything that comes from contributions, put beside the written pages."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from casebook.catalogue import render_catalogue
from casebook.collection import Collection
from casebook.documents import offered, render_documents
from casebook.language import LANGUAGES
from casebook.pages import compile_pages
from casebook.pages.compilation_search import search_documents
from casebook.pages.compilation_view import CompilationView
from casebook.pages.edition import address
from casebook.pages.files import UnmadeFileError, make_files, published_files
from casebook.pages.page import Page
from casebook.pages.rights import ledger_lines
from casebook.pages.views import CaseView
from casebook.policy import headers_file
from casebook.rights.ledger import LedgerError, check_ledger
from casebook.rights.records import ledger_files
from casebook.search.files import index_files
from casebook.search.settings import SearchSettings
from casebook.settings import Site
from casebook.theme import Theme, frame_all
from casebook.workers import Bounds, Ended, in_workers

_WITH_LINES: Final = (CaseView, CompilationView)
"""Pages with a line in the ledger."""
_BATCH: Final = 32
"""Pages that a worker frames at a time."""
_BOUNDS: Final = Bounds(120, 2_000_000_000)
_NOT_FOUND: Final = "404.html"
_NOTICE: Final = "withdrawn.html"
"""The template of what is off the site: not offered to search engines."""


class AssemblyError(Exception):
    """The site cannot be made of what was checked; the message says why."""


@dataclass(frozen=True, slots=True)
class Build:
    """Hold what one build stands on; each is read once, so that no two pages disagree."""

    site: Site
    today: date
    collection: Collection
    theme: Theme


def assemble(root: Path, build: Build) -> int:
    """Write all that comes from contributions below `root`, where the hand-written pages lie.

    Returns the number of all pages. Raises `AssemblyError` where a file of a case cannot be made,
    or where the site and its ledger disagree.
    """
    try:
        return _assembled(root, build)
    except (UnmadeFileError, LedgerError) as error:
        raise AssemblyError(str(error)) from error


def _assembled(root: Path, build: Build) -> int:
    site, collection = build.site, build.collection
    written = _written_pages(root)
    make_files(collection.cases, site)
    documents = {one.path: one.data for one in render_documents(collection, site)}
    pages = [
        offered(page, documents, site) for page in compile_pages(collection, site, build.today)
    ]
    catalogue = render_catalogue(collection, site).encode()
    index = list(index_files(search_documents(collection, site), SearchSettings()))
    digests = _write_all(root, _framed(pages, build))
    digests |= _write_all(root, documents.items())
    for case in collection.cases:
        files = ((file.src_uri, file.content()) for file in published_files(case, site))
        digests |= _write_all(root, files)
    notices = {_file_of(page) for page in pages if not isinstance(page.view, _WITH_LINES)}
    _write_ledger(root, build, digests, notices, [path for path, _ in index])
    addresses = [one for one in written if one != _NOT_FOUND]
    addresses += [page.href for page in pages if page.template != _NOTICE]
    lists = [("catalogue.json", catalogue), ("_headers", headers_file().encode())]
    _write_all(root, [*index, *lists, *_sitemap(addresses, site.url)])
    return len(written) + len(pages)


def _framed(pages: Sequence[Page], build: Build) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each page, framed in workers."""
    batches = [pages[start : start + _BATCH] for start in range(0, len(pages), _BATCH)]
    build.site.cache.release()
    frames = partial(frame_all, theme=build.theme)
    done = in_workers(frames, batches, _BOUNDS, build.site.workers)
    for batch, made in zip(batches, done, strict=True):
        # Every page is ours: one that takes long is made all the same.
        framed = frame_all(batch, build.theme) if isinstance(made, Ended) else made
        yield from zip(map(_file_of, batch), framed, strict=True)


def _write_ledger(
    root: Path, build: Build, digests: Mapping[str, str], notices: set[str], index: list[str]
) -> None:
    """Write the ledger once it is held against what lies on the disk."""
    lines = ledger_lines(build.collection, build.site)
    check_ledger(lines, _of_cases(root), notices)
    lists = (*notices, *index, "catalogue.json")
    _write_all(root, ledger_files(lines, lists, digests, build.site, build.today))


def _of_cases(root: Path) -> Iterator[str]:
    """Yield every path that lies where only cases and compilations do."""
    for language in LANGUAGES:
        for folder in ("cases", "compilations"):
            for place, _, names in os.walk(root / address(language, folder)):
                below = Path(place).relative_to(root).as_posix()
                yield from (f"{below}/{name}" for name in names)


def _written_pages(root: Path) -> list[str]:
    """Return the addresses of the pages that people wrote: all that lie there before ours."""
    found = (path.relative_to(root).as_posix() for path in root.rglob("*.html"))
    return [path.removesuffix("index.html") for path in found]


def _sitemap(addresses: Iterable[str], url: str) -> Iterator[tuple[str, bytes]]:
    """Yield the list of all pages that search engines may offer (sitemaps.org, protocol 0.9)."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(f"<url><loc>{escape(url + one)}</loc></url>" for one in sorted(addresses)),
        "</urlset>\n",
    ]
    text = "\n".join(lines)
    yield "sitemap.xml", text.encode()
    yield "sitemap.xml.gz", gzip.compress(text.encode(), mtime=0)


def _file_of(page: Page) -> str:
    return f"{page.href}index.html"


def _write_all(root: Path, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Write files, and return the SHA-256 of each in hexadecimal by its path."""
    digests: dict[str, str] = {}
    folders: set[Path] = set()
    for path, data in files:
        file = root / path
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_bytes(data)
        digests[path] = sha256(data).hexdigest()
    return digests
