"""Tables: cells under headings, and rows whose cells would be lost without a word."""

from __future__ import annotations

import re
from typing import Final

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized
from casebook.markdown.bounds import is_delimiter_row, too_long
from casebook.markdown.inlines import compose_inlines
from casebook.markdown.nodes import Node
from casebook.markdown.reading import Reading, shortened, unbroken

TABLE_ROW_TOO_WIDE = DiagnosticKind(
    "table-row-too-wide",
    "error",
    Localized(
        'the row has {cells} cells, the table {columns} columns: "{cell}" would not be shown',
        "這一行有 {cells} 格，表格只有 {columns} 欄：「{cell}」不會顯示",
    ),
    Localized(
        "add the column to the first two lines of the table, or type \\| where the sign | "
        "belongs to the words",
        "在表格首兩行加上這一欄；如 | 是文字的一部分，改寫為 \\|",
    ),
)
BROKEN_TABLE = DiagnosticKind(
    "broken-table",
    "warning",
    Localized(
        "these lines look like a table but are shown as text with | signs: "
        "the first line has {cells} cells, the line of hyphens {columns}",
        "這幾行看來是表格，但會連同 | 號當作文字顯示："
        "第一行有 {cells} 格，連字號一行有 {columns} 格",
    ),
    Localized(
        "write as many cells of hyphens as the first line has cells: {edit}",
        "連字號的格數須與第一行相同：{edit}",
    ),
)

_CELL_END: Final = re.compile(r"(?<!\\)\|")


def compose_table(reading: Reading, table: Node) -> None:
    """Write `table` in a frame that scrolls sideways, by keyboard too (WCAG 2.1.1)."""
    rows = table.children
    limit = reading.limits.table_rows
    if len(rows) > limit:
        reading.diagnostics.append(too_long(reading.place(rows[limit].line), reading.limits))
        return
    reading.tables += 1
    label = Localized(f"Table {reading.tables}", f"表 {reading.tables}")
    reading.write('<div class="cb-table" role="region" aria-label="')
    reading.write(label)
    reading.write('" tabindex="0">\n<table>\n<thead>\n')
    for row in rows:
        _check_width(reading, table, row)
        _row(reading, table, row)
        if row is rows[0]:
            reading.write("</thead>\n" + ("<tbody>\n" if len(rows) > 1 else ""))
    reading.write(("</tbody>\n" if len(rows) > 1 else "") + "</table>\n</div>\n")


def _row(reading: Reading, table: Node, row: Node) -> None:
    words = (unbroken(cell.words()) for cell in row.children)
    reading.plain.append(" ".join(word for word in words if word))
    reading.write("<tr>\n")
    for alignment, cell in zip(table.alignments, row.children, strict=False):
        tag = "th" if row.flag and cell.children else "td"
        scope = ' scope="col"' if tag == "th" else ""
        placed = f' class="cb-{alignment}"' if alignment in ("center", "right") else ""
        reading.write(f"<{tag}{placed}{scope}>")
        compose_inlines(reading, cell.children)
        reading.write(f"</{tag}>\n")
    reading.write("</tr>\n")


def _check_width(reading: Reading, table: Node, row: Node) -> None:
    columns = len(table.alignments)
    cells = _cells(reading.line(row.line), row.column - 1)
    if len(cells) > columns:
        start, words = cells[columns]
        reading.report(
            TABLE_ROW_TOO_WIDE,
            reading.place(row.line, start + 1),
            cells=str(len(cells)),
            columns=str(columns),
            cell=shortened(words),
        )


def _cells(line: str, start: int = 0) -> list[tuple[int, str]]:
    """Return the offset and the words of each cell of a row."""
    cells: list[tuple[int, str]] = []
    start += line.startswith("|", start)
    for match in _CELL_END.finditer(line, start):
        cells.append((start, line[start : match.start()]))
        start = match.end()
    if line[start:].strip():
        cells.append((start, line[start:]))
    return [(offset + len(words) - len(words.lstrip()), words.strip()) for offset, words in cells]


def check_broken_table(reading: Reading, paragraph: Node) -> None:
    """Report lines that an author meant for a table, where the cells do not agree."""
    for number in range(paragraph.line + 1, paragraph.end_line + 1):
        line = reading.line(number).strip("> \t")
        if is_delimiter_row(line):
            head = _cells(reading.line(number - 1).strip("> \t"))
            if head and len(head) != len(_cells(line)):
                reading.report(
                    BROKEN_TABLE,
                    reading.place(number - 1),
                    cells=str(len(head)),
                    columns=str(len(_cells(line))),
                    edit="|" + " --- |" * len(head),
                )
