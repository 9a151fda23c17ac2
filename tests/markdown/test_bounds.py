"""What no text of a case needs is refused before it can cost time, memory or the process."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from casebook.limits import DEFAULTS
from casebook.markdown import Read, read_text

SCRIPTS = Path(__file__).parents[2] / "scripts"
MAX_BYTES, MAX_LINE, MAX_PARAGRAPH = DEFAULTS.text, DEFAULTS.line, DEFAULTS.paragraph
MAX_ROWS = DEFAULTS.table_rows
SECONDS = DEFAULTS.seconds
"""Of one processor, for the longest text that is allowed."""
PART = 5
"""Most texts are tried at a fifth of that length, for a fifth of the time."""


def read(source: str) -> Read:
    return read_text(source, path="case/index.md", first_line=1)


def places(source: str) -> list[tuple[str, int, int]]:
    return [
        (found.id, found.location.line, found.location.column) for found in read(source).diagnostics
    ]


def test_takes_a_line_as_long_as_the_limit() -> None:
    assert places("字" * MAX_LINE) == []


def test_refuses_a_longer_line_at_the_first_character_too_many() -> None:
    assert places("ab\n" + "字" * (MAX_LINE + 1)) == [("line-too-long", 2, MAX_LINE + 1)]


def test_refuses_a_paragraph_that_is_too_long_at_its_first_line() -> None:
    assert places("ab\n\n" + "word " * 200 * 1 + "\n" + ("word " * 400 + "\n") * 10) == [
        ("paragraph-too-long", 3, 1)
    ]


def test_takes_a_long_block_of_code() -> None:
    assert places("```\n" + "print(1)\n" * (MAX_PARAGRAPH // 4) + "```\n") == []


def test_refuses_a_text_that_is_too_long_whatever_is_in_it() -> None:
    found = read("\ue000" + "[" * MAX_BYTES)
    assert found.text is None
    assert [diagnostic.id for diagnostic in found.diagnostics] == ["text-too-long"]


def test_counts_bytes_and_not_characters() -> None:
    assert places(("字" * 900 + "\n\n") * 80) == [("text-too-long", 1, 1)]


def test_refuses_the_first_row_too_many() -> None:
    head = "| a | b |\n|---|---|\n"
    assert places(head + "| 1 | 2 |\n" * (MAX_ROWS - 1)) == []
    assert places(head + "| 1 | 2 |\n" * MAX_ROWS) == [("table-too-long", MAX_ROWS + 2, 1)]


def test_refuses_a_table_that_is_too_wide() -> None:
    assert places("|a" * 50 + "|\n" + "|-" * 50 + "|\n") == [("table-too-long", 2, 1)]


def test_says_where_the_nesting_begins_to_be_too_deep() -> None:
    lists = "\n".join("  " * depth + "- a" for depth in range(22))
    assert places(lists) == [("nesting-too-deep", 21, 41)]


@pytest.mark.parametrize(
    "mark", ["*a _b ", "*a **b ", "![a", "[", "[a](", "> ", "- ", "1. ", "~~a *b ", "> - "]
)
def test_survives_any_depth_in_a_thread_with_little_stack(mark: str) -> None:
    line = mark * (MAX_LINE // len(mark))
    closed = line + "\n" + "* " * 1000 + "](b)" * 1000
    results: list[Read] = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: results.extend(map(read, (line, closed))))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert len(results) == 2


def filled(unit: str, end: str = "\n") -> str:
    """Repeat `unit` in lines as long as allowed, up to the longest text."""
    line = unit * ((MAX_LINE - 10) // len(unit)) + end
    return line * ((MAX_BYTES - 1000) // len(line.encode()))


UNITS = (
    *("*a _b ", "*a **b ", "a**b", "**重點。**", "![", "![a](b", "[a](b)", "[", "[a](", "]", "&"),
    *("<", "<a ", "&amp;", "<!--", "<?", "<![CDATA[", "`a``", "[^a]", "[^", "~a ~~b ", "~a", "~~a"),
    *("\\", "<https://a.b>", "<b>", '<a b="', "*", "_", "*_~[`<", "&#65;", "https://a.", "> ", ">"),
    *("- ", "1. ", "#", "＃", "|", "=", "-", '"a', "(", "[a](<b", '[a](b "', "a ", "a-", "<a@b.c"),
    *("[a]（", "[a](b c", "![a](", "'", "字", "（", "`", "a@b.", "{{", "$", "::", "[x]: "),
)
BLOCKS = {
    "rows": "|a|b|\n|-|-|\n" + "||\n" * 60_000,
    "cells": "|a" * 39 + "|\n" + "|-" * 39 + "|\n" + ("|b" * 39 + "|\n") * 490,
    "lines": "\n" * 199_000,
    "definitions": "[a]: b\n" * 28_000,
    "open titles": '[a]: b "\n' * 20_000,
    "fences": "```\n" * 49_000,
    "quoted fences": "> ```\n" * 33_000,
    "headings": "# a\n" * 49_000,
    "underlined": "a\n---\n" * 33_000,
    "quotations": "> a\n\n" * 39_000,
    "deeper quotations": "\n".join(">" * depth for depth in range(1, 600)),
    "deeper lists": "\n".join("- " * depth for depth in range(1, 400)),
    "items": "- a\n" * 49_000,
    "two lists": "- a\n+ b\n" * 24_000,
    "three levels": "* a\n  * b\n    * c\n" * 8_000,
    "lazy": "> a\n" + "b\n" * 95_000,
    "blocks of HTML": "<div>\n\n" * 28_000,
    "alerts": "> [!NOTE]\n> a\n\n" * 12_000,
    "tasks": "- [ ] a\n" * 24_000,
    "notes": "".join(f"[^{n}] \n\n[^{n}]: x\n\n" for n in range(7_000)),
    "notes in notes": "[^0]\n\n" + "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(8_000)),
    "one note": filled("[^a]")[:190_000] + "\n\n[^a]: x",
    "one definition": "[a]: /" + "x" * 4_900 + "\n\n" + filled("[a]")[:190_000],
    "spaces in a row": ("- |" + " " * 4_900 + "x\n") * 40,
    "spaces before": (" " * 4_900 + "x|\n") * 40,
    "backticks": " ".join("`" * length for length in range(1, 90)) + "\n",
}
HOSTILE = {**{f"{unit} repeated": filled(unit) for unit in UNITS}, **BLOCKS}


def seconds(source: str) -> float:
    assert len(source.encode()) <= MAX_BYTES
    before = time.process_time()
    read(source)
    return time.process_time() - before


@pytest.mark.parametrize("name", HOSTILE)
def test_ends_soon_whatever_is_repeated(name: str) -> None:
    assert seconds(HOSTILE[name][: MAX_BYTES // PART]) < SECONDS / PART


@pytest.mark.parametrize("unit", ["~a", "[^a]"])
def test_ends_soon_at_the_full_length(unit: str) -> None:
    assert seconds(filled(unit, end="\n\n") + "\n[^a]: x") < SECONDS


def test_a_thousand_readings_do_not_fill_the_memory() -> None:
    program = (
        "import resource\n"
        "from casebook.markdown import read_text\n"
        "text = 'Words *and* [a link](a.docx).\\n\\n' * 150\n"
        "def peak():\n"
        "    for _ in range(80):\n"
        "        read_text(text, path='x')\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "first = peak()\n"
        "assert peak() - first < 20_000, peak() - first\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(SCRIPTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
