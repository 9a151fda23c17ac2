"""Days as people write them, told from days that no calendar has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from casebook.language import Localized

_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_WORDS: Final = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")

_NO_DAY: Final = Localized("a date that exists", "不是真實的日期")
_OTHER_FORM: Final = Localized("written as year-month-day", "的日期寫法不對")


def fault(value: str, key: str) -> tuple[Localized, Localized]:
    """Return what a text is not that should be a date, and what to write in its place."""
    text = unicodedata.normalize("NFKC", value).strip()
    days = tuple(dict.fromkeys(_meant(text)))
    if not days:
        is_a_form = _YEAR_FIRST.fullmatch(text) or _YEAR_LAST.fullmatch(text)
        return _NO_DAY if is_a_form else _OTHER_FORM, Localized(
            f"write year, month and day with hyphens, for example {key}: 2025-03-02",
            f"按年、月、日書寫，以連字號分隔，例如 {key}: 2025-03-02",
        )
    written = [f"{key}: {day.isoformat()}" for day in days]
    if len(days) == 1:
        return _OTHER_FORM, Localized(f"write {written[0]}", f"改為 {written[0]}")
    en = " or ".join(
        f"{line} ({day.day} {day:%B})" for line, day in zip(written, days, strict=True)
    )
    zh_hant = "或 ".join(
        f"{line}（{day.month} 月 {day.day} 日）" for line, day in zip(written, days, strict=True)
    )
    return _OTHER_FORM, Localized(f"write {en}", f"改為 {zh_hant}")


def _meant(text: str) -> Iterator[date]:
    """List the days that a text may mean: 2/3/2025 is one day here, another in America."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
        yield from _existing(year, month, day)
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = map(int, match.groups())
        yield from _existing(year, second, first)
        yield from _existing(year, first, second)
    else:
        for form in _WORDS:
            try:
                # No time of day is read, so that no time zone is needed.
                yield datetime.strptime(text.replace(",", ""), form).date()  # noqa: DTZ007
            except ValueError:
                continue


def _existing(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
