"""`casebook rights` tells the publisher what the public ledger leaves out."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.rights.cases import Case

CONSENT = {"consent": "guardians", "scope": "public-website", "obtained": "2025-03-02"}


@pytest.fixture(scope="module")
def contributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "contributions"
    work = {"work": "=A poem", "in": "sheet.csv", "owner": "街角圖畫社", "basis": "permission"}
    Case(
        materials=[
            {"file": "sheet.csv", "type": "worksheet", "title": "A sheet", "use": "publish"},
            {
                "file": "clip.csv",
                "type": "photograph",
                "title": "A photo",
                "use": "publish",
                "people": CONSENT | {"expires": "2026-09-10"},
            },
        ],
        third_party=[work | {"evidence": "letter of 2025-02-11", "expires": "2027-08-31"}],
    ).write(folder / "2024-25/a-case")
    return folder


def rights(contributions: Path, *options: str) -> str:
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("casebook")),
            *("rights", "--contributions", str(contributions), "--lang", "en", *options),
        ],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1788148800"},  # 31 August 2026
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_ledger_has_a_row_for_every_page_and_file(contributions: Path) -> None:
    rows = json.loads(rights(contributions, "--format", "json"))
    assert [row["path"] for row in rows] == [
        "cases/2024-25/a-case/clip.csv",
        "cases/2024-25/a-case/index.html",
        "cases/2024-25/a-case/sheet.csv",
        "zh-Hant/cases/2024-25/a-case/index.html",
    ]
    assert rows[2]["license"] == "LicenseRef-All-Rights-Reserved AND LicenseRef-By-Permission"


def test_what_ends_soon_comes_with_the_days_left(contributions: Path) -> None:
    rows = json.loads(rights(contributions, "--expires-within", "30", "--format", "json"))
    assert [(row["subject"], row["until"], row["days"]) for row in rows] == [
        ("A photo", "2026-09-10", "10")
    ]
    more = json.loads(rights(contributions, "--expires-within", "400", "--format", "json"))
    assert len(more) == 2


def test_a_permission_comes_with_its_letter(contributions: Path) -> None:
    table = rights(contributions, "--permissions")
    assert "letter of 2025-02-11" in table
    assert "2027-08-31" in table


def test_columns_stand_below_one_another_beside_chinese_words(contributions: Path) -> None:
    heading, row = rights(contributions, "--permissions").splitlines()
    wide = sum(character > "\u2e80" for character in row.split("letter")[0])
    assert heading.index("Evidence") == row.index("letter") + wide


def test_a_consent_comes_with_its_date_and_scope(contributions: Path) -> None:
    (row,) = json.loads(rights(contributions, "--consents", "--format", "json"))
    assert (row["by"], row["scope"], row["obtained"]) == (
        "guardians",
        "public-website",
        "2025-03-02",
    )


def test_no_cell_of_the_table_begins_a_formula(contributions: Path) -> None:
    text = rights(contributions, "--permissions", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["work"] == "'=A poem"


def test_only_one_part_is_asked_for_at_a_time(contributions: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("casebook"), "rights", "--permissions", "--consents"],
        cwd=contributions,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2


@pytest.mark.parametrize("days", ["-1", "36501", "9" * 5000, "soon", "1.5", "", "３０"])
def test_days_are_a_number_that_makes_sense(contributions: Path, days: str) -> None:
    done = subprocess.run(
        [
            Path(sys.executable).with_name("casebook"),
            *("rights", "--contributions", contributions, f"--expires-within={days}"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "write a number of days from 0 to 36500, for example 30" in done.stderr
    assert "Traceback" not in done.stderr
