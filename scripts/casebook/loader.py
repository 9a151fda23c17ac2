"""The only reader of the contributions folder: disk in, values and diagnostics out."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from casebook import folder_kinds as kinds
from casebook.assets import FileFacts
from casebook.assets.kinds import GIT_LFS_POINTER, UNCONVERTED_FILE
from casebook.assets.probe import UNKNOWN_FILE_TYPE, probe_file
from casebook.assets.unreadable import is_pointer
from casebook.contents import Contents, Known
from casebook.contribution import CaseText, Contribution, Words, original
from casebook.diagnostics import Diagnostic, Location
from casebook.front_matter import FrontMatter, parse_front_matter
from casebook.language import LANGUAGES, Language
from casebook.limits import DEFAULTS, Limits
from casebook.markdown import Text, read_text
from casebook.schema import Metadata, Translation
from casebook.schema.types import is_file_name, is_slug, is_text_name
from casebook.schema.validation import salvage, validate
from casebook.source import decode

MAIN: Final = "index.md"
TRANSLATIONS: Final[Mapping[str, Language]] = {f"index.{tag}.md": tag for tag in LANGUAGES}
_UNUSABLE: Final = {kind.id for kind in (UNCONVERTED_FILE, UNKNOWN_FILE_TYPE)}
"""A file that has to be made anew is registered when it is: one message at a time."""
_YEAR_FOLDER: Final = re.compile(r"20[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Hold what came of one folder."""

    id: str
    contribution: Contribution | None
    """As far as it could be read: publishable only if no diagnostic is an error."""
    diagnostics: tuple[Diagnostic, ...]
    doubtful: frozenset[int] = frozenset()
    """Lines of groups that lost a field which could not be typed: nothing more is said of them."""
    known: Known | None = None
    """What the folder is known by as it was read; None where something in it could not be."""


def touches(path: Path, only: Iterable[Path]) -> bool:
    """Tell whether one of `only` is at, above or below `path`, as text: there are many paths."""
    here = f"{path}/"
    places = (f"{one}/" for one in only)
    return any(here.startswith(one) or one.startswith(here) for one in places)


def case_folders(
    contributions: Path, only: Collection[Path] = ()
) -> tuple[list[Path], list[Diagnostic]]:
    """Return the folder of every case, in order, and what lies there that is no case.

    With `only` no other school years are looked into than those that touch it.
    """
    root = contributions.name
    if not contributions.is_dir():
        return [], [kinds.NO_CONTRIBUTIONS.at(Location(root), folder=str(contributions))]
    folders: list[Path] = []
    stray: list[Diagnostic] = []
    for year, year_is_folder in _entries(contributions):
        if not year_is_folder or not _YEAR_FOLDER.fullmatch(year):
            stray.append(kinds.stray(Location(f"{root}/{year}"), year))
            continue
        if only and not touches(contributions / year, only):
            continue
        home = contributions / year
        for name, is_folder in _entries(home):
            if is_folder and not kinds.is_of_computer(name):
                folders.append(home / name)
            else:
                stray.append(kinds.stray(Location(f"{root}/{year}/{name}"), name))
    return folders, stray


def _entries(folder: Path) -> list[tuple[str, bool]]:
    """Return the name of all that lies in a folder, in order, and whether it is a real folder."""
    with os.scandir(folder) as entries:
        return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)


def year_of(id_: str) -> str | None:
    """Return the school year in the id of a case; None where no case can have that id."""
    year = id_.partition("/")[0]
    return year if _YEAR_FOLDER.fullmatch(year) else None


def case_id(folder: Path) -> str:
    """Return the id of the case in `folder`: its school year and its own name."""
    return "/".join(folder.parts[-2:])


@dataclass(frozen=True, slots=True)
class Folder:
    """Hold what the parts of reading one folder share."""

    path: Path
    shown: str
    """The folder as reported to people."""
    contents: Contents
    limits: Limits
    found: list[Diagnostic]
    """Everything that is wrong, as it is found."""

    def at(self, name: str) -> Location:
        """Name a file of the folder."""
        return Location(f"{self.shown}/{name}")


def load_folder(folder: Path, limits: Limits = DEFAULTS) -> Loaded:
    """Read and validate one case study."""
    id_, contents = case_id(folder), Contents(folder, limits.largest, limits.files)
    here = Folder(folder, f"{folder.parent.parent.name}/{id_}", contents, limits, [])
    return replace(_loaded(here, id_), known=contents.known())


def _loaded(here: Folder, id_: str) -> Loaded:
    if not is_slug(here.path.name):
        here.found.append(kinds.INVALID_FOLDER_NAME.at(Location(here.shown), name=here.path.name))
    if (count := here.contents.count) > here.limits.files:
        said = {"count": f"{count:,}", "limit": f"{here.limits.files:,}"}
        here.found.append(kinds.TOO_MANY_FILES.at(Location(here.shown), **said))
        return Loaded(id_, None, tuple(here.found))
    names = tuple(_regular_files(here))
    refused = {one.location.path for one in here.found}
    if MAIN not in names:
        if here.at(MAIN).path not in refused:
            here.found.append(kinds.missing_text(Location(here.shown), id_, names))
        return Loaded(id_, None, tuple(here.found))
    files = dict(_probed(here, names))
    unusable = {d.location.path for d in here.found if d.id in _UNUSABLE}
    main = read_file(here, MAIN)
    if main is None:
        return Loaded(id_, None, tuple(here.found))
    front_matter, text = main
    metadata, errors = validate(front_matter, Metadata)
    here.found.extend(errors)
    metadata = metadata or salvage(front_matter, Metadata)
    registration = _registration(here, front_matter, names, refused)
    here.found.extend(one for one in registration if one.location.path not in unusable)
    if metadata is None or text is None:
        return Loaded(id_, None, tuple(here.found))
    texts = _texts(here, names, (metadata, front_matter, text))
    unread = frozenset(name for name in names if name not in files and not name.endswith(".md"))
    case = Contribution(id_, here.path, front_matter, metadata, texts, files, unread)
    doubtful = frozenset(line for error in errors for line in _group_lines(front_matter, error))
    return Loaded(id_, case, tuple(here.found), doubtful)


def _group_lines(front_matter: FrontMatter, error: Diagnostic) -> range:
    """Return the lines of the list entry, or else of the top-level group, that holds an error."""
    places = {**front_matter.keys, **front_matter.places}
    at = error.location
    paths = [path for path, place in places.items() if place == at]
    if not paths:
        return range(at.line, at.line + 1)
    path = max(paths, key=len)
    numbers = [index for index, part in enumerate(path) if isinstance(part, int)]
    group = path[: numbers[0] + 1] if numbers else path[:1]
    lines = [place.line for other, place in places.items() if other[: len(group)] == group]
    return range(min(lines), max(lines) + 1)


def _regular_files(here: Folder) -> Iterator[str]:
    seen: dict[str, str] = {}
    for name, file in here.contents.files.items():
        place = here.at(name)
        if name.startswith(".") or kinds.is_of_computer(name):
            here.found.append(kinds.stray(place, name))
        elif not file.is_regular:
            here.found.append(kinds.NOT_A_FILE.at(place, name=name))
        elif twin := seen.get(_one_name(name)):
            here.found.append(kinds.SAME_NAME.at(place, name=name, twin=twin))
            yield name
        else:
            seen[_one_name(name)] = name
            yield name


def _one_name(name: str) -> str:
    """Return a name as computers compare it that know no capitals and put accents together."""
    return unicodedata.normalize("NFC", name).casefold()


def _probed(here: Folder, names: Iterable[str]) -> Iterator[tuple[str, FileFacts]]:
    for name in names:
        if is_text_name(name):
            if name != MAIN and name not in TRANSLATIONS:
                here.found.append(kinds.UNKNOWN_TEXT.at(here.at(name), name=name))
            continue
        facts, errors = probe_file(here.contents.files[name], here.at(name).path, here.limits)
        here.found.extend(errors)
        if facts:
            yield name, facts


def read_file(here: Folder, name: str) -> tuple[FrontMatter, Text | None] | None:
    """Take one text of a folder apart, as far as that is possible."""
    file, place, limits = here.contents.files[name], here.at(name), here.limits
    if file.size > limits.text_file:
        said = {"size": f"{file.size:,}", "limit": f"{limits.text_file:,}"}
        here.found.append(kinds.FILE_OF_TEXT_TOO_LARGE.at(place, **said))
        return None
    data = file.read(limits.text_file)
    if is_pointer(data):
        here.found.append(GIT_LFS_POINTER.at(place, name=name))
        return None
    source, problems = decode(data, place.path)
    here.found.extend(problems)
    if source is None:
        return None
    front_matter, errors = parse_front_matter(source, limits)
    here.found.extend(errors)
    if front_matter is None:
        return None
    first_line = front_matter.body_line
    read = read_text(front_matter.body, path=place.path, first_line=first_line, limits=limits)
    here.found.extend(read.diagnostics)
    return front_matter, read.text


def _registration(
    here: Folder, front_matter: FrontMatter, names: Iterable[str], refused: Set[str]
) -> Iterator[Diagnostic]:
    """Compare the files of the folder with those registered, as typed: even if all else fails."""
    entries = front_matter.values.get("materials", [])
    registered: dict[str, int] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        name = entry.get("file") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        place = front_matter.value("materials", index, "file")
        if name in registered:
            yield kinds.REGISTERED_TWICE.at(place, name=name)
        registered[name] = index
        is_absent = name not in names and here.at(name).path not in refused
        if is_absent and is_file_name(name):
            similar = next((n for n in names if n.casefold() == name.casefold()), None)
            yield kinds.missing_file(place, name, similar)
    meant = {name.casefold() for name in registered if name not in names}
    for name in names:
        if name in registered or name.casefold() in meant or is_text_name(name):
            continue
        say = kinds.unregistered_file if is_file_name(name) else kinds.unusable_name
        yield say(here.at(name), name)


def _texts(
    here: Folder, names: Iterable[str], main: tuple[Metadata, FrontMatter, Text]
) -> dict[Language, CaseText]:
    metadata, front_matter, text = main
    source = front_matter.source
    written = original(metadata, source.path, Words(text, source))
    language = written.language
    texts = {language: written}
    for name, tag in TRANSLATIONS.items():
        if name not in names:
            continue
        if tag == language:
            here.found.append(kinds.TRANSLATION_OF_ITSELF.at(here.at(name), language=tag))
            continue
        translated = _translation(here, name, tag, written)
        if translated:
            texts[tag] = translated
    return texts


def _translation(here: Folder, name: str, tag: Language, written: CaseText) -> CaseText | None:
    read = read_file(here, name)
    if read is None:
        return None
    front_matter, text = read
    words, errors = validate(front_matter, Translation)
    here.found.extend(errors)
    if words is None or text is None:
        return None
    for index, material in enumerate(words.materials):
        if material.file not in written.material_titles:
            place = front_matter.value("materials", index, "file")
            here.found.append(kinds.UNKNOWN_MATERIAL.at(place, name=material.file))
    return CaseText(
        tag,
        here.at(name).path,
        words.title,
        words.summary,
        words.evidence or written.evidence,
        dict(written.material_titles) | {m.file: m.title for m in words.materials if m.title},
        dict(written.material_alts) | {m.file: m.alt for m in words.materials if m.alt},
        Words(text, front_matter.source),
        words.translator,
    )
