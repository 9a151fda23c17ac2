"""Examples of diagnostics: data files read into frozen values."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict

from casebook.diagnostics import Location
from casebook.language import Localized
from casebook.reference.content import COMPILATION, Content, Described, base_case, base_compilation
from casebook.schema.types import kebab

HOME: Final = "contributions/2024-25/peer-feedback-in-writing"
"""The folder of the valid case that every example changes."""

EVERYTHING: Final = "*"
"""In an example's file: all lines of the text, or all files of the base case."""

_HERE: Final = Path(__file__).parent
_PLACE: Final = re.compile(r"(?P<path>[^:]+)(?::(?P<line>\d+):(?P<column>\d+))?")


@dataclass(frozen=True, slots=True)
class Version:
    """Hold the base case with one change, and what of it a page shows."""

    files: Mapping[str, Content | Described]
    """By path, relative to the contributions folder's parent."""
    lines: str
    """The lines that matter, "" where only files do; what is long is abridged."""
    beside: tuple[str, ...]
    """Names of files that this version has and the base case has not."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold the two versions of the base case that show a diagnostic."""

    place: Location
    """Where it is reported."""
    file: str
    """Name of the file that the lines are from."""
    saved_as: str | None
    """Name of the encoding or line ends of the failing file, where they are what is wrong."""
    failing: Version
    fixed: Version


@dataclass(frozen=True, slots=True)
class Example:
    """Show one diagnostic: a case that has it, and the same case without."""

    id: str
    why: Localized
    trial: Trial | None
    """None where no case shows it: Casebook or the computer is at fault."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=kebab)

    en: str
    zh_Hant: str


class _Abridged(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    times: int


class _Entry(BaseModel):
    """Describe the YAML file of one example."""

    model_config = ConfigDict(extra="forbid", alias_generator=kebab)

    why: _Words
    of_casebook: bool = False
    """Whether Casebook or the computer is at fault, so that there is nothing else to show."""
    at: str = "."
    """Where it is reported: `index.md:3:11`, `index.md` for a whole file, `.` for the folder."""
    file: str = "index.md"
    """A file of the base case, or `compilation`; `at` may begin with that word too."""
    compilation: bool = False
    """Whether the case stands in a compilation; so it does where `file` is `compilation`."""
    lines: str = ""
    """Lines of that file in the base case: the two versions stand in their place."""
    failing: str = ""
    fixed: str | None = None
    """Left out where the lines of the base case are right as they are."""
    also: Mapping[str, str] = {}
    """What both versions change besides, shown above their lines."""
    abridged: Mapping[str, _Abridged] = {}
    """What a few words in `failing` stand for."""
    saved_as: str | None = None
    folder: str | None = None
    """The failing case's own folder, relative to the base case's."""
    beside: Mapping[str, Any] = {}
    only_failing: Mapping[str, Any] = {}
    only_fixed: Mapping[str, Any] = {}


@cache
def examples() -> Mapping[str, Example]:
    """Return every example by the id of its diagnostic, sorted."""
    paths = sorted((_HERE / "examples").glob("*.yaml"))
    return {path.stem: _example(path) for path in paths}


def _example(path: Path) -> Example:
    entry = _Entry.model_validate(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
    if entry.file == "compilation":
        entry = entry.model_copy(update={"file": COMPILATION, "compilation": True})
    why = Localized(entry.why.en.strip(), entry.why.zh_Hant.strip())
    return Example(path.stem, why, None if entry.of_casebook else _trial(entry))


def _trial(entry: _Entry) -> Trial:
    place = _PLACE.fullmatch(re.sub("^compilation(?=:|$)", COMPILATION, entry.at))
    if place is None:
        raise ValueError(f"no place is written {entry.at}")
    reported = _joined(entry.folder or ".", place["path"])
    fixed = entry.lines if entry.fixed is None else entry.fixed
    return Trial(
        Location(reported, int(place["line"] or 1), int(place["column"] or 1)),
        entry.file,
        entry.saved_as,
        _version(entry, entry.failing, entry.only_failing, failing=True),
        _version(entry, fixed, entry.only_fixed, failing=False),
    )


def _version(entry: _Entry, lines: str, only: Mapping[str, Any], *, failing: bool) -> Version:
    changes = {**entry.beside, **only}
    files: dict[str, Content | Described] = {} if EVERYTHING in changes else {**base_case()}
    if entry.compilation:
        files[COMPILATION] = base_compilation()
    if (content := files.get(entry.file)) is not None and isinstance(content, bytes):
        text = _changed(entry, content.decode("utf-8"), lines)
        files[entry.file] = _saved(text, entry.saved_as if failing else None)
    for name, content in changes.items():
        files.pop(name, None)
        if content is not None:
            files |= dict.fromkeys(_names(name, content), Described(content))
    folder = entry.folder if failing and entry.folder else "."
    beside = tuple(name for name in files if name not in (*base_case(), COMPILATION))
    placed = {_joined(folder, name): content for name, content in files.items()}
    return Version(placed, _shown(entry, lines), beside)


def _names(name: str, content: str | Mapping[str, Any]) -> Iterator[str]:
    """Yield `name`, or where the content comes several `times`, as many with a number in `{}`."""
    times = 0 if isinstance(content, str) else content.get("times", 0)
    yield from map(name.format, range(1, times + 1)) if times else [name]


def _joined(*parts: str) -> str:
    return posixpath.normpath(posixpath.join(HOME, *parts))


def _changed(entry: _Entry, text: str, lines: str) -> str:
    """Put `lines` in the place of the base case's, all that is abridged at its full length."""
    for words, whole in entry.abridged.items():
        lines = lines.replace(words, whole.text * whole.times)
    if entry.lines == EVERYTHING:
        return text if lines == EVERYTHING else lines
    for old, new in {entry.lines: lines, **entry.also}.items():
        if old and text.count(old) != 1:
            raise ValueError(f"these words do not stand once in {entry.file}: {old}")
        text = text.replace(old, new) if old else text
    return text


def _shown(entry: _Entry, lines: str) -> str:
    """Return the lines to show: those of `also` first, and the start of a whole file."""
    if lines == EVERYTHING:
        start = base_case()[entry.file].decode("utf-8").split("\n")[:5]
        return "\n".join([*start, "…"])
    parts = [*entry.also.values(), lines.rstrip("\n")]
    return "\n…\n".join(parts) if lines else ""


def _saved(text: str, how: str | None) -> bytes:
    if how == "CRLF":
        return text.replace("\n", "\r\n").encode("utf-8")
    if how == "UTF-8 with BOM":
        return text.encode("utf-8-sig")
    return text.encode("big5hkscs" if how == "Big5" else "utf-8")
