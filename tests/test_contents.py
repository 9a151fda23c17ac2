"""What a folder is known by is what was read of it, whatever lies there by then."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from casebook import contents
from casebook.contents import Contents, Known
from casebook.listings import Listings
from casebook.regular import FileChangedError

LARGEST, MOST = 1_000, 3


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "2024-25" / "case"
    folder.mkdir(parents=True)
    (folder / "index.md").write_bytes(b"one")
    (folder / "a.csv").write_bytes(b"a,b")
    return folder


def known(case: Path) -> Known:
    found = Contents(case, LARGEST, MOST).known()
    assert found
    return found


def test_is_known_by_what_was_read_and_not_by_what_lies_there_after(case: Path) -> None:
    before = known(case)
    opened = Contents(case, LARGEST, MOST)
    assert opened.files["index.md"].read(LARGEST) == b"one"
    (case / "index.md").write_bytes(b"three")
    assert opened.known() == before
    assert known(case).digest != before.digest


def test_is_known_by_what_was_read_although_it_was_another_when_it_was_looked_at(
    case: Path,
) -> None:
    before = known(case)
    opened = Contents(case, LARGEST, MOST)
    (case / "index.md").write_bytes(b"three")
    assert opened.files["index.md"].read(LARGEST) == b"three"
    (case / "index.md").write_bytes(b"one")
    found = opened.known()
    assert found
    assert found.digest != before.digest
    (case / "index.md").write_bytes(b"three")
    assert found.digest == known(case).digest


def test_no_file_is_read_as_two(case: Path) -> None:
    file = Contents(case, LARGEST, MOST).files["index.md"]
    file.read(LARGEST)
    assert file.read(LARGEST) == b"one"
    (case / "index.md").write_bytes(b"two")
    with pytest.raises(FileChangedError):
        file.read(LARGEST)


@pytest.mark.parametrize("change", ["gone", "link", "larger"])
def test_is_not_known_where_a_file_is_no_longer_what_was_looked_at(case: Path, change: str) -> None:
    opened = Contents(case, LARGEST, MOST)
    opened.files["index.md"].read(LARGEST)
    file = case / "a.csv"
    match change:
        case "gone":
            file.unlink()
        case "link":
            file.unlink()
            file.symlink_to(case / "index.md")
        case "larger":
            file.write_bytes(b"a" * (LARGEST + 1))
    assert opened.known() is None


def test_of_too_many_files_the_number_is_known_alone(case: Path) -> None:
    for number in range(MOST):
        (case / f"{number}.csv").write_bytes(b"")
    found = Contents(case, LARGEST, MOST)
    assert (found.count, dict(found.files), found.known()) == (MOST + 2, {}, None)
    assert len(Contents(case, LARGEST).files) == MOST + 2


def test_looks_as_it_does_in_a_listing_unless_it_was_just_written(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known(case).look is None
    # Nobody can set the time at which a file was changed: it is made long enough ago.
    monkeypatch.setattr(contents, "TICK", -1_000_000_000)
    assert known(case).look == Listings().of(str(case)).look
    before = known(case)
    os.utime(case / "index.md", ns=(time.time_ns(), 1))
    assert known(case).digest == before.digest
    assert known(case).look != before.look
