"""An author's own value, written as YAML reads it back."""

from __future__ import annotations

import yaml

from casebook.front_matter import RawValue
from casebook.front_matter.slips import quoted

_SHOWN = 60
"""Characters of a value that a help repeats."""


def written(value: RawValue) -> str:
    """Return a value in the form of one line; nothing for groups, which stand below their name."""
    if isinstance(value, dict):
        return ""
    if isinstance(value, list):
        texts = [one for one in value if isinstance(one, str)]
        return "[" + ", ".join(map(item, texts)) + "]" if len(texts) == len(value) else ""
    return scalar(value) if len(value) <= _SHOWN else "…"


def scalar(text: str) -> str:
    """Return a text as the value of a field, between quotation marks where YAML needs them."""
    return text if _reads_as(f"a: {text}", {"a": text}) else quoted(text)


def item(text: str) -> str:
    """Return a text as one of a list in square brackets."""
    return text if _reads_as(f"[{text}]", [text]) else quoted(text)


def _reads_as(line: str, value: object) -> bool:
    try:
        # This loader makes text, lists and mappings alone, as the front matter is read.
        return bool(yaml.load(line, Loader=yaml.CBaseLoader) == value)  # noqa: S506
    except yaml.YAMLError:
        return False
