"""Tell the name of a person from what programs write where a name belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casebook.language import Localized

_NOBODY: Final = frozenset(
    {
        "", "admin", "administrator", "anonymous", "author", "home", "microsoft account",
        "microsoft office user", "openpyxl", "owner", "pc", "python-docx", "python-pptx",
        "staff", "teacher", "un-named", "unknown", "user", "windows user", "作者", "使用者",
        "教師", "用戶", "老師",
    }
)  # fmt: skip


def is_name(text: str) -> bool:
    """Tell whether `text` may name a person: nobody is called "Windows User"."""
    return text.strip().casefold() not in _NOBODY


def listed(words: Sequence[str]) -> Localized:
    """Join words as each language does."""
    return Localized(", ".join(words), "、".join(words))
