"""Diagnostics and reports as text: one module for each format, chosen at the very end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from casebook.diagnostics import Diagnostic
from casebook.language import Language
from casebook.renderers import github, json, sarif

RENDERERS: Final[Mapping[str, Callable[[Sequence[Diagnostic], Language], str]]] = {
    "github": github.render,
    "json": json.render,
    "sarif": sarif.render,
}
"""Formats for other tools; `renderers.text`, for people, also needs the lines themselves."""
