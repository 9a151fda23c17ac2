"""The finished site, scanned before it is published: what must not be there stops it.

The scan shares nothing with what made the pages: it has a parser and rules of its own. What it
finds is a mistake of Casebook or of its theme, since what is wrong in a case was said before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from casebook.cache import Cache
from casebook.verification.files import files_below, is_page, strange
from casebook.verification.links import RULE, broken, home_of, leading_to
from casebook.verification.page import line_of_target, read_page
from casebook.verification.reading import read_pages
from casebook.verification.records import untrue
from casebook.verification.values import Fault, PageFacts, PageNeeds
from casebook.workers import Workers

__all__ = ["Fault", "PageFacts", "read_page", "scan"]


def scan(
    root: Path, url: str, cache: Cache | None = None, workers: Workers | None = None
) -> tuple[Fault, ...]:
    """Return everything wrong with the site in `root`, by place; `url` is its address.

    What a page says by itself is kept in `cache`, and read in `workers` where it is not kept.
    """
    modes = files_below(root)
    faults = list(strange(root, modes))
    files = {name for name, mode in modes.items() if S_ISREG(mode) or (root / name).is_file()}

    home = home_of(url)

    def read() -> Iterator[PageNeeds]:
        names = sorted(name for name in files if is_page(name))
        for page in read_pages(root, names, home, cache or Cache(), workers):
            faults.extend(page.faults)
            yield page

    for path, lead, words in broken(read(), files):
        html = (root / path).read_bytes()
        lines = (line_of_target(html, one) for one in leading_to(lead, read_page(html, path), home))
        faults += [Fault(path, line, RULE, words) for line in lines]
    faults.extend(untrue(root, files))
    return tuple(sorted(faults, key=lambda one: (one.path, one.line, one.rule, one.words)))
