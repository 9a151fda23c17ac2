"""Two folders are exchanged in one step, and a tree is written out."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from casebook.publish.disk import exchange, sync, write_through


def test_two_folders_are_exchanged(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "one" / "file").write_text("one")
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert list((tmp_path / "one").iterdir()) == []
    assert (tmp_path / "other" / "file").read_text() == "one"


def test_nothing_is_exchanged_for_what_is_absent(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "absent")


def test_two_file_systems_exchange_nothing(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(OSError, match="link") as raised:
        exchange(tmp_path / "one", Path("/proc/self"))
    assert raised.value.errno == errno.EXDEV


def test_a_tree_is_written_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    write_through(tmp_path)
    sync(tmp_path / "file")
    with pytest.raises(FileNotFoundError):
        write_through(tmp_path / "absent")
