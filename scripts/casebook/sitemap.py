"""The list of all pages that search engines may offer (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

MOST_ADDRESSES: Final = 50_000
"""Of one list (Sitemaps protocol 0.9, "Using Sitemap index files"); a longer one is cut."""
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_files(
    addresses: Iterable[str], url: str, most: int = MOST_ADDRESSES
) -> Iterator[tuple[str, bytes]]:
    """Yield the list as files, plain and packed; `addresses` are relative to the site's `url`.

    Where there are more than `most`, `sitemap.xml` is the list of lists.
    """
    listed = sorted(addresses)
    parts = [listed[start : start + most] for start in range(0, len(listed), most)]
    if len(parts) <= 1:
        yield from _both("sitemap", _rendered("urlset", "url", listed, url))
        return
    names = [f"sitemap-{number}" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield from _both(name, _rendered("urlset", "url", part, url))
    lists = [f"{name}.xml" for name in names]
    yield from _both("sitemap", _rendered("sitemapindex", "sitemap", lists, url))


def _rendered(whole: str, each: str, addresses: Sequence[str], url: str) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<{whole} xmlns="{_SCHEMA}">',
        *(f"<{each}><loc>{escape(url + one)}</loc></{each}>" for one in addresses),
        f"</{whole}>\n",
    ]
    return "\n".join(lines).encode()


def _both(name: str, text: bytes) -> Iterator[tuple[str, bytes]]:
    yield f"{name}.xml", text
    yield f"{name}.xml.gz", gzip.compress(text, mtime=0)
