from __future__ import annotations

import os
from pathlib import Path

import pytest

from casebook.cache import Cache
from casebook.digests import Digests
from casebook.listings import Listings

LARGEST, MOST = 1_000, 5


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "2024-25" / "case"
    folder.mkdir(parents=True)
    (folder / "index.md").write_bytes(b"one")
    return folder


def digest(case: Path, cache: Cache | None = None) -> str | None:
    digests = Digests(cache or Cache(), case.parent.parent, LARGEST, MOST, Listings())
    found = digests.of(case)
    digests.remember(whole=True)
    return found


def aged(path: Path) -> None:
    """Set a file's time to long ago: its change time, which nobody can set, stays new."""
    os.utime(path, (1, 1))


def test_is_the_same_for_the_same_content(case: Path) -> None:
    before = digest(case)
    aged(case / "index.md")
    assert digest(case) == before


@pytest.mark.parametrize("change", ["content", "name", "more", "link", "folder"])
def test_differs_where_anything_in_the_folder_does(case: Path, change: str) -> None:
    before = digest(case)
    match change:
        case "content":
            (case / "index.md").write_bytes(b"two")
        case "name":
            (case / "index.md").rename(case / "Index.md")
        case "more":
            (case / "a.png").write_bytes(b"")
        case "link":
            (case / "index.md").unlink()
            (case / "index.md").symlink_to("/etc/passwd")
        case "folder":
            (case / "a").mkdir()
    assert digest(case) != before


def test_never_trusts_the_times_of_a_file_that_was_just_written(case: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    before = digest(case, cache)
    status = (case / "index.md").stat()
    (case / "index.md").write_bytes(b"two")
    os.utime(case / "index.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert digest(case, cache) != before


def test_reads_no_file_that_is_too_large_to_be_published(case: Path) -> None:
    (case / "film.mp4").write_bytes(b"1" * 2_000)
    before = digest(case)
    (case / "film.mp4").write_bytes(b"2" * 2_000)
    assert digest(case) == before


def test_has_none_for_a_folder_of_more_files_than_a_case_may_have(case: Path) -> None:
    for number in range(MOST):
        (case / f"{number}.csv").write_text("a,b")
    assert digest(case) is None


def test_has_none_for_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    assert digest(tmp_path / "2024-25" / "gone") is None


def test_forgets_folders_that_are_gone(case: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    digest(case, cache)
    assert digest(case, cache) == digest(case)
