from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from casebook.listings import Listings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/one").write_text("1")
    (tmp_path / "one").write_text("1")
    return tmp_path


def _folder_for_file(folder: Path) -> None:
    (folder / "one").unlink()
    (folder / "one").mkdir()


CHANGES: Final[Mapping[str, Callable[[Path], object]]] = {
    "a content": lambda folder: (folder / "one").write_text("22"),
    "a name": lambda folder: (folder / "one").rename(folder / "two"),
    "a mode": lambda folder: (folder / "one").chmod(0o600),
    "one more name of a file": lambda folder: (folder / "inside/two").hardlink_to(folder / "one"),
    "a folder more": lambda folder: (folder / "more").mkdir(),
    "a folder in the place of a file": _folder_for_file,
    "a link": lambda folder: (folder / "two").symlink_to("one"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_in_a_folder_is_seen(folder: Path, name: str) -> None:
    before = Listings().of(str(folder))
    CHANGES[name](folder)
    assert Listings().of(str(folder)).look != before.look


def test_what_lies_in_the_folders_there_is_told_by_them_alone(folder: Path) -> None:
    before = Listings().of(str(folder))
    (folder / "inside/two").write_text("2")
    assert Listings().of(str(folder)) == before
    assert before.folders == ("inside",)
    assert before.count == len(("inside", "one"))


def test_a_folder_looks_as_it_did_when_it_was_first_asked_for(folder: Path) -> None:
    listings = Listings()
    before = listings.of(str(folder))
    (folder / "one").write_text("22")
    assert listings.of(str(folder)) is before


def test_a_link_is_told(folder: Path) -> None:
    assert not Listings().of(str(folder)).has_link
    CHANGES["a link"](folder)
    assert Listings().of(str(folder)).has_link


def test_a_listing_tells_when_it_was_looked_at_and_what_is_newest_then(folder: Path) -> None:
    started = time.time_ns()
    found = Listings().of(str(folder))
    assert (folder / "one").stat().st_mtime_ns == found.newest
    assert started <= found.looked <= time.time_ns()
