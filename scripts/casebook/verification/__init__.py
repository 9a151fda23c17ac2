"""The finished site, scanned before it is published: what must not be there stops it.

The scan shares nothing with what made the pages: it has a parser and rules of its own. What it
finds is a mistake of Casebook or of its theme, since what is wrong in a case was said before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from stat import S_ISREG

from casebook.trees import Tree, look_at, mode_of
from casebook.verification.earlier import Earlier
from casebook.verification.files import is_page, strange
from casebook.verification.links import RULE, broken, home_of, leading_to
from casebook.verification.page import line_of_target, read_page
from casebook.verification.reading import read_pages
from casebook.verification.records import LEDGER, read_ledger, untrue
from casebook.verification.values import Fault, Lead, PageFacts, PageNeeds
from casebook.workers import Workers

__all__ = ["Earlier", "Fault", "Lead", "PageFacts", "Scanned", "read_page", "scan"]


@dataclass(frozen=True, slots=True)
class Scanned:
    """Hold what was found, and what the next scan need not find out again."""

    faults: tuple[Fault, ...]
    """Everything that is wrong, by place."""
    tree: Tree
    """How the site looked."""
    places: Set[Lead]
    """Places in pages that other pages lead to."""


def scan(
    root: Path,
    url: str,
    workers: Workers | None = None,
    earlier: Earlier | None = None,
    look: Callable[[], Tree] | None = None,
) -> Scanned:
    """Find everything wrong with the site in `root`; `url` is its address.

    Pages are read in `workers`; a file that looks as it did in an `earlier` scan is not read again.
    `look` tells how the site looks, if somebody knows more of it than what lies there.
    """
    ledger = read_ledger(root)  # while somebody else may look
    tree, home = look() if look else look_at(root), home_of(url)
    earlier = earlier or Earlier()
    fresh = {name for name, looks in tree.files.items() if earlier.files.get(name) != looks}
    modes = {name: mode_of(tree.files[name]) for name in fresh}
    faults = list(strange(root, modes))
    # A site has many files: little is done for each that is as it was.
    odd = {name for name in fresh if not (S_ISREG(modes[name]) or (root / name).is_file())}
    files = tree.files.keys() - odd if odd else tree.files.keys()
    gone = {name for name in earlier.files if name not in files}
    wanted = {name for name in fresh - odd if is_page(name)}
    wanted |= earlier.misled(root, wanted, gone)
    places = set(earlier.places)

    def read() -> Iterator[PageNeeds]:
        for page in read_pages(root, sorted(wanted), home, workers):
            faults.extend(page.faults)
            places.update(page.places)
            yield page

    beside = partial(read_pages, root, home=home, workers=None)
    for path, lead, words in broken(read(), files, beside):
        html = (root / path).read_bytes()
        lines = (line_of_target(html, one) for one in leading_to(lead, read_page(html, path), home))
        faults += [Fault(path, line, RULE, words) for line in lines]
    if ledger.looks != tree.files.get(LEDGER):
        ledger = read_ledger(root)
    faults.extend(untrue(root, ledger, files, fresh, gone, earlier))
    ordered = sorted(faults, key=lambda one: (one.path, one.line, one.rule, one.words))
    return Scanned(tuple(ordered), tree, places)
