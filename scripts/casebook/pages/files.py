"""The files of a case as they lie on the site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from casebook.assets import FileFacts
from casebook.assets.derivatives import (
    TAKE_AWAY_WIDTH,
    derive,
    published_names,
)
from casebook.assets.remade import remade
from casebook.assets.rights import EmbeddedRights
from casebook.cache import Cache, Key, key_of
from casebook.contribution import Contribution
from casebook.limits import Limits
from casebook.rights.embedding import embedded_rights
from casebook.settings import Site
from casebook.workers import Bounds, Ended, in_workers


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """Hold one file of the site: a file made anew, or a derivative of a picture."""

    src_uri: str
    original: FileFacts
    rights: EmbeddedRights
    cache: Cache
    width: int = TAKE_AWAY_WIDTH
    """In pixels, of a picture."""

    @property
    def key(self) -> Key:
        """Return what it is kept by."""
        return _key("file", self.original, self.rights, self.width)

    def content(self) -> bytes:
        """Make the file: what is published never holds the bytes that were sent in."""
        return _content(self.original, self.rights, self.width, self.cache)


class UnmadeFileError(Exception):
    """A file of a case could not be made; the message names it and says why."""


def make_files(cases: Iterable[Contribution], site: Site) -> None:
    """Make in workers what the site shows of cases and is not kept yet, where it can be kept.

    Raises `UnmadeFileError`. One file may take what `_bounds` says: more than its reading, since
    whoever sent it in has kept every limit by now.
    """
    if site.cache.folder is None:
        return
    wanted: dict[Key, PublishedFile] = {}
    for case in cases:
        for file in published_files(case, site):
            key = file.key
            if key not in wanted and not site.cache.holds(key):
                wanted[key] = file
    items = [(file.original, file.rights, file.width) for file in wanted.values()]
    site.cache.release()
    done = in_workers(_made_of, items, _bounds(site.settings.limits), site.workers)
    for (key, file), made in zip(wanted.items(), done, strict=True):
        if isinstance(made, Ended):
            raise UnmadeFileError(f"{file.src_uri}: making it was stopped ({made.status})")
        site.cache.put(key, made)


def _bounds(limits: Limits) -> Bounds:
    return Bounds(4 * limits.seconds, 2 * limits.memory)


def _made_of(item: tuple[FileFacts, EmbeddedRights, int]) -> bytes:
    facts, rights, width = item
    return _made(facts, rights, width)


def published_size(facts: FileFacts, rights: EmbeddedRights, cache: Cache) -> int:
    """Return the number of bytes of a file as a reader takes it away."""

    def made() -> bytes:
        return str(len(_content(facts, rights, TAKE_AWAY_WIDTH, cache))).encode()

    return int(cache.made(_key("size of file", facts, rights, TAKE_AWAY_WIDTH), made))


def published_files(case: Contribution, site: Site) -> Iterator[PublishedFile]:
    """Yield every file that the site shows of a case: pictures only as derivatives."""
    rights = {m.file: embedded_rights(case, m, site) for m in case.published_materials}
    for path, facts, width in published_paths(case):
        yield PublishedFile(path, facts, rights[facts.name], site.cache, width)


def published_paths(case: Contribution) -> Iterator[tuple[str, FileFacts, int]]:
    """Yield where each file of a case lies, what it is made from, and its width as a picture."""
    for material in case.published_materials:
        facts = case.files.get(material.file or "")
        if facts is None:
            continue
        for name, width in published_names(facts).items():
            yield f"cases/{case.id}/{name}", facts, width


def _content(facts: FileFacts, rights: EmbeddedRights, width: int, cache: Cache) -> bytes:
    key = _key("file", facts, rights, width)
    return cache.made(key, lambda: _made(facts, rights, width))


def _made(facts: FileFacts, rights: EmbeddedRights, width: int) -> bytes:
    if facts.type.kind == "image":
        return derive(facts, width, rights, take_away=width == TAKE_AWAY_WIDTH).data
    return remade(facts.type, facts.read(), rights)


def _key(kind: str, facts: FileFacts, rights: EmbeddedRights, width: int) -> Key:
    inside = json.dumps(asdict(rights), ensure_ascii=False)
    return key_of(kind, facts.digest, facts.type.name, str(width), inside)
