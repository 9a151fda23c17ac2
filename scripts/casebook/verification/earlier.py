"""What an earlier scan of the site saw: a file that looks as it did then is not read again.

Such a page is read again all the same where it may lead to what went since: to a file, or to a
place in a page. Which pages may is told by their bytes, which hold the last part of the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from casebook.trees import Looks
from casebook.verification.files import is_page
from casebook.verification.links import is_in
from casebook.verification.page import read_page
from casebook.verification.values import Lead

_PLAIN: Final = re.compile(r"[\w.%-]+/?", re.ASCII)
"""What stands in a page as it is."""
_OF_INDEX: Final = "search/index/"
"""Below it lies what the search alone asks for."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Hold a site in which nothing was wrong, and how it looked."""

    files: Mapping[str, Looks] = field(default_factory=dict)
    """By path from its root."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of files in hexadecimal."""
    places: Set[Lead] = frozenset()
    """Places in pages that other pages led to."""

    def misled(self, root: Path, fresh: Set[str], gone: Set[str]) -> set[str]:
        """Return the pages that are as they were, but may lead to what is not there any more.

        `fresh` are the pages in `root` that are not as they were, `gone` the files that were there.
        """
        went = {one for one in gone if not one.startswith(_OF_INDEX)}
        lost = list(self._lost(root, fresh))
        if not went and not lost:
            return set()
        left = {name for name in self.files if is_page(name)} - gone - fresh
        ends = [*map(_end, went), *(f"#{place}" for place in lost)]
        if not all(_PLAIN.fullmatch(end.removeprefix("#")) for end in ends):
            return left
        marks = re.compile(b"|".join(re.escape(end.encode()) for end in ends))
        # Who lies below a folder may climb to it, and name it nowhere.
        above = tuple(one.removesuffix("index.html") for one in went if one.endswith("/index.html"))
        return {
            name
            for name in left
            if name.startswith(above) or marks.search((root / name).read_bytes())
        }

    def _lost(self, root: Path, fresh: Set[str]) -> Iterator[str]:
        """Yield places that others led to and that are not in their pages any more."""
        led_to: dict[str, set[str]] = {}
        for place in self.places:
            led_to.setdefault(place.file, set()).add(place.place)
        for name in fresh & led_to.keys():
            ids = read_page((root / name).read_bytes(), name).ids
            yield from (one for one in led_to[name] if not is_in(ids, one))


def _end(path: str) -> str:
    """Return what every address of a file ends with: the name of a page is that of its folder."""
    folder, _, name = path.rpartition("/")
    return f"{folder.rpartition('/')[2]}/" if name == "index.html" else name
