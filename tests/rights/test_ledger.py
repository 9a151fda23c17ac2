"""The ledger: every published file on exactly one line, and nothing in it that is private."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from casebook.pipeline import check_folder
from casebook.rights.entries import safe_cell
from casebook.rights.ledger import LedgerError, case_lines, check_ledger
from casebook.rights.reuse import Group, license_files
from casebook.settings import load_site
from tests.conftest import ROOT
from tests.rights.cases import Case

OF_A_CASE = re.compile(r"(?:zh-Hant/)?(?:cases/20[0-9-]+|compilations)/[^/]+/.")


@pytest.fixture(scope="session")
def ledger(built_site: Path) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads((built_site / "rights.json").read_bytes())["files"]
    return files


def of_cases(site: Path) -> set[str]:
    """Return every file of the site below the folder of a case or of a compilation."""
    return {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and OF_A_CASE.match(path.relative_to(site).as_posix())
    }


def test_every_file_of_a_case_or_a_compilation_is_on_exactly_one_line(
    built_site: Path, ledger: list[dict[str, Any]]
) -> None:
    paths = [line["path"] for line in ledger]
    notices = {
        f"{edition}cases/2024-25/interviewing-grandparents/index.html"
        for edition in ("", "zh-Hant/")
    }
    assert len(paths) == len(set(paths))
    assert {path for path in of_cases(built_site) if "/page/" not in path} - notices == set(paths)


def test_every_line_has_the_digest_of_its_file(
    built_site: Path, ledger: list[dict[str, Any]]
) -> None:
    for line in ledger:
        assert line["sha256"] == sha256((built_site / line["path"]).read_bytes()).hexdigest()


def test_every_notice_stands_in_simplified_chinese_too(
    built_site: Path, ledger: list[dict[str, Any]]
) -> None:
    path = "cases/2024-25/peer-feedback-in-writing/index.html"
    one = next(line for line in ledger if line["path"] == path)
    text = (built_site / "rights.csv").read_text("utf-8-sig")
    rows = {row["path"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert one["notice"]["zh-Hans"] == rows[one["path"]]["notice-zh-Hans"]
    assert all(set(line["notice"]) == {"en", "zh-Hant", "zh-Hans"} for line in ledger)
    # The publisher's words are converted; the registered names of schools are not.
    assert "共同拥有版权" in one["notice"]["zh-Hans"]
    for owner in one["owners"][1:]:
        assert owner["name"]["zh-Hant"] in one["notice"]["zh-Hans"]


def test_every_line_names_owners_and_notice_in_both_languages(ledger: list[dict[str, Any]]) -> None:
    for line in ledger:
        for owner in line["owners"]:
            assert owner["id"] == "pupil" or owner["name"]["en"] in line["notice"]["en"]
            assert owner["id"] == "pupil" or owner["name"]["zh-Hant"] in line["notice"]["zh-Hant"]


def test_no_letter_and_no_date_of_consent_is_public(built_site: Path) -> None:
    for name in ("rights.json", "rights.csv", "REUSE.toml"):
        text = (built_site / name).read_text("utf-8")
        assert "evidence" not in text
        assert "授權信" not in text
        assert "obtained" not in text
        assert "2025-06-20" not in text


def test_the_table_has_the_lines_of_the_data(
    built_site: Path, ledger: list[dict[str, Any]]
) -> None:
    text = (built_site / "rights.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["path"] for row in rows] == [line["path"] for line in ledger]
    assert [row["sha256"] for row in rows] == [line["sha256"] for line in ledger]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)"]
)
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("Education Bureau; =1+1", "Education Bureau; '=1+1"),
        ("a;@SUM(A1)", "a;'@SUM(A1)"),
        ('a;"=1+1', "a;\"'=1+1"),
        ('"=1+1', "\"'=1+1"),
    ],
)
def test_no_cell_begins_a_formula_where_semicolons_separate(cell: str, safe: str) -> None:
    assert safe_cell(cell) == safe


def test_a_title_is_left_as_it_is() -> None:
    assert safe_cell("Peer feedback; talk - and more") == "Peer feedback; talk - and more"
    assert safe_cell("Peer feedback = talk") == "Peer feedback = talk"


def test_a_file_without_a_line_fails_the_build() -> None:
    with pytest.raises(LedgerError, match=r"cases/2024-25/a/b\.pdf has no line in the ledger"):
        check_ledger([], ["cases/2024-25/a/b.pdf"], set())


def test_a_line_without_a_file_fails_the_build() -> None:
    with pytest.raises(LedgerError, match="in the ledger and not on the site"):
        check_ledger(["cases/2024-25/a/b.pdf"], [], set())


def test_two_lines_of_one_file_fail_the_build() -> None:
    with pytest.raises(LedgerError, match="on 2 lines"):
        check_ledger(["a", "a"], ["a"], set())


@pytest.mark.parametrize("name", ["../../../TRAVERSED", "a/b", "(MIT)", "", "A" * 101])
def test_a_license_whose_name_leaves_its_folder_fails_the_build(name: str) -> None:
    with pytest.raises(LedgerError, match="no file can be named"):
        list(license_files({}, [Group(("a",), ("©",), f"MIT AND {name}")]))


def test_a_license_without_a_text_fails_the_build() -> None:
    with pytest.raises(LedgerError, match="nothing says what this license is: 'LicenseRef-Own'"):
        list(license_files({}, [Group(("a",), ("©",), "LicenseRef-Own")]))


def test_one_path_of_two_materials_fails_the_build(tmp_path: Path) -> None:
    sheet = {"type": "worksheet", "title": "A sheet", "use": "publish"}
    materials = [{"file": "sheet.csv"} | sheet, {"file": "other.csv"} | sheet]
    Case(materials=materials).write(tmp_path / "contributions/2024-25/a-case")
    (case,) = check_folder(tmp_path / "contributions", date(2026, 8, 31)).collection.cases
    site = load_site(ROOT / "mkdocs.yml")
    pairs = [("cases/a/sheet.csv", "sheet.csv"), ("cases/a/sheet.csv", "other.csv")]
    lines = [line.path for line in case_lines(case, site, [], pairs)]
    with pytest.raises(LedgerError, match="on 2 lines"):
        check_ledger(lines, ["cases/a/sheet.csv"], set())


def test_a_notice_needs_no_line_and_may_have_none() -> None:
    check_ledger([], ["cases/2024-25/a/index.html"], {"cases/2024-25/a/index.html"})
    with pytest.raises(LedgerError, match="only a notice"):
        check_ledger(["a"], ["a"], {"a"})


def test_the_page_of_the_ledger_names_every_owner(built_site: Path) -> None:
    english = (built_site / "rights/index.html").read_text("utf-8")
    chinese = (built_site / "zh-Hant/rights/index.html").read_text("utf-8")
    for name in ("Education Bureau", "Quality Education Fund", "Lakeview Primary School"):
        assert name in english
    for name in ("教育局", "優質教育基金", "湖景小學", "街角圖畫社"):
        assert name in chinese
    assert "授權信" not in chinese
