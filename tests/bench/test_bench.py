from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.bench.corpus import made_up, write_cases
from casebook.bench.measure import Measured, measure
from casebook.bench.plan import Run
from casebook.bench.table import render_table
from tests.conftest import ROOT


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    start = "from casebook.cli import main; raise SystemExit(main())"
    return subprocess.run(
        [sys.executable, "-c", start, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_makes_the_same_cases_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_cases(tmp_path / name, made_up(ROOT / "contributions", 12), pictures=1)
    assert bytes_below(tmp_path / "one") == bytes_below(tmp_path / "two")


def test_makes_cases_in_both_languages_that_have_nothing_to_put_right(tmp_path: Path) -> None:
    folder = tmp_path / "contributions"
    write_cases(folder, made_up(ROOT / "contributions", 24), pictures=1)
    texts = [path.read_text("utf-8") for path in folder.rglob("index.md")]
    assert any("language: en\n" in text for text in texts)
    assert any("language: zh-Hant\n" in text for text in texts)
    done = run("check", "--contributions", folder)
    assert done.returncode == 0, done.stdout


def test_measures_a_build_and_writes_every_figure(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    done = run("bench", "--cases", "3", "--only", "Casebook", "--json", figures)
    assert done.returncode == 0, done.stderr
    assert "build, first edit" in done.stdout
    assert "build, next edit" in done.stdout
    assert "build, another title" in done.stdout
    runs = json.loads(figures.read_text("utf-8"))["runs"]
    assert {one["tool"] for one in runs} == {"Casebook"}
    built = next(one for one in runs if one["what"] == "build, cold")
    assert built["made"]["pages"] > 6
    assert built["measured"]["memory"] > 10_000_000


def test_tells_what_a_run_that_failed_said(tmp_path: Path) -> None:
    done = measure([sys.executable, "-c", "raise SystemExit('no')"], tmp_path)
    assert (done.status, done.output) == (1, "no\n")


def test_compares_with_hugo_and_pagefind_together() -> None:
    took = {"Casebook": 5.0, "Hugo": 6.0, "Pagefind": 4.0}
    runs = [
        Run(tool, "cold", 10, Measured(seconds, seconds, 1, 0, ""), None)
        for tool, seconds in took.items()
    ]
    assert "  0.50  " in render_table(runs).splitlines()[1]


def test_compares_with_nothing_where_a_peer_is_missing() -> None:
    runs = [Run("Casebook", "cold", 10, Measured(1, 1, 1, 0, ""), None)]
    assert "–" in render_table(runs).splitlines()[1]


def test_refuses_to_make_cases_out_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no case study"):
        next(made_up(tmp_path, 1))
