"""The ledger as files for machines and offices: JSON, CSV, and what REUSE asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from pydantic_core import to_json

from casebook.rights.entries import COLUMNS, Entry, row
from casebook.rights.reuse import license_files, render_reuse, reuse_groups
from casebook.settings import Site

Line: TypeAlias = tuple[str, Entry]
"""A path with what is said of it."""


def ledger_files(
    entries: Iterable[Entry],
    lists: Sequence[str],
    digests: Mapping[str, str],
    site: Site,
    today: date,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every file that holds the ledger.

    `lists` are the paths of what holds words of many cases: lists, and the search index, whose
    files are named by one pattern as REUSE 3.3 has them. `digests` are the SHA-256 of every path
    in hexadecimal. Raises `LedgerError` before anything else where a license has no text.
    """
    lines = sorted(((path, entry) for entry in entries for path in entry.paths), key=_path)
    groups = reuse_groups(lines, (*lists, "rights.json", "rights.csv"), site, today)
    addresses = {name: url for _, entry in lines for name, url in entry.addresses.items()}
    licenses = [(path, words.encode()) for path, words in license_files(addresses, groups)]
    yield "rights.json", _json(lines, digests, site.url, today)
    yield "rights.csv", _csv(lines, digests)
    yield "REUSE.toml", render_reuse(groups).encode()
    yield from licenses


def with_digests(ledger: bytes, changed: Mapping[str, str]) -> bytes:
    """Return the ledger, JSON or CSV, of a site in which files have other digests than before.

    Raises `ValueError` where one of those before does not stand in it once.
    """
    whole = bytearray(ledger)
    for before, now in changed.items():
        place = whole.find(before.encode())
        if place < 0 or whole.find(before.encode(), place + 1) > 0:
            raise ValueError(f"the ledger does not name {before} once")
        whole[place : place + len(before)] = now.encode()
    return bytes(whole)


def _path(line: Line) -> str:
    return line[0]


def _json(lines: Iterable[Line], digests: Mapping[str, str], address: str, today: date) -> bytes:
    parts = (
        b'{"path":%b,"url":%b,"sha256":"%b",%b'
        % (
            to_json(path),
            to_json(address + path.removesuffix("index.html")),
            digests[path].encode(),
            entry.json,
        )
        for path, entry in lines
    )
    return b'{"built":%b,"files":[%b]}\n' % (to_json(str(today)), b",".join(parts))


def _csv(lines: Iterable[Line], digests: Mapping[str, str]) -> bytes:
    """Return the table; with a byte-order mark, since spreadsheets need one for Chinese."""
    parts = [b"\xef\xbb\xbf", row(("path", "sha256", *COLUMNS))]
    for path, entry in lines:
        parts += (row((path, digests[path])).removesuffix(b"\r\n"), b",", entry.csv)
    return b"".join(parts)
