"""What is kept of a published site: all of it, and beside that what an edit changed since.

To write all of it takes as long as to look at every file; most builds change few.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from itertools import compress
from operator import ne
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from pydantic_core import from_json

from casebook.cache import Cache, Key, formed, key_of
from casebook.publish.previous import Made, Part, Previous, Record, Seen
from casebook.publish.ready import place_of
from casebook.trees import WIDTH, Looks, Tree, is_same, unlike

_SHARE: Final = 32
"""One name in so many may be another than in the whole, where it takes far less to read."""
_ELSEWHERE: Final = ("//", "/./", "/../")
"""What a path between slashes has that leads out of a folder, or is written in other ways."""
_HEX: Final = 64
"""Characters of a key and of a digest in hexadecimal."""
_NONE: Final = " " * _HEX


def recalled(folder: Path, cache: Cache) -> Previous:
    """Return what was remembered of the site in `folder`."""
    found = formed(partial(_read, folder, cache), cache.get(_key(folder)))
    return found or Previous(folder)


@dataclass(frozen=True)
class Sight:
    """Look at the site in `folder`, and at the tree that is ready for the next build."""

    folder: Path
    kept: Path | None
    """Where the cache is."""

    def __call__(self, part: Part | Path) -> Seen:
        """Tell how one of both stands, or the tree in a folder that was the one that was ready."""
        previous, stamp = self._recalled
        if part is Part.SITE:
            return Seen(stamp, previous.stands())
        if part is Part.READY:
            return Seen(stamp, previous.is_ready(place_of(self.folder)))
        others = unlike(part, previous.ready)
        return Seen(stamp, not others, others)

    @cached_property
    def _recalled(self) -> tuple[Previous, str]:
        cache = Cache(self.kept)
        previous = recalled(self.folder, cache)
        cache.release()  # whoever is last to let go of the database clears its log
        return previous, previous.record.stamp if previous.record else ""


def remember(published: Previous, cache: Cache, before: Previous | None = None) -> str:
    """Keep what the site that was published was made from, and how it looks; return its stamp.

    `before` is the site that it took the place of, where that stood as it was recalled.
    """
    few = {"places": sorted(published.places), "outline": published.outline}
    since = before and before.record and _since(published, before, before.record)
    if before and before.record and since:
        name = before.record.whole
    else:
        name, since = token_hex(), {"parts": {}, "exchanged": False}
        whole = {"name": name, "parts": _packed_parts(published)}
        cache.put(_key(published.folder), _json(whole))
    kept = _json({**since, **few})
    # Some places have the words of a heading.
    cache.put(_key_since(name), kept, of_words=True)
    return _stamp(name, kept)


def _since(published: Previous, before: Previous, record: Record) -> dict[str, Any] | None:
    """Return what is not as in the whole that is kept; None where that is much."""
    exchanged = record.exchanged != _took_the_place(published, before)
    now, known = _parts(published, exchanged), _parts(before, record.exchanged)
    names = {part: _unlike(now[part], known[part]) | record.since.get(part, set()) for part in now}
    if sum(map(len, names.values())) * _SHARE > sum(map(len, now.values())):
        return None
    others = {part: {one: now[part].get(one) for one in names[part]} for part in now}
    return {"parts": others, "exchanged": exchanged}


def _took_the_place(published: Previous, before: Previous) -> bool:
    """Tell whether a site lies in the folder that was ready for it, and left its own for this."""
    return bool(before.ready) and is_same(published.tree.folders[""], before.ready[""])


def _unlike(now: Mapping[str, Any], before: Mapping[str, Any]) -> Set[str]:
    # A site has many files: without a loop of Python's.
    others = set(compress(now, map(ne, now.values(), map(before.get, now))))
    return others | (before.keys() - now.keys())


def _parts(site: Previous, exchanged: bool) -> dict[str, Mapping[str, Any]]:
    """Return all that is said of names, as it lies in the whole."""
    folders = (site.ready, site.tree.folders) if exchanged else (site.tree.folders, site.ready)
    return {
        "files": site.tree.files,
        "folders": folders[0],
        "ready": folders[1],
        "keys": site.made.keys,
        "digests": site.made.digests,
        "cases": site.cases,
    }


def _packed_parts(site: Previous) -> dict[str, object]:
    files, folders = site.tree.files, site.tree.folders
    return {
        "files": [[*files], _packed(files.values())],
        "folders": [[*folders], _packed(folders.values())],
        "ready": [[*site.ready], _packed(site.ready.values())],
        "keys": _joined(map(site.made.keys.get, files)),
        "digests": _joined(map(site.made.digests.get, files)),
        "cases": site.cases,
    }


def _read(folder: Path, cache: Cache, data: bytes) -> Previous:
    kept = from_json(data, cache_strings=False)
    whole, parts = str(kept["name"]), _unpacked_parts(kept["parts"])
    since = cache.get(_key_since(whole)) or b""
    few = from_json(since)
    for part, others in few["parts"].items():
        _change(parts[part], others, _FORMS[part])
    if few["exchanged"]:
        parts["folders"], parts["ready"] = parts["ready"], parts["folders"]
    _refuse_elsewhere(parts)
    return Previous(
        folder,
        Made(parts["keys"], parts["digests"]),
        Tree(parts["files"], parts["folders"]),
        parts["ready"],
        frozenset((str(file), str(place)) for file, place in few["places"]),
        parts["cases"],
        str(few["outline"]),
        Record(
            whole,
            {part: others.keys() for part, others in few["parts"].items()},
            bool(few["exchanged"]),
            _stamp(whole, since),
        ),
    )


def _refuse_elsewhere(parts: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise `ValueError` where a name leads out of the site: by them files come and go."""
    files, folders, ready = parts["files"].keys(), parts["folders"].keys(), parts["ready"].keys()
    between = "/\0/".join(["", *files, *filter(None, folders), ""])
    if any(one in between for one in _ELSEWHERE):
        raise ValueError("a path leads elsewhere")
    if not (parts["keys"].keys() <= files and parts["digests"].keys() <= files):
        raise ValueError("it says of a file what it was made from, and not that it is there")
    if ready and ready != folders:
        raise ValueError("the tree that is ready has other folders than the site")


def _unpacked_parts(packed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    paths, keys, digests = packed["files"][0], _split(packed["keys"]), _split(packed["digests"])
    return {
        "files": _unpacked(*packed["files"]),
        "folders": _unpacked(*packed["folders"]),
        "ready": _unpacked(*packed["ready"]),
        "keys": dict(zip(paths, keys, strict=True)),
        "digests": {path: one for path, one in zip(paths, digests, strict=True) if one},
        "cases": {id_: _pair(said) for id_, said in packed["cases"].items()},
    }


def _change(part: dict[str, Any], others: Mapping[str, Any], form: Callable[[Any], object]) -> None:
    for one, said in others.items():
        if said is None:
            part.pop(one, None)
        else:
            part[one] = form(said)


def _looks(said: str) -> Looks:
    looks = bytes.fromhex(said)
    if len(looks) != WIDTH:
        raise ValueError("it tells not how something looks")
    return looks


def _pair(said: Sequence[str]) -> tuple[str, str]:
    digest, outline = said
    return str(digest), str(outline)


_FORMS: Final[Mapping[str, Callable[[Any], object]]] = {
    "files": _looks,
    "folders": _looks,
    "ready": _looks,
    "keys": str,
    "digests": str,
    "cases": _pair,
}
"""What is said of each name, as it is once it was read."""


def _joined(digests: Iterable[str | None]) -> str:
    """Join digests into one text: many would take as long to read as all else."""
    return "".join([one or _NONE for one in digests])


def _split(joined: str) -> list[str]:
    parts = [joined[start : start + _HEX] for start in range(0, len(joined), _HEX)]
    return ["" if part == _NONE else part for part in parts]


def _packed(looks: Iterable[Looks]) -> str:
    return b64encode(b"".join(looks)).decode()


def _unpacked(paths: Sequence[str], packed: str) -> dict[str, Looks]:
    data = b64decode(packed, validate=True)
    if len(data) != len(paths) * WIDTH:
        raise ValueError("it tells not of every path how it looks")
    rows = [data[start : start + WIDTH] for start in range(0, len(data), WIDTH)]
    return dict(zip(paths, rows, strict=True))


def _json(kept: object) -> bytes:
    return json.dumps(kept, separators=(",", ":"), default=bytes.hex).encode()


def _stamp(whole: str, since: bytes) -> str:
    return sha256(whole.encode() + since).hexdigest()


def _key(folder: Path) -> Key:
    return key_of("published site", str(folder))


def _key_since(whole: str) -> Key:
    return key_of("published site since", whole)
