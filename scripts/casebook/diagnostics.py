"""What was found wrong, where, and what to write instead: values that every stage returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casebook.characters import visible
from casebook.language import Localized

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Name a place in a file: `path` as reported to people, line and column from 1.

    Columns count characters (Unicode code points), as an editor shows them.
    """

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Say what is wrong at one place, and the exact edit that puts it right."""

    id: str
    severity: Severity
    location: Location
    message: Localized
    help: Localized

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """Order by place, then id, then words: the same list on every run."""
        return (self.location, self.id, self.message.en)


@dataclass(frozen=True, slots=True)
class DiagnosticKind:
    """Declare one kind of diagnostic once: its stable id, weight and words.

    `message` and `help` are templates; `at` fills their `{names}`.
    """

    id: str
    severity: Severity
    message: Localized
    help: Localized

    def at(self, location: Location, **values: str | Localized) -> Diagnostic:
        """Return the diagnostic of this kind at `location`, its words filled from `values`."""
        shown = {name: _visible(value) for name, value in values.items()}
        return Diagnostic(
            self.id,
            self.severity,
            location,
            self.message.format(**shown),
            self.help.format(**shown),
        )


def _visible(value: str | Localized) -> str | Localized:
    """Show control and direction characters as escapes: a terminal must not obey them."""
    if isinstance(value, Localized):
        return Localized(visible(value.en, keep="\n"), visible(value.zh_hant, keep="\n"))
    return visible(value)
