"""Addresses in a page: what it loads is ours, and what it leads to is safe to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from casebook.verification.values import Element

LOADING: Final = frozenset(
    ("src", "srcset", "poster", "action", "formaction", "data", "imagesrcset", "xlink:href")
)
"""Attributes that load something, or send what was typed somewhere."""
UNUSED: Final = frozenset(
    (
        "background",
        "cite",
        "codebase",
        "dynsrc",
        "longdesc",
        "lowsrc",
        "manifest",
        "ping",
        "profile",
    )
)
"""Attributes with an address that no page of ours has."""
ELSEWHERE: Final = frozenset(("canonical", "alternate", "license"))
"""Relations of a `link` that a browser does not load."""
SCHEMES: Final = frozenset(("", "http", "https", "mailto"))
_STRIPPED: Final = "".join(map(chr, range(0x21)))
_REMOVED: Final = re.compile(r"[\t\n\r]")
_CANDIDATES: Final = re.compile(r",\s+")
_PAIRED: Final = frozenset(("srcset", "imagesrcset"))


def addresses(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield every address that an element leads to or loads, as a browser understands it."""
    for name, value in attributes.items():
        if name in _PAIRED:
            for candidate in _CANDIDATES.split(value):
                if candidate.strip():
                    yield as_browser(candidate.split()[0])
        elif name in LOADING or (name == "href" and not is_elsewhere(tag, attributes)):
            yield as_browser(value)


def other_hosts(element: Element) -> Iterator[str]:
    """Find what is loaded from, or sent to, another host; a link that a reader follows may go."""
    if element.tag == "a" or is_elsewhere(element.tag, element.attributes):
        return
    for address in element.targets:
        if _parts(address) != ("", ""):
            yield f"<{element.tag}> loads {address!r}"


def unsafe(element: Element) -> Iterator[str]:
    """Find links that run code or open a file, and attributes that no page of ours has."""
    for name in element.attributes:
        if name in UNUSED:
            yield f"<{element.tag}> has {name}"
    for address in element.targets:
        scheme, host = _parts(address)
        if scheme not in SCHEMES or "@" in host or (host and not scheme):
            yield f"<{element.tag}> leads to {address!r}"


def is_elsewhere(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether a `link` only names an address."""
    if tag != "link":
        return False
    relations = attributes.get("rel", "").lower().split()
    return bool(relations) and ELSEWHERE.issuperset(relations)


def as_browser(address: str) -> str:
    """Return an address without what a browser takes out of it (URL Standard, 4.4)."""
    return _REMOVED.sub("", address.strip(_STRIPPED)).replace("\\", "/")


def _parts(address: str) -> tuple[str, str]:
    """Return scheme and host; what cannot be told is taken for a scheme that nobody allows."""
    if ":" not in address and not address.startswith("//"):
        return "", ""  # most are: this is read tens of thousands of times
    try:
        parts = urlsplit(address)
    except ValueError:
        return "?", ""
    return parts.scheme.lower(), parts.netloc
