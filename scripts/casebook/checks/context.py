"""What a check may know beyond the case itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """Hold the build date, and what the publisher decides."""

    today: date
    """In Asia/Hong_Kong."""
    soon_days: int = 60
    """How many days before its end an agreement is warned of."""
