"""The finished site, scanned before it is published: what must not be there stops it.

The scan shares nothing with what made the pages: it has a parser and rules of its own. What it
finds is a mistake of Casebook or of its theme, since what is wrong in a case was said before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from casebook.verification.files import strange
from casebook.verification.links import broken
from casebook.verification.page import line_of_target, read_page
from casebook.verification.records import untrue
from casebook.verification.values import Fault, PageFacts

__all__ = ["Fault", "PageFacts", "read_page", "scan"]


def scan(
    root: Path, url: str, read: Callable[[bytes, str], PageFacts] = read_page
) -> tuple[Fault, ...]:
    """Return everything wrong with the site in `root`, by place; `url` is its address.

    `read` is `read_page`, or a way to remember what it returned for the same bytes and path.
    """
    faults = list(strange(root))
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    pages = [read((root / name).read_bytes(), name) for name in sorted(files) if _is_page(name)]
    faults.extend(fault for page in pages for fault in page.faults)
    for path, address, words in broken(pages, files, url):
        line = line_of_target((root / path).read_bytes(), address)
        faults.append(Fault(path, line, "broken-link", words))
    faults.extend(untrue(root, files))
    return tuple(sorted(faults, key=lambda one: (one.path, one.line, one.rule, one.words)))


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml"))
