"""The files of a case as they lie on the site."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Final

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
from casebook.diagnostics import Diagnostic, Location
from casebook.examining.kinds import CANNOT_BE_MADE
from casebook.faults import CHANGED_MEANWHILE, INTERNAL_ERROR, debugging, described
from casebook.language import Localized, LocalizedError
from casebook.limits import Limits, size_in_words
from casebook.regular import FileChangedError
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


class UnmadeFileError(LocalizedError):
    """A file of a case could not be made; the message names it and says why."""


_CHANGED: Final = Localized(
    "{path} changed while the site was being built\n"
    "build again when nothing else writes into the folder",
    "{path} 在建立網站期間有改動\n請待沒有其他程式寫入資料夾時，再建立一次",
)


def make_files(cases: Iterable[Contribution], site: Site) -> tuple[Diagnostic, ...]:
    """Make in workers what the site shows of cases and is not kept yet, where it can be kept.

    Returns what is wrong with those that cannot be made. One file may take what `_bounds` says:
    more than its reading, since whoever sent it in has kept every limit by now.
    """
    if site.cache.folder is None:
        return ()
    wanted: dict[Key, tuple[PublishedFile, list[Location]]] = {}
    for case in cases:
        for file in published_files(case, site):
            key = file.key
            if key in wanted or not site.cache.holds(key):
                place = Location(posixpath.join(posixpath.dirname(case.path), file.original.name))
                wanted.setdefault(key, (file, []))[1].append(place)
    items = [(file.original, file.rights, file.width) for file, _ in wanted.values()]
    site.cache.release()
    bounds = _bounds(site.settings.limits)
    done = in_workers(_made_of, items, bounds, site.workers)
    found: list[Diagnostic] = []
    for (key, (_, places)), made in zip(wanted.items(), done, strict=True):
        if isinstance(made, bytes):
            site.cache.put(key, made)
        else:
            found += [_unmade(made, place, bounds) for place in places]
    return tuple(dict.fromkeys(found))


def _unmade(made: Ended | str | None, place: Location, bounds: Bounds) -> Diagnostic:
    """Say what became of a file instead of its making."""
    if made is None:
        return CHANGED_MEANWHILE.at(place)
    if isinstance(made, str):
        return INTERNAL_ERROR.at(place, error=made)
    return CANNOT_BE_MADE.at(place, why=_why(made, bounds))


def _why(end: Ended, bounds: Bounds) -> Localized:
    """Say what making a file was ended for."""
    match end.reason:
        case "time":
            return Localized(
                f"making it took the processor more than {bounds.seconds} s, and was stopped",
                f"製作所用的處理器時間超過 {bounds.seconds} 秒，已經中止",
            )
        case "memory":
            size = size_in_words(bounds.memory)
            return Localized(
                f"making it took more than {size} of memory, and was stopped",
                f"製作所用的記憶體超過 {size}，已經中止",
            )
        case "standstill":
            return Localized(
                f"nothing came of making it for {bounds.patience} s, and it was stopped",
                f"製作 {bounds.patience} 秒仍沒有結果，已經中止",
            )
        case "fault":
            return Localized(
                f"the process that made it ended ({end.status})",
                f"製作它的程序中途結束（{end.status}）",
            )


def _changed(facts: FileFacts) -> UnmadeFileError:
    return UnmadeFileError(_CHANGED.format(path=str(facts.path)))


def _bounds(limits: Limits) -> Bounds:
    return Bounds(4 * limits.seconds, 2 * limits.memory)


def _made_of(item: tuple[FileFacts, EmbeddedRights, int]) -> bytes | str | None:
    """Make one file in a worker; None where it changed since it was looked at.

    A fault of ours comes back as words: whatever it is, the other files are still made.
    """
    facts, rights, width = item
    try:
        return _made(facts, rights, width)
    except FileChangedError:
        return None
    except MemoryError:
        raise  # whoever bounds the memory says of which file
    except Exception as error:
        if debugging():
            raise
        return described(error)


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
    try:
        return cache.made(key, lambda: _made(facts, rights, width))
    except FileChangedError as error:
        raise _changed(facts) from error


def _made(facts: FileFacts, rights: EmbeddedRights, width: int) -> bytes:
    if facts.type.kind == "image":
        return derive(facts, width, rights, take_away=width == TAKE_AWAY_WIDTH).data
    return remade(facts.type, facts.read(), rights)


def _key(kind: str, facts: FileFacts, rights: EmbeddedRights, width: int) -> Key:
    inside = json.dumps(asdict(rights), ensure_ascii=False)
    return key_of(kind, facts.digest, facts.type.name, str(width), inside)
