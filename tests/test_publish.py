"""The site is put in its place whole, and nothing else is ever destroyed."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from casebook.publish import MARKER, PublishError, publish, staged


def build(site: Path, contributions: Path, text: str = "new") -> None:
    with staged(site, contributions) as work:
        work.mkdir()
        (work / "index.html").write_text(text)
        publish(work, site)


def build_in_vain(site: Path, contributions: Path) -> None:
    """Publish where the old site cannot be moved aside: something lies there already."""
    with staged(site, contributions) as work:
        work.mkdir()
        (work.parent / "old" / "in the way").mkdir(parents=True)
        publish(work, site)


@pytest.fixture
def contributions(tmp_path: Path) -> Path:
    folder = tmp_path / "contributions"
    folder.mkdir()
    (folder / "case.md").write_text("precious")
    return folder


def test_a_site_is_replaced_by_the_next(tmp_path: Path, contributions: Path) -> None:
    site = tmp_path / "site"
    build(site, contributions, "old")
    build(site, contributions, "new")
    assert (site / "index.html").read_text() == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".site.lock",
        "contributions",
        "site",
    ]


def test_a_folder_that_no_build_made_is_left_alone(tmp_path: Path, contributions: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.txt").write_text("precious")
    with pytest.raises(PublishError, match="no build of ours made"):
        build(home, contributions)
    assert (home / "thesis.txt").read_text() == "precious"


@pytest.mark.parametrize("place", ["contributions", "contributions/site", "."])
def test_contributions_are_never_replaced(tmp_path: Path, contributions: Path, place: str) -> None:
    with pytest.raises(PublishError, match="would replace the contributions"):
        build((tmp_path / place).resolve(), contributions)
    assert (contributions / "case.md").read_text() == "precious"


def test_a_file_is_not_taken_for_a_site(tmp_path: Path, contributions: Path) -> None:
    (tmp_path / "site").write_text("precious")
    with pytest.raises(PublishError, match="is not a folder"):
        build(tmp_path / "site", contributions)


def test_a_second_build_waits_for_nobody_and_says_so(tmp_path: Path, contributions: Path) -> None:
    with (tmp_path / ".site.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(PublishError, match="another build"):
            build(tmp_path / "site", contributions)


def test_the_old_site_stays_when_publishing_fails(tmp_path: Path, contributions: Path) -> None:
    site = tmp_path / "site"
    build(site, contributions, "old")
    with pytest.raises(PublishError, match="not empty"):
        build_in_vain(site, contributions)
    assert (site / "index.html").read_text() == "old"


def test_what_a_killed_build_left_is_put_right_by_the_next(
    tmp_path: Path, contributions: Path
) -> None:
    killed = tmp_path / ".site-build-1234"
    (killed / "old").mkdir(parents=True)
    (killed / "old" / MARKER).touch()
    (killed / "old" / "index.html").write_text("old")
    with staged(tmp_path / "site", contributions):
        assert (tmp_path / "site/index.html").read_text() == "old"
    assert not killed.exists()


def test_every_visitor_may_read_the_site(tmp_path: Path, contributions: Path) -> None:
    mask = os.umask(0o077)
    try:
        build(tmp_path / "site", contributions)
    finally:
        os.umask(mask)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site/index.html").stat().st_mode & 0o777 == 0o644
