"""The site assembled: everything that comes from contributions, put beside the written pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from casebook.cache import Cache
from casebook.catalogue import Catalogue
from casebook.collection import Collection
from casebook.documents import offered, render_documents
from casebook.framing import frame, write_index
from casebook.language import LANGUAGES, LocalizedError
from casebook.pages import plan_pages
from casebook.pages.compilation_search import indexables
from casebook.pages.edition import address
from casebook.pages.files import UnmadeFileError, published_files
from casebook.pages.page import Page
from casebook.pages.plan import Planned
from casebook.pages.related import Related, related_in
from casebook.pages.rights import ledger_entries
from casebook.policy import headers_file
from casebook.publish.folder import Folder
from casebook.publish.previous import Made, Previous
from casebook.rights.ledger import LedgerError, check_ledger
from casebook.rights.records import ledger_files
from casebook.search import ROOT as INDEX
from casebook.settings import Site
from casebook.sitemap import sitemap_files
from casebook.theme import Theme

_NOT_FOUND: Final = "404.html"


class AssemblyError(LocalizedError):
    """The site cannot be made of what was checked; the message says why."""


@dataclass(frozen=True, slots=True)
class Build:
    """Hold what one build stands on; each is read once, so that no two pages disagree."""

    site: Site
    today: date
    collection: Collection
    theme: Theme


@dataclass(frozen=True, slots=True)
class Assembled:
    """Hold what was put together."""

    pages: int
    """Of the whole site, the hand-written among them."""
    made: Made
    related: Related
    """What leads on from each case."""


def assemble(
    root: Path,
    build: Build,
    previous: Previous | None = None,
    hand_written: Callable[[], Iterable[tuple[str, bytes]]] | None = None,
    *,
    begun: bool = False,
) -> Assembled:
    """Write all that comes from contributions below `root`, beside the hand-written pages.

    They lie there, or `hand_written` gives them when the other pages are framed. What the
    `previous` site has is taken over, not made again: its files are linked, or lie below `root`
    already where the build has `begun` with them. Raises `AssemblyError` where a file of a case
    cannot be made, or where the site and its ledger disagree.
    """
    folder = Folder(root, previous or Previous(root), begun=begun)
    try:
        return _assembled(folder, build, hand_written)
    except (UnmadeFileError, LedgerError) as error:
        raise AssemblyError(error.words) from error


def _assembled(
    folder: Folder, build: Build, hand_written: Callable[[], Iterable[tuple[str, bytes]]] | None
) -> Assembled:
    site, collection = build.site, build.collection
    documents = {one.path: one.data for one in render_documents(collection, site)}
    write_index(indexables(collection, site), folder, site)
    related = related_in(collection)
    planned = plan_pages(collection, site, build.today, related)
    pages = frame(_offering(planned, documents, site), folder, site, build.theme)
    folder.write(documents.items())
    for case in collection.cases:
        for file in published_files(case, site):
            if not folder.take(file.src_uri, file.key):
                folder.write([(file.src_uri, file.content())], file.key)
    # Before the ledger is held against the disk: nobody writes by hand where only cases lie.
    written = folder.write_beside(hand_written()) if hand_written else folder.keep_others()
    notices = {page.file for page in pages if not page.has_line}
    _write_ledger(folder, build, notices)
    addresses = [path.removesuffix("index.html") for path in written if path != _NOT_FOUND]
    addresses += [page.href for page in pages if page.is_offered]
    catalogue = Catalogue(collection, site)
    if not folder.take("catalogue.json", key := catalogue.key):
        folder.write([("catalogue.json", catalogue.content())], key)
    headers = ("_headers", headers_file().encode())
    folder.write([headers, *sitemap_files(addresses, site.url)])
    folder.sweep()
    return Assembled(len(written) + len(pages), folder.made(), related)


def _offering(
    pages: Iterable[Planned], documents: Mapping[str, bytes], site: Site
) -> Iterator[Planned]:
    """Let pages of compilations offer them as documents: what shows those tells by that alone."""

    def offering(made: Callable[[], Page]) -> Page:
        return offered(made(), documents=documents, site=site)

    for page in pages:
        made = partial(offering, page.compile)
        yield replace(page, compile=made) if page.inputs is None else page


def _write_ledger(folder: Folder, build: Build, notices: set[str]) -> None:
    """Write the ledger once it is held against what lies on the disk.

    Where they disagree it may be what is kept of cases that is wrong: nothing of it is used then.
    """

    def write(site: Site) -> None:
        entries = list(ledger_entries(build.collection, site))
        listed = (path for entry in entries for path in entry.paths)
        check_ledger(listed, _of_cases(folder.digests), notices)
        lists = (*notices, f"{INDEX}/**", "catalogue.json")
        folder.write(ledger_files(entries, lists, folder.digests, site, build.today))

    try:
        write(build.site)
    except LedgerError:
        write(replace(build.site, cache=Cache()))


def _of_cases(paths: Iterable[str]) -> Iterator[str]:
    """Yield every path that lies where only cases and compilations do."""
    below = tuple(
        f"{address(language, folder)}/"
        for language in LANGUAGES
        for folder in ("cases", "compilations")
    )
    return (path for path in paths if path.startswith(below))
