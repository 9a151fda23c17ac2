"""How a tree looks is told alike with and without knowing how it looked."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.trees import Tree, files_below, look_at, mode_of, stands

NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write("x")


def _exchange(path: Path) -> None:
    path.unlink()
    path.write_text("another")


def _link(path: Path) -> None:
    path.symlink_to("elsewhere")


CHANGES = st.lists(
    st.tuples(st.sampled_from([_write, _exchange, shutil.rmtree, _link]), PATHS), max_size=12
)


Change = tuple[Callable[[Path], None], str]


def _changed(root: Path, changes: Iterable[Change]) -> Path:
    """Change what lies below a folder, as far as that is possible."""
    for change, path in changes:
        with suppress(OSError):
            change(root / path)
    time.sleep(0.01)  # longer than a tick of the clock that folders are dated by
    return root


@given(CHANGES, CHANGES)
def test_a_tree_that_stands_looks_as_it_did(
    tmp_path_factory: pytest.TempPathFactory, before: list[Change], after: list[Change]
) -> None:
    root = _changed(tmp_path_factory.mktemp("tree"), before)
    known = look_at(root)
    assert stands(root, known)
    _changed(root, after)
    assert stands(root, known) == (look_at(root) == known)


@given(CHANGES, CHANGES)
def test_what_is_exchanged_in_a_known_tree_is_seen(
    tmp_path_factory: pytest.TempPathFactory, before: list[Change], after: list[Change]
) -> None:
    """No file is written into: that is what nobody looks at again."""
    root = _changed(tmp_path_factory.mktemp("tree"), before)
    known = look_at(root)
    for change, path in after:
        if change is not _write or not (root / path).exists():
            _changed(root, [(change, path)])
    assert look_at(root, known) == look_at(root)


def test_what_is_not_there_does_not_stand(tmp_path: Path) -> None:
    assert not stands(tmp_path / "gone", Tree())
    assert look_at(tmp_path / "gone") == Tree()
    assert not stands(tmp_path / "gone", look_at(tmp_path))


def test_files_are_found_behind_a_link_too(tmp_path: Path) -> None:
    _write(tmp_path / "elsewhere/more/page.html")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "docs/nowhere").symlink_to(tmp_path / "nothing")
    assert list(files_below(tmp_path / "docs")) == [tmp_path / "docs/linked/more/page.html"]


def test_a_file_of_any_date_can_be_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "old"
    file.touch()
    for when in (-1, 0, 4_102_444_800_000_000_000):
        os.utime(file, ns=(when, when))
        tree = look_at(tmp_path)
        assert stands(tmp_path, tree)
        assert mode_of(tree.files["old"]) == file.stat().st_mode
