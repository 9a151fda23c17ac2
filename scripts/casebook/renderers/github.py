"""Diagnostics as annotations on a pull request: GitHub's workflow commands."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.characters import visible
from casebook.diagnostics import Diagnostic
from casebook.language import Language


def render(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """Return one workflow command a line, escaped as the runner expects."""
    return "".join(_command(diagnostic, language) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, language: Language) -> str:
    place = diagnostic.location
    message = f"{diagnostic.message.in_(language)}\n{diagnostic.help.in_(language)}"
    return (
        f"::{diagnostic.severity} file={_property(place.path)},line={place.line},"
        f"col={place.column},title={_property(diagnostic.id)}::{_data(message)}\n"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a value; what the runner has no escape for is shown as one, and cannot be obeyed."""
    return _data(visible(text, keep="\r\n")).replace(":", "%3A").replace(",", "%2C")
