"""Diagnostics for a person at a terminal: where, what, the line itself, and the edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from casebook.diagnostics import Diagnostic
from casebook.language import Language, Localized

SEVERITIES: Final = {"error": Localized("error", "錯誤"), "warning": Localized("warning", "留意")}
_HELP: Final = Localized("help", "改法")
_TOTAL: Final = Localized(
    "{errors} to put right, {warnings} to look at", "{errors} 項必須改正，{warnings} 項請留意"
)


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
    where = f"{place.path}:{place.line}:{place.column}"
    lines = [f"{where}: {severity}[{diagnostic.id}] {diagnostic.message.in_(language)}"]
    excerpt = _shown(line_of(place.path, place.line))
    if excerpt.strip():
        gutter = f"{place.line:>5} | "
        pointer = _padding(excerpt[: place.column - 1])
        lines += [f"{gutter}{excerpt}", f"{'':>5} | {pointer}^"]
    lines.append(f"  {_HELP.in_(language)}: {diagnostic.help.in_(language)}")
    return "\n".join(lines) + "\n"


def _shown(line: str) -> str:
    """Cut an over-long line and show what a terminal would obey."""
    cut = line[:160].replace("\t", " ")
    return "".join(character if character.isprintable() else "�" for character in cut)


def _padding(text: str) -> str:
    """Return as much space as `text` takes: a Han character is two columns wide."""
    return "".join("  " if character >= "\u1100" else " " for character in text)
