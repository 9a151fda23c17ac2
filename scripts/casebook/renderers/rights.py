"""The rights of all cases as tables for the publisher: text, JSON or CSV.

Unlike the public ledger they name letters and dates of consent, so they are not part of the site.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from casebook.characters import visible
from casebook.contribution import Contribution
from casebook.language import Language, Localized
from casebook.renderers.plain import json_text
from casebook.rights.entries import safe_cell
from casebook.rights.expiry import endings
from casebook.rights.ledger import Line

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table: its columns by id, each a key of `HEADINGS`, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


HEADINGS: Final = {
    "path": Localized("Path", "路徑"),
    "case": Localized("Case", "案例"),
    "file": Localized("File", "檔案"),
    "title": Localized("Title", "標題"),
    "owners": Localized("Owners", "擁有人"),
    "license": Localized("License", "授權"),
    "until": Localized("Until", "有效期至"),
    "days": Localized("Days left", "尚餘日數"),
    "rests-on": Localized("Rests on", "依據"),
    "subject": Localized("For", "有關"),
    "work": Localized("Work", "作品"),
    "owner": Localized("Owner", "擁有人"),
    "evidence": Localized("Evidence", "證明"),
    "by": Localized("Given by", "同意者"),
    "scope": Localized("Scope", "範圍"),
    "obtained": Localized("Obtained", "取得日期"),
}
_NOTHING: Final = Localized("Nothing.", "沒有。")


def ledger_table(lines: Iterable[Line], language: Language) -> Table:
    """Return one row for each published page and file."""
    return Table(
        ("path", "title", "owners", "license", "until"),
        tuple(
            (
                line.path,
                line.title.in_(language),
                "; ".join(line.owner_names[language]),
                line.license,
                str(line.until or ""),
            )
            for line in lines
        ),
    )


def ending_table(cases: Iterable[Contribution], today: date, days: int) -> Table:
    """Return what ends from `today` on within `days` days, the nearest first."""
    last = today + timedelta(days=days)
    rows = [
        (str(end.day), str((end.day - today).days), end.what, end.subject, end.file or "", case.id)
        for case in cases
        for end in endings(case)
        if today <= end.day <= last
    ]
    return Table(("until", "days", "rests-on", "subject", "file", "case"), tuple(sorted(rows)))


def permission_table(cases: Iterable[Contribution]) -> Table:
    """Return every work of others that stands on a permission, with the letter that gives it."""
    return Table(
        ("work", "owner", "evidence", "until", "file", "case"),
        tuple(
            (
                work.work,
                work.owner,
                work.evidence or "",
                str(work.expires or ""),
                work.in_,
                case.id,
            )
            for case in cases
            for work in case.metadata.third_party
            if work.basis == "permission"
        ),
    )


def consent_table(cases: Iterable[Contribution]) -> Table:
    """Return every consent and every pupil's license of what is published."""
    rows: list[Row] = []
    for case in cases:
        for material in case.published_materials:
            what = (material.file or "", material.title)
            if agreed := material.consent:
                dates = (str(agreed.obtained), str(agreed.expires or ""))
                rows.append((*what, "consent", agreed.consent, agreed.scope, *dates, case.id))
            if given := material.pupil_license:
                dates = (str(given.obtained), str(given.expires or ""))
                rows.append((*what, "pupil-license", given.given_by, given.scope, *dates, case.id))
    columns = ("file", "title", "rests-on", "by", "scope", "obtained", "until", "case")
    return Table(columns, tuple(rows))


def render_table(table: Table, form: str, language: Language) -> str:
    """Return a table as `text`, `json` or `csv`."""
    if form == "json":
        records = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return json_text(records)
    if form == "csv":
        output = io.StringIO()
        writer = csv.writer(output)
        writer.writerow(table.columns)
        writer.writerows([safe_cell(value) for value in row] for row in table.rows)
        return output.getvalue()
    if not table.rows:
        return _NOTHING.in_(language) + "\n"
    headings = tuple(HEADINGS[column].in_(language) for column in table.columns)
    return _aligned((headings, *(tuple(map(visible, row)) for row in table.rows)))


def _aligned(rows: Sequence[Row]) -> str:
    """Set columns below one another, as a terminal shows them: a Han character is two wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide
