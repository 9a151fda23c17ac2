"""What is published is what was made: whoever writes into the site meanwhile is found out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from casebook.cli.building import _changed_meanwhile, _Finished
from casebook.publish import Stage
from casebook.publish.previous import Made, Previous
from casebook.trees import Tree, look_at

PAGES = {"index.html": b"first", "about/index.html": b"second"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, content in PAGES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def found(folder: Path, before: Tree, *, begun: bool = True) -> list[str]:
    digests = {path: sha256(content).hexdigest() for path, content in PAGES.items()}
    stage = Stage(folder, folder, None, Previous(folder, Made({}, digests), before), before)
    finished = _Finished(Made({}, digests), 2, {}, None, begun)
    return [one.path for one in _changed_meanwhile(stage, finished, look_at(folder))]


def test_what_was_put_there_is_as_it_was_made(folder: Path) -> None:
    assert found(folder, Tree()) == []
    assert found(folder, look_at(folder)) == []


def test_a_file_that_was_changed_during_the_build_is_found(folder: Path) -> None:
    before = look_at(folder)
    (folder / "about/index.html").write_bytes(b"Second")
    (folder / "more.html").write_bytes(b"more")
    assert found(folder, before) == ["about/index.html", "more.html"]


def test_in_a_folder_of_its_own_a_build_is_not_looked_at_again(folder: Path) -> None:
    (folder / "index.html").write_bytes(b"changed")
    assert found(folder, Tree(), begun=False) == []
