"""A file that is not what it was is neither followed, waited for nor read further."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from casebook.regular import FileChangedError, read_regular


def test_returns_an_ordinary_file_of_any_length_up_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b")
    assert read_regular(tmp_path / "a.csv", 3) == b"a,b"


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "nothing", "two names", "longer"])
def test_refuses_what_took_the_place_of_a_file(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.csv"
    if kind == "link":
        file.symlink_to("/etc/hostname")
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    elif kind == "two names":
        (tmp_path / "b.csv").write_bytes(b"a,b")
        os.link(tmp_path / "b.csv", file)
    elif kind == "longer":
        file.write_bytes(b"a,b,c")
    with pytest.raises(FileChangedError):
        read_regular(file, 4)
