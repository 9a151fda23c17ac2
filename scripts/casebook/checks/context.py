"""What a check may know beyond the case itself."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """Hold the build date and the ids of all cases that have a page."""

    today: date
    """In Asia/Hong_Kong."""
    cases: Set[str]
    soon_days: int = 60
    """How many days before its end an agreement is warned of."""
