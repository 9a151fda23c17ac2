"""The pages of compilations as their editors wrote them: disk in, typed pages out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from casebook.compiling import kinds
from casebook.contents import Contents, Known
from casebook.diagnostics import Diagnostic
from casebook.folder_kinds import NOT_A_FILE
from casebook.front_matter import FrontMatter
from casebook.language import Language
from casebook.limits import DEFAULTS, Limits
from casebook.loader import Folder, read_file
from casebook.markdown import Text
from casebook.schema.compilation import CompilationMetadata
from casebook.schema.types import is_slug
from casebook.schema.validation import validate

FOLDERS: Final[Mapping[Language, str]] = {
    "en": "compilations",
    "zh-Hant": "zh-Hant/compilations",
}
"""Where they lie below the folder of hand-written pages."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """Hold the page of a compilation in one language."""

    slug: str
    language: Language
    path: str
    """As reported to people."""
    front_matter: FrontMatter
    metadata: CompilationMetadata
    text: Text


class ReadPages(NamedTuple):
    """Hold all pages of compilations."""

    pages: tuple[WrittenPage, ...]
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong beside them."""
    known: Mapping[Path, Known | None]
    """What each folder is known by as it was read."""


def read_pages(docs: Path, limits: Limits = DEFAULTS) -> ReadPages:
    """Read every compilation below `docs`, in both languages."""
    found: list[Diagnostic] = []
    pages: list[WrittenPage] = []
    known: dict[Path, Known | None] = {}
    for language, name in FOLDERS.items():
        folder = docs / name
        if not folder.is_dir():
            continue
        contents = Contents(folder, limits.largest)
        here = Folder(folder, f"{docs.name}/{name}", contents, limits, found)
        pages.extend(page for file in _files(here) if (page := _page(here, file, language)))
        known[folder] = contents.known()
    return ReadPages(tuple(pages), tuple(found), known)


def _files(here: Folder) -> Iterator[str]:
    for name, file in here.contents.files.items():
        if not file.is_regular:
            here.found.append(NOT_A_FILE.at(here.at(name), name=name))
        elif file.path.suffix != ".md" or not is_slug(file.path.stem):
            here.found.append(kinds.INVALID_NAME.at(here.at(name), name=name))
        else:
            yield name


def _page(here: Folder, name: str, language: Language) -> WrittenPage | None:
    read = read_file(here, name)
    if read is None:
        return None
    front_matter, text = read
    metadata, errors = validate(front_matter, CompilationMetadata)
    here.found.extend(errors)
    if metadata is None or text is None:
        return None
    for picture in text.pictures:
        here.found.append(kinds.PICTURE.at(picture.location, target=picture.target))
    path = here.at(name).path
    return WrittenPage(name.removesuffix(".md"), language, path, front_matter, metadata, text)
