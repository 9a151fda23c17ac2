"""A table of plain text (CSV), which is published as it is: no formula, no page, nothing unseen."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from casebook.assets.kinds import FORMULA_INSIDE, NOT_A_TABLE, UNSEEN_CHARACTER
from casebook.characters import code_of, first_wrong, has_wrong, name_of
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized
from casebook.limits import Limits
from casebook.source import decode

if TYPE_CHECKING:
    from _csv import Reader

_SEPARATORS: Final = (",", ";", "\t")
"""What opens a table may cut it at any of these, by the country that its user is set to."""
_TOLD: Final = re.compile(r"\ufeff?sep=([^\s\"])", re.IGNORECASE)
"""A first line with which a table names its separator to Excel."""
_SIGNS: Final = "=+-@\t\r＝＋－＠"
"""OWASP, CSV Injection; spreadsheets set to Chinese or Japanese take wide signs as well."""
_EVEN_AFTER_SPACES: Final = "=@＝＠"
_NUMBER: Final = re.compile(r"(?:[\d\s.,:;/()%$€£¥+\-＋－—]|(?<=\d)[eE](?=[+-]?\d))+")
"""Numbers, dates, telephone numbers, and the dash of an empty cell: no letter, no function."""
_PAGE: Final = re.compile(r"\s*(?:<[!?a-zA-Z]|%!|%PDF-)")
_MAX_LINE: Final = 200_000
_SHOWN: Final = 40
_MAX_FINDINGS: Final = 20

_WARNED: Final = ("byte-order-mark", "windows-line-endings")
"""What every table from Excel has, and needs."""


def table_traces(data: bytes, name: str, place: Location, limits: Limits) -> Iterator[Diagnostic]:
    """Yield what a program would do with a table, and what nobody sees in it."""
    del limits  # the size of the file bounds the rest
    source, problems = decode(data, place.path)
    yield from (one for one in problems if one.id not in _WARNED)
    if source is None:
        return
    if fault := _no_table(source.text):
        yield NOT_A_TABLE.at(place, name=name, what=fault)
        return
    found = dict.fromkeys(
        (*islice(_unseen(source.text, place), _MAX_FINDINGS), *_formulas(source.text, name, place))
    )
    yield from sorted(found, key=lambda one: one.sort_key)


def _no_table(text: str) -> Localized | None:
    if not text.strip():
        return Localized("it is empty", "沒有內容")
    if _PAGE.match(text):
        return Localized("it begins like a web page", "開首像網頁")
    longest = max(map(len, io.StringIO(text)))
    if longest > _MAX_LINE:
        return Localized(
            f"a line has {longest:,} characters; the limit is {_MAX_LINE:,}",
            f"有一行長 {longest:,} 個字元，上限為 {_MAX_LINE:,}",
        )
    return None


def _unseen(text: str, place: Location) -> Iterator[Diagnostic]:
    if not has_wrong(text.replace("\r", "\n")):
        return
    for number, line in enumerate(io.StringIO(text), start=1):
        if found := first_wrong(line.rstrip("\r\n")):
            at = Location(place.path, number, found.start() + 1)
            character = found[0][0]
            yield UNSEEN_CHARACTER.at(at, code=code_of(character), name=name_of(character))


def _formulas(text: str, name: str, place: Location) -> Iterator[Diagnostic]:
    """Yield each cell that a spreadsheet would calculate, wherever it cuts the lines."""
    told = _TOLD.match(text)
    for separator in (*_SEPARATORS, *(told[1] if told else "")):
        # Where commas separate, marks that do not match would hide what follows them.
        rows = csv.reader(
            io.StringIO(text, newline=""), delimiter=separator, strict=separator == ","
        )
        try:
            yield from islice(_of_rows(rows, place), _MAX_FINDINGS)
        except csv.Error as error:
            line = rows.line_num
            what = Localized(f"line {line}: {error}", f"第 {line} 行的引號或長度有誤（{error}）")
            yield NOT_A_TABLE.at(Location(place.path, line), name=name, what=what)


def _of_rows(rows: Reader, place: Location) -> Iterator[Diagnostic]:
    first_line = 1
    for row in rows:
        for cell in row:
            start = cell.lstrip(" ") if cell[:1] == " " else cell
            is_sign = cell[:1] in _SIGNS if start is cell else start[:1] in _EVEN_AFTER_SPACES
            if start and is_sign and not _NUMBER.fullmatch(start):
                at = Location(place.path, first_line)
                shown = start.split("\n")[0][:_SHOWN]
                yield FORMULA_INSIDE.at(at, sign=start[0], cell=shown)
        first_line = rows.line_num + 1
