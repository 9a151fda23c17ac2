"""A command whose answer would be the same, told before anything is imported that reads cases.

All that an answer rests on, and the site that was built, is looked at as Git looks at its files:
by size, times and number. What was written within two seconds of a look may change again unseen
(`contents` says more), so that nothing is remembered of it.
"""

from __future__ import annotations

import argparse
import json
import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from casebook.cache import Cache, Key, formed, key_of
from casebook.contents import TICK
from casebook.dates import build_date
from casebook.listings import Listings, looks
from casebook.workers import Ahead


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a command said to its end."""

    status: int
    text: str


def answered(
    options: argparse.Namespace, cache: Cache, listings: Listings, ahead: Ahead
) -> Answer | None:
    """Return the answer of the same command, if all that it rests on stands as it stood.

    Another process is asked about the site that was built, while this one looks at the rest.
    """
    data = cache.get(_key(options)) if options.command in ("build", "check") else None
    cache.release()  # no other process holds what was opened here
    return formed(partial(_still_true, cache.folder, listings, ahead), data)


def _still_true(kept: Path | None, listings: Listings, ahead: Ahead, data: bytes) -> Answer | None:
    known = json.loads(data)
    made = {Path(site): stamp for site, stamp in known["made"].items()}
    try:
        if any(map(_is_under_way, made)):
            return None
        stand = [_asked(site, stamp, kept, ahead) for site, stamp in made.items()]
        same = _looks(known["inputs"], listings) == known["before"] and all(
            stands() for stands in stand
        )
    except OSError:
        return None
    return Answer(int(known["status"]), str(known["text"])) if same else None


def _is_under_way(site_dir: Path) -> bool:
    """Tell whether a build of this place goes on, or was killed: its traces are to be swept."""
    from casebook.publish import places_to_build  # noqa: PLC0415

    return any(places_to_build(site_dir))


def _asked(site_dir: Path, stamp: str, kept: Path | None, ahead: Ahead) -> Callable[[], bool]:
    """Let another process look at a site.

    Returns what tells whether it is the one that the answer is about, and as it was published.
    """
    from casebook.publish.previous import Part  # noqa: PLC0415
    from casebook.publish.record import Sight  # noqa: PLC0415

    sight = Sight(site_dir, kept)
    ahead.ask(sight, [*Part])

    def stands() -> bool:
        seen = ahead.answer(sight, Part.SITE) or sight(Part.SITE)
        return seen.stands and seen.stamp == stamp

    return stands


class Standing:
    """Hold how everything stood before a command began to read it."""

    def __init__(
        self, options: argparse.Namespace, inputs: Iterable[Path], listings: Listings
    ) -> None:
        """Look at the files and folders that the answer rests on."""
        self._key = _key(options)
        self._inputs = [str(place) for place in inputs]
        try:
            self._before = _looks(self._inputs, listings, settled=True)
        except OSError:
            self._before = None

    def remember(self, answer: Answer, cache: Cache, made: Mapping[str, str]) -> None:
        """Keep the answer; `made` are the sites that the command published, with their stamps."""
        if self._before is None:
            return
        known = {
            "inputs": self._inputs,
            "before": self._before,
            "made": dict(made),
            "status": answer.status,
            "text": answer.text,
        }
        cache.put(self._key, json.dumps(known).encode(), of_words=True)


def _key(options: argparse.Namespace) -> Key:
    told = repr(sorted(vars(options).items()))
    return key_of("answer", told, str(Path.cwd()), str(build_date()))


def _looks(places: Iterable[str], listings: Listings, *, settled: bool = False) -> str | None:
    """Return a digest of how everything at and below `places` looks.

    None where one of them is a link: what it leads to may change unseen; with `settled` also where
    something was written just now.
    """
    whole, is_settled = sha256(), True
    folders = []
    for place in places:
        if os.path.isdir(place):  # noqa: PTH112 - text, as below
            folders.append(place)
            continue
        looked, status = time.time_ns(), os.lstat(place)
        is_settled &= max(status.st_mtime_ns, status.st_ctime_ns) <= looked - TICK
        if stat.S_ISLNK(status.st_mode):
            return None
        whole.update(_encoded(f"{place}\0{looks(status)}\0"))
    while folders:
        place = folders.pop()
        found = listings.of(place)
        if found.has_link:
            return None
        is_settled &= found.newest <= found.looked - TICK
        whole.update(_encoded(f"{place}\0{found.look}\0"))
        folders += [f"{place}/{name}" for name in found.folders]
    return whole.hexdigest() if is_settled or not settled else None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
