"""A Word file turned into the draft of a case study; the file itself stays where it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from casebook.assets.kinds import CAMERA_DATA, LOCATION_INSIDE
from casebook.assets.probe import probe
from casebook.assets.types import WORD
from casebook.authoring import AuthoringError, draft, new_folder
from casebook.characters import as_argument
from casebook.importing.word import Picture, read_word
from casebook.language import Localized
from casebook.limits import DEFAULTS, Limits

_NOT_A_SLUG: Final = re.compile(r"[^a-z0-9]+")
_MADE_ANEW: Final = {CAMERA_DATA.id, LOCATION_INSIDE.id}
"""What pictures tell beside their pixels: nothing else of them is imported."""
_REFUSED: Final = Localized("{what}\n  {edit}", "{what}\n  {edit}")
_TITLE: Final = re.compile(r"^title: .*$", re.MULTILINE)
_MATERIALS: Final = re.compile(r"^# .*\n# materials:$(?:\n#   .*)*", re.MULTILINE)

_ABSENT: Final = Localized("there is no {file}", "找不到 {file}")
_NOT_WORD: Final = Localized("{file} is no Word file (.docx)", "{file} 不是 Word 檔案（.docx）")
_NAMELESS: Final = Localized(
    'the name of "{name}" has no Latin letters: say how the case is to be called, '
    "for example: casebook import {file} peer-feedback-in-writing",
    "「{name}」的檔名沒有英文字母：請在後面加上案例資料夾的名稱，"
    "例如 casebook import {file} peer-feedback-in-writing",
)


@dataclass(frozen=True, slots=True)
class Imported:
    """Hold what came of a Word file."""

    index: Path
    notes: tuple[Localized, ...]
    """What was left behind, for people to look at."""


def import_word(
    contributions: Path, file: Path, name: str | None, today: date, limits: Limits = DEFAULTS
) -> Imported:
    """Write a draft and its pictures into a new folder.

    `name` is a slug, or `<school-year>/<slug>`; without it, one is made of the file's name.
    Pictures have no `alt`, so that the check asks for it. Raises `AuthoringError` where the file
    cannot be read, holds what may not be published, or the folder cannot be begun.
    """
    if not file.is_file():
        raise AuthoringError(_ABSENT.format(file=str(file)))
    facts, told = probe(file, file.name, limits)
    if facts is None or facts.type is not WORD:
        raise AuthoringError(told[0].message if told else _NOT_WORD.format(file=str(file)))
    refused = (one for one in told if one.severity == "error" and one.id not in _MADE_ANEW)
    if refusal := next(refused, None):
        raise AuthoringError(_REFUSED.format(what=refusal.message, edit=refusal.help))
    folder = new_folder(contributions, name or _slug(file), today)
    document = read_word(file.read_bytes())
    text = draft(folder.parent.name, document.language, today)
    head = text[: text.index("\n---\n", 4)]
    if document.title:
        head = _TITLE.sub(lambda _: f"title: {_quoted(document.title)}", head)
    if document.pictures:
        entries = "".join(_entry(picture) for picture in document.pictures)
        head = _MATERIALS.sub(lambda _: f"materials:\n{entries.rstrip()}", head)
    folder.mkdir(parents=True)
    for picture in document.pictures:
        (folder / picture.name).write_bytes(picture.data)
    index = folder / "index.md"
    index.write_text(f"{head}\n---\n\n{document.text}\n", encoding="utf-8")
    return Imported(index, document.notes)


def _slug(file: Path) -> str:
    slug = _NOT_A_SLUG.sub("-", file.stem.lower()).strip("-")[:60].strip("-")
    if not slug:
        raise AuthoringError(_NAMELESS.format(name=file.name, file=as_argument(file.name)))
    return slug


def _entry(picture: Picture) -> str:
    return (
        f"  - file: {picture.name}\n    type: illustration\n"
        f"    title: {_quoted(picture.title)}\n    use: publish\n"
    )


def _quoted(text: str) -> str:
    """Return words as a YAML scalar that means them, whatever is in them."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
