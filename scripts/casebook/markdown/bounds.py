"""What is refused before a text is taken apart: its size, and characters that nobody typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from casebook.characters import (
    Fault,
    code_of,
    fault_of,
    first_wrong,
    has_wrong,
    name_of,
    without_wrong,
)
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.limits import Limits
from casebook.markdown.reading import shortened

TEXT_TOO_LONG = DiagnosticKind(
    "text-too-long",
    "error",
    Localized(
        "the text has {count} bytes; the limit is {limit} (some {words} words)",
        "正文有 {count} 位元組，上限為 {limit}（約 {characters} 個中文字）",
    ),
    Localized(
        "move long passages into a document in the folder and link to it: [report](report.pdf)",
        "把長段內容放進資料夾內的文件，再加連結，例如 [報告](report.pdf)",
    ),
)
LINE_TOO_LONG = DiagnosticKind(
    "line-too-long",
    "error",
    Localized(
        "the line has {count} characters; the limit is {limit}",
        "這一行有 {count} 個字，上限為 {limit}",
    ),
    Localized(
        "press Enter twice between two sentences, to begin a new paragraph",
        "在兩句之間按兩次 Enter，另起一段",
    ),
)
PARAGRAPH_TOO_LONG = DiagnosticKind(
    "paragraph-too-long",
    "error",
    Localized(
        "the paragraph has {count} characters; the limit is {limit}",
        "這一段有 {count} 個字，上限為 {limit}",
    ),
    Localized(
        "leave an empty line where a new paragraph should begin",
        "在應另起一段的地方加一個空行",
    ),
)
TABLE_TOO_LONG = DiagnosticKind(
    "table-too-long",
    "error",
    Localized(
        "the table has more than {rows} rows or {columns} columns",
        "表格超過 {rows} 行或 {columns} 欄",
    ),
    Localized(
        "put the table into a spreadsheet in the folder and link to it: [table](table.xlsx)",
        "把表格放進資料夾內的試算表，再加連結，例如 [表格](table.xlsx)",
    ),
)
NESTING_TOO_DEEP = DiagnosticKind(
    "nesting-too-deep",
    "error",
    Localized(
        "quotations (>), lists or emphasis (* _) stand inside one another more than {limit} deep",
        "引文（>）、清單或強調記號（* _）一層套一層，超過 {limit} 層",
    ),
    Localized(
        "delete the repeated marks; two or three levels are enough",
        "刪去重複的記號，兩三層已經足夠",
    ),
)
CONTROL_CHARACTER = DiagnosticKind(
    "control-character",
    "error",
    Localized(
        "the line has the character {code} ({name}), which can hide, turn or cover the text",
        "這一行有字元 {code}（{name}），可令文字隱藏、倒轉或被遮蓋",
    ),
    Localized(
        "delete the words around it and type them again: {words}",
        "刪去前後的文字，重新輸入：{words}",
    ),
)
LOST_CHARACTER = DiagnosticKind(
    "lost-character",
    "error",
    Localized(
        "the line has the sign �, which a program writes where it could not read a character",
        "這一行有「�」號：軟件讀不到原來的字，便以此代替",
    ),
    Localized(
        "delete the sign and type the character that was there: {words}",
        "刪去此號，重新輸入原來的字：{words}",
    ),
)
PRIVATE_USE_CHARACTER = DiagnosticKind(
    "private-use-character",
    "error",
    Localized(
        "the line has the character {code}, which only one font or computer can show "
        "(often a Hong Kong character of an old Big5 file)",
        "這一行有字元 {code}，只有某個字型或某部電腦才看得到（多為舊 Big5 檔案的香港增補字）",
    ),
    Localized(
        "delete it and type the character with an input method of today: {words}",
        "刪去它，用現時的輸入法重新輸入這個字：{words}",
    ),
)

_DELIMITERS: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


def is_delimiter_row(line: str) -> bool:
    """Tell whether `line` is the line of hyphens below the head of a table."""
    return "|" in line and _DELIMITERS.fullmatch(line.strip(" \t>")) is not None


def check_bounds(source: str, path: str, first_line: int, limits: Limits) -> Iterator[Diagnostic]:
    """Yield what makes `source` unfit to be taken apart; with any of these it is not."""
    size = len(source.encode("utf-8", "surrogatepass"))
    if size > limits.text:
        yield TEXT_TOO_LONG.at(
            Location(path, first_line),
            count=f"{size:,}",
            limit=f"{limits.text:,}",
            words=f"{limits.text * 15 // 100:,}",
            characters=f"{limits.text // 3_000 * 1_000:,}",
        )
        return
    lines = source.split("\n")
    is_ordinary = max(map(len, lines)) <= limits.line and source.count("|") <= limits.table_columns
    for number, line in enumerate(() if is_ordinary else lines, first_line):
        if len(line) > limits.line:
            place = Location(path, number, limits.line + 1)
            yield LINE_TOO_LONG.at(place, count=f"{len(line):,}", limit=f"{limits.line:,}")
        elif line.count("|") > limits.table_columns and is_delimiter_row(line):
            yield too_long(Location(path, number), limits)
    if has_wrong(source):
        yield from _characters(source, path, first_line)


def too_long(place: Location, limits: Limits) -> Diagnostic:
    """Say that a table has too many rows or columns."""
    rows, columns = f"{limits.table_rows:,}", f"{limits.table_columns:,}"
    return TABLE_TOO_LONG.at(place, rows=rows, columns=columns)


def _characters(source: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    for number, line in enumerate(source.split("\n"), first_line):
        if match := first_wrong(line):
            around = line[max(0, match.start() - 8) : match.end() + 8]
            yield wrong_character(match[0], Location(path, number, match.start() + 1), around)


def wrong_in(words: str) -> str | None:
    """Return the first of `words` that no contribution needs."""
    match = first_wrong(words) if has_wrong(words) else None
    return match[0] if match else None


def wrong_character(found: str, place: Location, around: str) -> Diagnostic:
    """Say what is wrong with a character; `around` are the words beside it."""
    match = first_wrong(found)
    kind = _KIND_OF[fault_of(match)] if match else CONTROL_CHARACTER
    words = shortened(without_wrong(around))
    return kind.at(place, code=code_of(found[0]), name=name_of(found[0]), words=words)


_KIND_OF: Final[Mapping[Fault, DiagnosticKind]] = {
    "private": PRIVATE_USE_CHARACTER,
    "lost": LOST_CHARACTER,
    "invisible": CONTROL_CHARACTER,
}
