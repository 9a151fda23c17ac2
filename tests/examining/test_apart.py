"""A case that takes too much is named, and every other case is read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import ByteSize

from casebook.cache import Cache
from casebook.checks.context import Context
from casebook.examining import Examined, Terms
from casebook.examining.apart import examined
from casebook.limits import Limits
from casebook.pipeline import check_folder
from casebook.workers import Workers
from tests.conftest import ROOT

TODAY = date(2026, 11, 24)
SAMPLE = ROOT / "contributions/2024-25/peer-feedback-in-writing"
LARGE = Limits(
    text=ByteSize(60_000_000),
    file=ByteSize(60_000_000),
    memory=ByteSize(20_000_000_000),
    seconds=1,
)
WORDS = "One more word, and [a link](https://example.org/) *and* more.\n\n"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Lay out cases, one of which has a text of 12 MB: legal where the publisher allows it."""
    folder = tmp_path / "contributions" / "2024-25"
    for name in ("one", "large", "two"):
        shutil.copytree(SAMPLE, folder / name)
    with (folder / "large" / "index.md").open("a") as index:
        index.write("\n" + WORDS * 200_000)
    return tmp_path / "contributions"


def said_of(contributions: Path, limits: Limits) -> dict[str, list[str]]:
    checked = check_folder(contributions, TODAY, limits=limits, workers=Workers.local(2))
    found: dict[str, list[str]] = {"one": [], "large": [], "two": []}
    for one in checked.diagnostics:
        if one.id in ("took-too-long", "took-too-much-memory"):
            found[Path(one.location.path).name].append(one.id)
    assert checked.count == 3
    return found


def test_names_the_case_that_takes_too_long(large: Path) -> None:
    assert said_of(large, LARGE) == {"one": [], "large": ["took-too-long"], "two": []}


def test_names_the_case_that_takes_too_much_memory(large: Path) -> None:
    limits = LARGE.model_copy(update={"seconds": 60, "memory": ByteSize(30_000_000)})
    assert said_of(large, limits) == {"one": [], "large": ["took-too-much-memory"], "two": []}


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Lay out cases of which every other has an error."""
    folder = tmp_path / "contributions"
    for number in range(8):
        case = folder / "2024-25" / f"case-{number}"
        case.mkdir(parents=True)
        text = (SAMPLE / "index.md").read_text("utf-8")
        if number % 2:
            text = text.replace("title:", f"title: {number}\nno:", 1)
        (case / "index.md").write_text(text, "utf-8")
    return folder


def test_finds_the_same_here_and_with_any_number_of_workers(mixed: Path) -> None:
    here = check_folder(mixed, TODAY)
    assert here.has_errors
    for workers in (Workers.local(1), Workers.local(2), Workers.local(8)):
        assert check_folder(mixed, TODAY, workers=workers) == here


def test_keeps_what_workers_made(mixed: Path, tmp_path: Path) -> None:
    shutil.rmtree(mixed)
    shutil.copytree(SAMPLE, mixed / "2024-25" / SAMPLE.name)
    shutil.copytree(SAMPLE, mixed / "2024-25" / "copy")
    cache = Cache(tmp_path / "cache")
    first, second = (
        check_folder(mixed, TODAY, cache=cache, workers=Workers.local(2)) for _ in range(2)
    )
    cache.close()
    assert first == second
    assert first.collection.cases


def test_says_how_the_process_of_a_case_ended() -> None:
    """A fault of the program that reads a file: what no file is known to bring about."""
    folder = SAMPLE.parent / "na\0me"
    (one,) = examined([folder], Terms(Context(TODAY), Limits()), Workers.local(1))
    assert isinstance(one, Examined)
    assert [said.id for said in one.diagnostics] == ["internal-error"]


def check(contributions: Path, **limits: object) -> tuple[list[dict[str, Any]], str]:
    """Run the real command under other limits."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    for name, value in limits.items():
        old = next(line for line in settings.splitlines() if line.startswith(f"      {name}: "))
        settings = settings.replace(old, f"      {name}: {value}")
    config = contributions.parent / "mkdocs.yml"
    config.write_text(settings, "utf-8")
    casebook = Path(sys.executable).with_name("casebook")
    command = [str(casebook), "check", "--format", "json", "--config", str(config)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found, run.stderr


def test_the_command_holds_the_limits_of_the_settings(large: Path) -> None:
    found, errors = check(large, text="60 MB", file="60 MB", memory="20 GB", seconds=1)
    assert errors == ""
    named = [one["path"] for one in found if one["id"] == "took-too-long"]
    assert named == ["contributions/2024-25/large"]


def test_fix_leaves_alone_what_takes_too_much(tmp_path: Path) -> None:
    picture = tmp_path / "results.png"
    Image.new("RGB", (4_000, 4_000)).save(picture)  # what others gave back could hold a small one
    before = picture.read_bytes()
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("memory: 512 MB", "memory: 1 kB")
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    casebook = Path(sys.executable).with_name("casebook")
    command: list[str | Path] = [casebook, "fix", picture, "--config", tmp_path / "mkdocs.yml"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, "")
    assert picture.read_bytes() == before
