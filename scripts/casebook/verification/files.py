"""Every file of the site is of a kind that we publish, where we publish it, and is what it says."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from casebook.verification.values import Fault

ALLOWED: Final = (
    r"(?:[^/]+/)*[^/]+\.html",
    r"(?:zh-Hant/|zh-Hans/)?cases/[^/]+/[^/]+/[^/]+\.(?:jpe?g|png|webp|gif|pdf|docx|pptx|xlsx|csv|mp4|mp3)",
    r"(?:[^/]+/)*compilations/(?:[^/]+/)*[^/]+\.(?:pdf|epub|jpe?g|png|webp)",
    r"assets/(?:[^/]+/)*[^/]+\.(?:css|js|map|png|jpe?g|webp|svg|woff2?)",
    r"assets/(?:[^/]+/)*(?:COPYING|LICENSE)",
    r"search/index/(?:meta|facets\.[\w-]+|[tw]/[0-9a-z]+\.[\w-]+|d/[\w-]+/\d+)\.json",
    r"LICENSES/[A-Za-z0-9.+-]+\.txt",
    r"catalogue\.json|rights\.json|rights\.csv|REUSE\.toml",
    r"sitemap(?:-\d+)?\.xml(?:\.gz)?|robots\.txt|_headers",
)
"""Paths by place and kind: a page, a file of a case, of the theme, of the index, of the ledger."""
BEGINNINGS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "epub": (b"PK\x03\x04",),
    "gz": (b"\x1f\x8b",),
    "html": (b"<!doctype html>", b"<!DOCTYPE html>"),
}
"""How a file of a kind begins."""
_ALLOWED: Final = re.compile("|".join(f"(?:{one})" for one in ALLOWED))
_LONGEST: Final = max(len(one) for beginnings in BEGINNINGS.values() for one in beginnings)


def strange(root: Path, modes: Mapping[str, int]) -> Iterator[Fault]:
    """Find files that nobody expects: of another kind, in another place, hidden, or no file."""
    for name, mode in sorted(modes.items()):
        if not stat.S_ISREG(mode):
            yield Fault(name, 1, "strange-file", "it is neither a file nor a folder")
        elif not _ALLOWED.fullmatch(name) or any(part.startswith(".") for part in name.split("/")):
            yield Fault(name, 1, "strange-file", "nothing of this kind belongs here")
        elif not is_page(name) and _may_be_other(name):
            with (root / name).open("rb") as file:
                yield from begins_otherwise(name, file.read(_LONGEST))


def is_page(name: str) -> bool:
    """Tell whether a file is read whole, as a page."""
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def begins_otherwise(name: str, data: bytes) -> Iterator[Fault]:
    """Find a file that does not begin as its name says."""
    if not data.startswith(BEGINNINGS.get(_ending(name), b"")):
        yield Fault(name, 1, "strange-file", "it does not begin as a file of its kind")


def _may_be_other(name: str) -> bool:
    return _ending(name) in BEGINNINGS


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
