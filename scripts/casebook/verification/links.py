"""Every address inside the site leads to a file, and to a place in it, that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from casebook.verification.values import PageFacts

NO_SITE: Final = "https://site.invalid/"
"""Stands for the address of a site that has none."""


def broken(
    pages: Iterable[PageFacts], files: Collection[str], url: str
) -> Iterator[tuple[str, str, str]]:
    """Find what leads nowhere: the page, the address as it stands there, and what is wrong.

    `files` are the paths of the site, `url` its address.
    """
    home = (url or NO_SITE).rstrip("/") + "/"
    known = {page.path: page for page in pages}
    for page in known.values():
        base = home if page.path == "404.html" else home + page.path.removesuffix("index.html")
        for target in sorted(page.targets):
            # A full address is for the reader to follow, be it on this host or another.
            if urlsplit(target).scheme:
                continue
            if words := _wrong(urljoin(base, target), home, files, known):
                yield page.path, target, words


def _wrong(
    address: str, home: str, files: Collection[str], pages: Mapping[str, PageFacts]
) -> str | None:
    bare, fragment = urldefrag(address)
    if not bare.startswith(home):
        same_host = urlsplit(bare)[:2] == urlsplit(home)[:2]
        return f"{bare} is outside of the site" if same_host else None
    path = unquote(bare.removeprefix(home).partition("?")[0])
    path = path + "index.html" if path == "" or path.endswith("/") else path
    if path not in files:
        return f"{path} is not there"
    if fragment and path in pages and not pages[path].ids & {fragment, unquote(fragment)}:
        return f"{path} has no place #{unquote(fragment)}"
    return None
