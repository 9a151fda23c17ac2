"""A valid case to change: what is said of it, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pytest

from casebook.language import Language
from casebook.reference.content import Content, base_case
from casebook.reference.example import HOME, Version
from casebook.reference.trial import tried


class Found(Protocol):
    """Change the base case and return what is said of it."""

    def __call__(
        self,
        changes: Mapping[str, str] | None = None,
        *,
        files: Mapping[str, Content | None] | None = None,
        language: Language = "en",
    ) -> list[str]: ...


@pytest.fixture
def found() -> Found:
    """Give a function that replaces words of `index.md`, adds files (None takes one away), and
    returns each diagnostic as `path:line:column severity[id] message`."""

    def say(
        changes: Mapping[str, str] | None = None,
        *,
        files: Mapping[str, Content | None] | None = None,
        language: Language = "en",
    ) -> list[str]:
        text = base_case()["index.md"].decode("utf-8")
        for old, new in (changes or {}).items():
            assert text.count(old) == 1, f"{old!r} does not stand once in the base case"
            text = text.replace(old, new)
        case: dict[str, Content | None] = {
            **base_case(),
            "index.md": text.encode(),
            **(files or {}),
        }
        placed = {
            f"{HOME}/{name}": content for name, content in case.items() if content is not None
        }
        return [
            f"{one.location.path.removeprefix(HOME).lstrip('/')}:{one.location.line}:"
            f"{one.location.column} {one.severity}[{one.id}] {one.message.in_(language)}"
            for one in tried(Version(placed, "", ()))
        ]

    return say
