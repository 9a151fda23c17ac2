"""A new case study to fill in: a draft that already passes every check."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final

from casebook.language import Language, Localized
from casebook.schema.types import MAX_SLUG, is_slug, slugged

_FIRST_MONTH = 9
"""The school year begins in September."""

_NO_NAME: Final = Localized(
    '"{name}" is not a name like 2025-26/peer-feedback-in-writing',
    "「{name}」不是案例資料夾的名稱；請仿照 2025-26/peer-feedback-in-writing 輸入",
)
_NO_SCHOOL_YEAR: Final = Localized(
    '"{year}" is not a school year: write two years that follow each other, for example {right}',
    "「{year}」不是學年：請輸入相連的兩年，例如 {right}",
)
_NO_SLUG: Final = Localized(
    '"{slug}" is not a short name: small letters, digits and single hyphens, up to {most}; '
    "write {right}",
    "「{slug}」不能用作名稱：只可用小寫英文字母、數字及單個連字號，最多 {most} 個字；"
    "請輸入 {right}",
)
_TAKEN: Final = Localized("{folder} exists already", "{folder} 已經存在，請用另一名稱")


class AuthoringError(Exception):
    """The case cannot be begun; `words` say why and what to type."""

    def __init__(self, words: Localized) -> None:
        """Keep the words in both languages."""
        super().__init__(words)  # whole: an error that comes from a worker is made anew from it
        self.words = words


def school_year(today: date) -> str:
    """Return the school year of a day, as a folder is named: 2024-25."""
    first = today.year if today.month >= _FIRST_MONTH else today.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def start_case(contributions: Path, name: str, language: Language, today: date) -> Path:
    """Write a draft into a new folder and return its `index.md`.

    `name` is a slug, or `<school-year>/<slug>`. Raises `AuthoringError` when it is neither, or
    taken.
    """
    folder = new_folder(contributions, name, today)
    target = folder / "index.md"
    folder.mkdir(parents=True)
    target.write_text(draft(folder.parent.name, language, today), encoding="utf-8")
    return target


def new_folder(contributions: Path, name: str, today: date) -> Path:
    """Return the folder of a new case, which is not there yet; raise `AuthoringError`."""
    year, _, slug = name.rpartition("/")
    year = year or school_year(today)
    match = re.fullmatch(r"20([0-9]{2})-([0-9]{2})", year)
    if match is None:
        raise AuthoringError(_NO_NAME.format(name=name))
    if (int(match[1]) + 1) % 100 != int(match[2]):
        right = f"{year[:4]}-{(int(match[1]) + 1) % 100:02}"
        raise AuthoringError(_NO_SCHOOL_YEAR.format(year=year, right=right))
    if not is_slug(slug):
        right = f"{year}/{slugged(slug) or 'peer-feedback-in-writing'}"
        raise AuthoringError(_NO_SLUG.format(slug=slug, most=str(MAX_SLUG), right=right))
    folder = contributions / year / slug
    if folder.exists():
        raise AuthoringError(_TAKEN.format(folder=str(folder)))
    return folder


def draft(year: str, language: Language, today: date) -> str:
    """Return the text of a case to fill in; `year` is a folder's name: 2025-26."""
    template = files("casebook").joinpath("templates", f"new.{language}.md")
    return template.read_text(encoding="utf-8").format(
        school_year=year.replace("-", "/"), year=min(int(year[:4]) + 1, today.year)
    )
