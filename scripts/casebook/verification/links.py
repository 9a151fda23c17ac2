"""Every address inside the site leads to a file, and to a place in it, that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from casebook.verification.files import is_page
from casebook.verification.values import Fault, Lead, PageFacts, PageNeeds

RULE: Final = "broken-link"
_PLAIN: Final = re.compile(r"(?:[\w-]+/)*[\w-]*(?:\.\w+)*(?:#[\w-]+)?", re.ASCII)
"""An address that no rule of URLs changes."""
_NO_SITE: Final = "https://site.invalid/"
"""Stands for the address of a site that has none."""


def home_of(url: str) -> str:
    """Return the address that everything of a site begins with."""
    return (url or _NO_SITE).rstrip("/") + "/"


def needs_of(page: PageFacts, home: str, line_of: Callable[[str], int]) -> PageNeeds:
    """Return what is wrong with a page, and what it needs of the site whose address is `home`.

    `line_of` tells in which line of the page an address stands.
    """
    faults, files, places = list(page.faults), set(), set()
    for target, lead in _leads_of(page, home):
        if isinstance(lead, str):
            faults.append(Fault(page.path, line_of(target), RULE, lead))
        elif lead and lead.file != page.path:
            files.add(lead.file)
            if lead.place:
                places.add(lead)
        elif lead and lead.place and not is_in(page.ids, lead.place):
            faults.append(Fault(page.path, line_of(target), RULE, _no_place(lead)))
    return PageNeeds(page.path, tuple(faults), page.ids, frozenset(files), frozenset(places))


def broken(
    pages: Iterable[PageNeeds],
    files: Collection[str],
    beside: Callable[[Sequence[str]], Iterable[PageNeeds]],
) -> Iterator[tuple[str, Lead, str]]:
    """Find what leads nowhere: the page, where it leads, and what is wrong.

    `files` are the paths of the site; `beside` reads pages that are not among `pages`.
    """
    ids: dict[str, frozenset[str]] = {}
    places: list[tuple[str, Lead]] = []
    for page in pages:
        ids[page.path] = page.ids
        yield from (
            (page.path, Lead(file), f"{file} is not there")
            for file in page.files
            if file not in files
        )
        places += [(page.path, place) for place in page.places]
    others = {lead.file for _, lead in places if is_page(lead.file) and lead.file in files}
    ids.update((page.path, page.ids) for page in beside(sorted(others - ids.keys())))
    for path, lead in places:
        if lead.file in ids and not is_in(ids[lead.file], lead.place):
            yield path, lead, _no_place(lead)


def leading_to(lead: Lead, page: PageFacts, home: str) -> Iterator[str]:
    """Yield the addresses on a page, as they stand there, that lead to a file or a place."""
    for target, found in sorted(_leads_of(page, home)):
        if isinstance(found, Lead) and lead in (found, Lead(found.file)):
            yield target


def is_in(ids: Collection[str], place: str) -> bool:
    """Tell whether a place, as an address names it, is one of the `ids` of a page."""
    return place in ids or unquote(place) in ids


def _no_place(lead: Lead) -> str:
    return f"{lead.file} has no place #{unquote(lead.place)}"


def _leads_of(page: PageFacts, home: str) -> Iterator[tuple[str, Lead | str | None]]:
    """Yield every address on a page with where it leads, or what is wrong with it.

    None for what is on another host, and for what is full itself: it is for the reader to follow,
    be it on this host or another.
    """
    folder = "" if page.path == "404.html" else page.path.removesuffix("index.html")
    above = _above(folder)
    for target in page.targets:
        if target.startswith("#") and len(target) > 1:
            yield target, Lead(page.path, target[1:])
            continue
        climbs = target.count("../")
        lead = None
        if climbs < len(above) and target.startswith("../" * climbs):
            # What follows is the same on many pages: nearly all climb to the root of their edition.
            rest = target[3 * climbs :] if climbs else target.removeprefix("./")
            lead = _plain_lead(above[climbs], rest)
        yield target, lead or _led_from(folder, target, home)


def _above(folder: str) -> list[str]:
    """Return a folder and all that it lies in; none where a rule of URLs could change its name."""
    if folder and not (folder.endswith("/") and _PLAIN.fullmatch(folder)):
        return []
    names = folder.split("/")[:-1]
    return ["".join(f"{name}/" for name in names[:count]) for count in range(len(names), -1, -1)]


@lru_cache(65_536)
def _plain_lead(folder: str, rest: str) -> Lead | None:
    """Return where an address leads that no rule of URLs changes; None for any other."""
    if not _PLAIN.fullmatch(rest):
        return None
    path, _, fragment = rest.partition("#")
    return Lead(_file(folder + path), fragment)


def _led_from(folder: str, target: str, home: str) -> Lead | str | None:
    """Return where an address leads on a page in a folder of the site."""
    return None if _is_full(target) else _led(urljoin(home + folder, target), home)


@lru_cache(65_536)
def _is_full(address: str) -> bool:
    return bool(urlsplit(address).scheme)


def _led(address: str, home: str) -> Lead | str | None:
    """Return which file and place of the site a full address names, or what is wrong with it."""
    bare, fragment = urldefrag(address)
    if not bare.startswith(home):
        same_host = urlsplit(bare)[:2] == urlsplit(home)[:2]
        return f"{bare} is outside of the site" if same_host else None
    path = unquote(bare.removeprefix(home).partition("?")[0])
    return Lead(_file(path), fragment)


def _file(path: str) -> str:
    """Return the file that a host sends for a path."""
    return path + "index.html" if path == "" or path.endswith("/") else path
