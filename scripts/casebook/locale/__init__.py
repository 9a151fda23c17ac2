"""The words of the interface in each language, as data files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from casebook.language import Language


@cache
def words(language: Language) -> Mapping[str, str]:
    """Return every word of the interface by its key: all files that end in the language's tag."""
    found: dict[str, str] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        if file.name == f"{language}.yml" or file.name.endswith(f".{language}.yml"):
            text = file.read_text(encoding="utf-8")
            entries: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
            found.update({key: str(value) for key, value in entries.items()})
    return found


def say(language: Language, key: str, **values: object) -> str:
    """Return the words of `key` in `language`, their `{names}` filled; raise `KeyError` if none.

    Where `count` is 1 and the key has a form for it (`key.one`), that form is taken.
    """
    entries = words(language)
    if values.get("count") in (1, "1") and f"{key}.one" in entries:
        key = f"{key}.one"
    return entries[key].format(**values) if values else entries[key]
