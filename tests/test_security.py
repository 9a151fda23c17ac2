"""The table of the places where contributed words go is held to the code and to the tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

PAGE: Final = (ROOT / "docs/development/security.md").read_text("utf-8")
PACKAGE: Final = ROOT / "scripts/casebook"
ROWS: Final = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.partition("| Where |")[2].partition("\n## ")[0].splitlines()[2:]
    if line.startswith("| ")
]
UNESCAPED: Final = {
    (template, what)
    for line in PAGE.partition("| Template |")[2].splitlines()[2:]
    if line.startswith("| ")
    for template, *whats in [re.findall(r"`([^`]+)`", line.rpartition(" | ")[0])]
    for what in whats
}
NAMED: Final = [
    name for row in ROWS for name in re.findall(r"`([\w./-]+(?:/|\.(?:py|html|js|yml)))`", row[1])
]
TESTS: Final = sorted({name for row in ROWS for name in re.findall(r"`([^`]+)`", row[-1])})

SAFE: Final = re.compile(r"[{%]\s*([^{}%]*?)\s*\|\s*safe\b")
RAW: Final = re.compile(
    r"\bautoescape (?:false|true)|\bMarkup\(|\b(?:inner|outer)HTML\b|\bsetHTML"
    r"|insertAdjacentHTML|\bdocument\.write|createContextualFragment|\bDOMParser\b|\beval\("
    r"|\bnew Function\b"
)
"""What turns words into markup or code without escaping them."""
MARKUP: Final = re.compile(r"(?<!\?)(?<!\?P)<[/!?]?[A-Za-z]")
"""The beginning of a tag, and no group of a regular expression."""


def sources(*suffixes: str) -> Iterator[Path]:
    """Yield what is ours of the program, the templates and the scripts of pages."""
    for folder in (ROOT / "scripts", ROOT / "overrides", ROOT / "docs"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in suffixes and "vendor" not in path.parts:
                yield path


def is_named(path: Path) -> bool:
    """Tell whether the table names a file, or a folder that it lies in."""
    places = (base / name for name in NAMED for base in (PACKAGE, ROOT))
    return any(path == place or place in path.parents for place in places)


def shown(paths: Iterator[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths if not is_named(path)]


def test_the_table_has_three_cells_a_row() -> None:
    assert len(ROWS) > 30
    assert [row for row in ROWS if len(row) != 3 or not row[2].startswith("`")] == []


@pytest.mark.parametrize("name", sorted(set(NAMED)))
def test_every_file_that_the_table_names_is_there(name: str) -> None:
    assert (PACKAGE / name).exists() or (ROOT / name).exists()


@pytest.mark.parametrize("name", TESTS)
def test_every_test_that_the_table_names_is_there(name: str) -> None:
    file, _, function = name.partition("::")
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    assert function in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_templates_leave_unescaped_what_the_page_says() -> None:
    found = {
        (str(path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else ROOT)), what)
        for path in sources(".html", ".opf", ".xhtml")
        for what in SAFE.findall(path.read_text("utf-8"))
    }
    assert found == UNESCAPED


def test_nothing_else_makes_markup_or_code_of_words() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in sources(".py", ".html", ".js", ".opf", ".xhtml")
        if RAW.search(path.read_text("utf-8"))
    }
    assert found == {"scripts/casebook/theme.py"}


def test_only_files_of_the_table_build_markup_of_words() -> None:
    def builds(path: Path) -> bool:
        return any(
            MARKUP.search("".join(str(one.value) for one in parts))
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.JoinedStr)
            and (parts := [one for one in node.values if isinstance(one, ast.Constant)])
            and len(parts) < len(node.values)
        )

    assert shown(path for path in sources(".py") if builds(path)) == []


def test_only_files_of_the_table_make_templates() -> None:
    made = (path for path in sources(".py") if "Environment(" in path.read_text("utf-8"))
    assert shown(made) == []


def test_only_files_of_the_table_write_tables_and_print() -> None:
    writes = re.compile(r"\bcsv\.writer|\bprint\(|sys\.std(?:out|err)\.write")
    assert shown(p for p in sources(".py") if writes.search(p.read_text("utf-8"))) == []


def test_every_script_of_ours_that_writes_into_a_page_is_named() -> None:
    writes = re.compile(r"textContent|\.append\(|replaceChildren|setAttribute|setProperty")
    assert shown(p for p in sources(".js") if writes.search(p.read_text("utf-8"))) == []


@pytest.mark.parametrize("words", ["box.innerHTML = x", "Markup(x)", "box.insertAdjacentHTML(x)"])
def test_markup_of_words_is_seen(words: str) -> None:
    assert RAW.search(words)
