"""Diagnostics as data for other tools: an array of objects with fixed keys."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.diagnostics import Diagnostic
from casebook.language import Language
from casebook.renderers.plain import json_text


def render(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """Return a JSON array; each object has id, severity, path, line, column, message and help."""
    records = [
        {
            "id": diagnostic.id,
            "severity": diagnostic.severity,
            "path": diagnostic.location.path,
            "line": diagnostic.location.line,
            "column": diagnostic.location.column,
            "message": diagnostic.message.in_(language),
            "help": diagnostic.help.in_(language),
        }
        for diagnostic in diagnostics
    ]
    return json_text(records)
