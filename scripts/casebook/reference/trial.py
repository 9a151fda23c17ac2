"""Examples tried: what Casebook says of a case that an example describes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from casebook.diagnostics import Diagnostic
from casebook.language import Localized
from casebook.pipeline import check_folder
from casebook.reference.content import Content, Described, Hole, SymbolicLink, content_of
from casebook.reference.example import Version

TODAY: Final = date(2026, 8, 31)
"""The build date of every trial: an example says the same on any day."""


def tried(version: Version) -> tuple[Diagnostic, ...]:
    """Load and check one version of the base case; return everything found, by place."""
    with TemporaryDirectory() as folder:
        for path, content in version.files.items():
            _write(Path(folder, path), content)
        cases, docs = Path(folder, "contributions"), Path(folder, "docs")
        found = check_folder(cases, TODAY, docs=docs).diagnostics
    # Where the case was put for the trial is no part of what is said of it.
    return tuple(replace(one, message=_without(f"{folder}/", one.message)) for one in found)


def _without(words: str, text: Localized) -> Localized:
    return Localized(text.en.replace(words, ""), text.zh_hant.replace(words, ""))


def _write(path: Path, content: Content | Described) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case bytes():
            path.write_bytes(content)
        case Hole(size):
            with path.open("wb") as file:
                file.truncate(size)
        case SymbolicLink(target):
            path.symlink_to(target)
        case Described(given):
            _write(path, content_of(given))
