"""Diagnostics for a person at a terminal: where, what, the line itself, and the edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from unicodedata import east_asian_width

from casebook.characters import visible
from casebook.diagnostics import Diagnostic
from casebook.language import Language, Localized

SEVERITIES: Final = {"error": Localized("error", "錯誤"), "warning": Localized("warning", "留意")}
_HELP: Final = Localized("help: ", "改法：")
_TOTAL: Final = Localized(
    "{errors} to put right, {warnings} to look at", "{errors} 項必須改正，{warnings} 項請留意"
)


_BEFORE: Final = 30
_AFTER: Final = 50


def render(
    diagnostics: Sequence[Diagnostic], language: Language, line_of: Callable[[str, int], str]
) -> str:
    """Return the diagnostics as text; `line_of` gives a line of a file for an excerpt."""
    if not diagnostics:
        return ""
    parts = [_one(diagnostic, language, line_of) for diagnostic in diagnostics]
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    parts.append(_TOTAL.in_(language).format(errors=errors, warnings=warnings) + "\n")
    return "\n".join(parts)


def _one(diagnostic: Diagnostic, language: Language, line_of: Callable[[str, int], str]) -> str:
    place = diagnostic.location
    severity = SEVERITIES[diagnostic.severity].in_(language)
    where = f"{visible(place.path)}:{place.line}:{place.column}"
    lines = [f"{where}: {severity}[{diagnostic.id}] {diagnostic.message.in_(language)}"]
    before, after = _around(line_of(place.path, place.line), place.column)
    if (before + after).strip():
        gutter = f"{place.line:>5} | "
        lines += [f"{gutter}{before}{after}", f"{'':>5} | {_padding(before)}^"]
    lines.append(f"  {_HELP.in_(language)}{diagnostic.help.in_(language)}")
    return "\n".join(lines) + "\n"


def _around(line: str, column: int) -> tuple[str, str]:
    """Return what stands before and from a column, cut to a terminal's width."""
    start = max(0, column - 1 - _BEFORE)
    before = ("…" if start else "") + line[start : column - 1]
    end = column - 1 + _AFTER
    after = line[column - 1 : end] + ("…" if len(line) > end else "")
    return _inert(before), _inert(after)


def _inert(text: str) -> str:
    """Show what a terminal would obey as a character that it cannot."""
    return "".join(
        character if character.isprintable() else " " if character == "\t" else "�"
        for character in text
    )


def _padding(text: str) -> str:
    """Return as much space as `text` takes: a Han character is two columns wide."""
    return "".join("  " if east_asian_width(character) in "WF" else " " for character in text)
