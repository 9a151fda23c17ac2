"""Every address inside the site leads to a file, and to a place in it, that are there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, partial
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from casebook.verification.values import PageFacts

_NOTHING: Final = ("", "", "")
_PLAIN: Final = re.compile(r"(?:[\w-]+/)*[\w-]*(?:\.\w+)?(?:#[\w-]+)?", re.ASCII)
"""An address that no rule of URLs changes."""
NO_SITE: Final = "https://site.invalid/"
"""Stands for the address of a site that has none."""


def broken(
    pages: Iterable[PageFacts], files: Collection[str], url: str
) -> Iterator[tuple[str, str, str]]:
    """Find what leads nowhere: the page, the address as it stands there, and what is wrong.

    `files` are the paths of the site, `url` its address.
    """
    home = (url or NO_SITE).rstrip("/") + "/"
    lead = cache(partial(_lead, home=home, files=files))
    ids: dict[str, frozenset[str]] = {}
    places: list[tuple[str, str, str, str]] = []
    for page in pages:
        ids[page.path] = page.ids
        base = home if page.path == "404.html" else home + page.path.removesuffix("index.html")
        for target in page.targets:
            if target.startswith("#") and len(target) > 1:
                places.append((page.path, target, page.path, target[1:]))
                continue
            address = _joined(base, target, home)
            words, path, fragment = (address and lead(address)) or _NOTHING
            if words:
                yield page.path, target, words
            elif fragment:
                places.append((page.path, target, path, fragment))
    for page_path, target, path, fragment in places:
        if path in ids and not ids[path] & {fragment, unquote(fragment)}:
            yield page_path, target, f"{path} has no place #{unquote(fragment)}"


def _joined(base: str, target: str, home: str) -> str | None:
    """Return the full address of what a page at `base` calls `target`.

    None where that is full itself: it is for the reader to follow, be it on this host or another.
    Nearly all climb to the root of the site first: those are the same on all pages.
    """
    climb = "../" * base.count("/", len(home))
    rest = target.removeprefix(climb)
    if target.startswith(climb) and _PLAIN.fullmatch(rest):
        return home + rest
    return None if urlsplit(target).scheme else urljoin(base, target)


def _lead(address: str, home: str, files: Collection[str]) -> tuple[str, str, str] | None:
    """Return what is wrong with an address, the file that it names, and the place in it.

    None for what is on another host.
    """
    bare, fragment = urldefrag(address)
    if not bare.startswith(home):
        same_host = urlsplit(bare)[:2] == urlsplit(home)[:2]
        return (f"{bare} is outside of the site", "", "") if same_host else None
    path = unquote(bare.removeprefix(home).partition("?")[0])
    path = path + "index.html" if path == "" or path.endswith("/") else path
    return ("" if path in files else f"{path} is not there"), path, fragment
