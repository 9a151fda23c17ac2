"""The day of a build, in Hong Kong."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

HONG_KONG: Final = ZoneInfo("Asia/Hong_Kong")


class EpochError(ValueError):
    """`SOURCE_DATE_EPOCH` is no number of seconds since 1970."""


def build_date() -> date:
    """Return the day of this build in Hong Kong: `SOURCE_DATE_EPOCH` if set, else today.

    Raises `EpochError` where the variable is no number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return moment.astimezone(HONG_KONG).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970"
        raise EpochError(message) from error


def epoch_of(day: date) -> int:
    """Return noon of `day` in Hong Kong as seconds since 1970: the same day in UTC."""
    return int(datetime.combine(day, time(12), HONG_KONG).timestamp())
