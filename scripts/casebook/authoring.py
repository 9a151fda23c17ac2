"""A new case study to fill in: a draft that already passes every check."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

from casebook.language import Language
from casebook.schema.types import MAX_SLUG, SLUG, slugged

_FIRST_MONTH = 9
"""The school year begins in September."""


class AuthoringError(Exception):
    """The case cannot be begun; the message says why."""


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
    match = re.fullmatch(r"20(\d{2})-(\d{2})", year)
    if match is None:
        raise AuthoringError(f'"{name}" is not a name like 2025-26/peer-feedback-in-writing')
    if (int(match[1]) + 1) % 100 != int(match[2]):
        raise AuthoringError(
            f'"{year}" is not a school year: write two years that follow each other, for example '
            f"{year[:4]}-{(int(match[1]) + 1) % 100:02}"
        )
    if len(slug) > MAX_SLUG or not SLUG.fullmatch(slug):
        raise AuthoringError(
            f'"{slug}" is not a short name: small letters, digits and single hyphens, up to '
            f"{MAX_SLUG}; write {year}/{slugged(slug) or 'peer-feedback-in-writing'}"
        )
    folder = contributions / year / slug
    if folder.exists():
        raise AuthoringError(f"{folder} exists already")
    return folder


def draft(year: str, language: Language, today: date) -> str:
    """Return the text of a case to fill in; `year` is a folder's name: 2025-26."""
    template = files("casebook").joinpath("templates", f"new.{language}.md")
    return template.read_text(encoding="utf-8").format(
        school_year=year.replace("-", "/"), year=min(int(year[:4]) + 1, today.year)
    )
