"""A folder that changes while it is looked at is never kept as what it was before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from casebook import contents
from casebook.cache import Cache
from casebook.pipeline import Checked, Findings, check_folder, find
from casebook.workers import Workers
from tests.compiling.pages import TEXT, facts, write_case, write_page
from tests.examining.conftest import CASES
from tests.rights.cases import Case

TODAY = date(2026, 11, 24)
NAME = "Quillon"


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every file as written long ago: folders are remembered by how they look."""
    monkeypatch.setattr(contents, "TICK", -3_600_000_000_000)


def index(folder: Path) -> Path:
    return folder / CASES[0] / "index.md"


def again(text: str) -> Callable[[str], str]:
    return lambda before: before + text


def while_read(file: Path, change: Callable[[str], str]) -> Workers:
    """Return workers that begin to read when a file has just changed."""

    def ready() -> None:
        file.write_text(change(before), "utf-8")

    before = file.read_text("utf-8")
    return Workers.local(2).after(ready)


def checked(folder: Path, workers: Workers | None = None) -> Checked:
    cache = Cache(folder.parent / "cache", str(folder))
    found = check_folder(folder, TODAY, cache=cache, workers=workers)
    for case in found.collection.cases:
        for text in case.texts.values():
            assert text.source.text
    cache.close()
    return found


def found(folder: Path, workers: Workers | None = None, docs: Path | None = None) -> Findings:
    cache = Cache(folder.parent / "cache", str(folder))
    said = find(folder, TODAY, docs=docs, cache=cache, workers=workers)
    cache.close()
    return said


def words(read: Checked) -> str:
    return "".join(t.source.text for case in read.collection.cases for t in case.texts.values())


def make_known(folder: Path) -> None:
    """Let the cache know the folders, and other words of both cases than there are."""
    before = {case: (folder / case / "index.md").read_bytes() for case in CASES}
    for case, text in before.items():
        (folder / case / "index.md").write_bytes(text + b"\nOther words.\n")
    checked(folder)
    for case, text in before.items():
        (folder / case / "index.md").write_bytes(text)


@pytest.mark.parametrize("is_known", [False, True])
def test_words_that_were_taken_out_again_are_not_kept_for_those_of_before(
    folder: Path, *, is_known: bool
) -> None:
    if is_known:
        make_known(folder)
    before = index(folder).read_bytes()
    changed = checked(folder, while_read(index(folder), again(f"\nHer name is {NAME}.\n")))
    assert NAME in words(changed)
    assert changed == check_folder(folder, TODAY)
    index(folder).write_bytes(before)
    assert checked(folder) == check_folder(folder, TODAY)
    assert NAME not in words(checked(folder))


def test_facts_that_were_taken_back_are_not_kept_for_those_of_before(folder: Path) -> None:
    before = index(folder).read_bytes()
    change = while_read(index(folder), lambda text: text.replace("title: ", f"title: {NAME} ", 1))
    titles = {case.metadata.title for case in checked(folder, change).collection.cases}
    assert any(NAME in title for title in titles)
    index(folder).write_bytes(before)
    assert checked(folder) == check_folder(folder, TODAY)


@pytest.mark.parametrize("is_known", [False, True])
def test_faults_that_were_put_right_are_not_kept_for_what_was_before(
    folder: Path, *, is_known: bool
) -> None:
    if is_known:
        make_known(folder)
        found(folder)
        for case in CASES:
            file = folder / case / "index.md"
            file.write_bytes(file.read_bytes() + b"\n")
    before = index(folder).read_bytes()
    said = found(folder, while_read(index(folder), lambda _: "no front matter\n"))
    assert [one.id for one in said.diagnostics] == ["missing-front-matter"]
    index(folder).write_bytes(before)
    assert found(folder).diagnostics == ()


@pytest.mark.parametrize("change", ["a file more", "a file less", "a folder in its place"])
def test_whatever_changes_in_a_folder_is_not_kept_for_what_was_before(
    folder: Path, change: str
) -> None:
    def ready() -> None:
        match change:
            case "a file more":
                (case / "more.csv").write_text("a,b\n1,2\n")
            case "a file less":
                index(folder).rename(away)
            case _:
                index(folder).rename(away)
                index(folder).mkdir()

    case, away = folder / CASES[0], folder.parent / "away"
    said = found(folder, Workers.local(2).after(ready))
    assert said.has_errors
    assert said == find(folder, TODAY)
    if change == "a file more":
        (case / "more.csv").unlink()
    elif change == "a file less":
        away.rename(index(folder))
    else:
        index(folder).rmdir()
        away.rename(index(folder))
    assert found(folder).diagnostics == ()
    assert checked(folder) == check_folder(folder, TODAY)


def test_faults_of_a_compilation_are_not_kept_for_what_it_was_before(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_case(tmp_path, name, Case(text=TEXT))
    page = write_page(tmp_path, facts({"case": "2024-25/first", "sections": "all"}))
    before = page.read_bytes()
    contributions, docs = tmp_path / "contributions", tmp_path / "docs"
    workers = while_read(page, lambda text: text.replace("2024-25/first", "2024-25/third"))
    wrong = found(contributions, workers, docs)
    assert wrong.has_errors
    page.write_bytes(before)
    assert not found(contributions, docs=docs).has_errors


def test_what_cannot_be_read_to_the_end_is_kept_by_nothing(folder: Path) -> None:
    """Whether a file may be read is no part of a digest."""

    def ready() -> None:
        shutil.rmtree(folder / CASES[0])

    shutil.copytree(folder / CASES[0], folder.parent / "copy")
    said = found(folder, Workers.local(2).after(ready))
    assert [one.id for one in said.diagnostics] == ["changed-meanwhile"]
    shutil.copytree(folder.parent / "copy", folder / CASES[0])
    assert found(folder).diagnostics == ()
