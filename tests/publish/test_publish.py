"""The site is put in its place whole, and nothing else is ever destroyed."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from casebook.publish import MARKER, PublishError, Stage, staged
from tests.publish.conftest import beside, build, whole

WATCH: Final = """
import os, sys
absent = looks = 0
print("watching", flush=True)
while not os.path.exists(sys.argv[2]):
    looks += 1
    try:
        os.stat(sys.argv[1])
    except FileNotFoundError:
        absent += 1
print(absent, looks)
"""


def test_a_site_is_replaced_by_the_next(tmp_path: Path, contributions: Path) -> None:
    site = tmp_path / "site"
    build(site, contributions, "old")
    build(site, contributions, "new")
    assert whole(site)["index.html"] == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".site-next",
        ".site.lock",
        "contributions",
        "site",
    ]


def test_the_site_is_never_absent_for_an_instant(tmp_path: Path, contributions: Path) -> None:
    site, stop = tmp_path / "site", tmp_path / "stop"
    build(site, contributions, "first")
    with subprocess.Popen(
        [sys.executable, "-c", WATCH, site / "index.html", stop], stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "watching\n"
        for number in range(50):
            build(site, contributions, str(number))
        stop.touch()
        absent, looks = map(int, reader.stdout.read().split())
    assert looks > 1000
    assert absent == 0
    assert whole(site)["index.html"] == b"49"


def test_a_folder_that_no_build_made_is_left_alone(tmp_path: Path, contributions: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.txt").write_text("precious")
    with pytest.raises(PublishError, match="no build of ours made"):
        build(home, contributions)
    assert (home / "thesis.txt").read_text() == "precious"


@pytest.mark.parametrize("name", ["thesis.txt", "assets/thesis.txt", "link", "a\nb"])
def test_a_file_that_somebody_put_into_the_site_is_not_lost(
    tmp_path: Path, contributions: Path, name: str
) -> None:
    site = tmp_path / "site"
    build(site, contributions, "old")
    (site / name).parent.mkdir(exist_ok=True)
    if name == "link":
        (site / name).symlink_to(contributions)
    else:
        (site / name).write_text("precious")
    with pytest.raises(PublishError, match="no build of ours made"):
        build(site, contributions)
    assert os.path.lexists(site / name)
    assert (site / "index.html").read_text() == "old"


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


def test_a_link_in_the_place_of_the_lock_is_not_followed(
    tmp_path: Path, contributions: Path
) -> None:
    (tmp_path / ".site.lock").symlink_to(contributions / "case.md")
    with pytest.raises(PublishError, match="symbolic links"):
        build(tmp_path / "site", contributions)
    assert (contributions / "case.md").read_text() == "precious"


def test_the_old_site_stays_when_a_build_fails(tmp_path: Path, contributions: Path) -> None:
    site = tmp_path / "site"
    build(site, contributions, "old")

    def link(stage: Stage) -> None:
        (stage.folder / "passwords").symlink_to("/etc/passwd")

    with pytest.raises(PublishError, match="neither a file nor a folder"):
        build(site, contributions, meanwhile=link)
    assert whole(site)["index.html"] == b"old"
    assert beside(site) == []


def _a_link(site: Path, precious: Path) -> None:
    site.symlink_to(precious)


def _a_folder(site: Path, precious: Path) -> None:
    precious.rename(site)


@pytest.mark.parametrize("at_first", [True, False], ids=["a site before", "nothing before"])
@pytest.mark.parametrize("put", [_a_link, _a_folder])
def test_what_somebody_puts_there_during_a_build_stays(
    tmp_path: Path, contributions: Path, put: Callable[[Path, Path], None], at_first: bool
) -> None:
    site, precious = tmp_path / "site", tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("precious")
    if at_first:
        build(site, contributions, "old")

    def exchange(stage: Stage) -> None:
        if at_first:
            stage.site_dir.rename(tmp_path / "elsewhere")
        put(stage.site_dir, precious)

    with pytest.raises(PublishError, match="during the build"):
        build(site, contributions, meanwhile=exchange)
    assert (site / "thesis.txt").read_text() == "precious"


def test_a_site_that_is_removed_during_a_build_is_built_again(
    tmp_path: Path, contributions: Path
) -> None:
    site = tmp_path / "site"
    build(site, contributions, "old")
    build(site, contributions, "new", lambda stage: stage.site_dir.rename(tmp_path / "elsewhere"))
    assert whole(site)["index.html"] == b"new"


def test_what_a_killed_build_left_is_put_right_by_the_next(
    tmp_path: Path, contributions: Path
) -> None:
    killed = tmp_path / ".site-build-1234"
    (killed / "old").mkdir(parents=True)
    (killed / MARKER).touch()
    (killed / "old" / MARKER).touch()
    (killed / "old" / "index.html").write_text("old")
    (tmp_path / ".site-build-5678").mkdir()
    # What was started may have written on for an instant after a sweep.
    (tmp_path / ".site-build-9abc/site/cases").mkdir(parents=True)
    with staged(tmp_path / "site", contributions):
        assert (tmp_path / "site/index.html").read_text() == "old"
    assert beside(tmp_path / "site") == []


def test_a_folder_that_looks_like_the_leftover_of_a_build_is_not_swept(
    tmp_path: Path, contributions: Path
) -> None:
    (tmp_path / ".site-build-notes").mkdir()
    (tmp_path / ".site-build-notes" / "thesis.txt").write_text("precious")
    (tmp_path / ".site-build-link").symlink_to(contributions)
    (contributions / MARKER).touch()
    build(tmp_path / "site", contributions)
    assert (tmp_path / ".site-build-notes" / "thesis.txt").read_text() == "precious"
    assert (contributions / "case.md").read_text() == "precious"


@pytest.mark.parametrize("name", ["si te", "網站", "[a-z]*", "line\nbreak", "-site", "a'b\"c"])
def test_any_name_will_do_for_a_site(tmp_path: Path, contributions: Path, name: str) -> None:
    build(tmp_path / name, contributions, "old")
    (tmp_path / f".{name}-build-x").mkdir()
    build(tmp_path / name, contributions, "new")
    assert whole(tmp_path / name)["index.html"] == b"new"
    assert beside(tmp_path / name) == []


def test_every_visitor_may_read_the_site(tmp_path: Path, contributions: Path) -> None:
    mask = os.umask(0o077)
    try:
        build(tmp_path / "site", contributions)
    finally:
        os.umask(mask)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
    for name in ("index.html", MARKER):
        assert (tmp_path / "site" / name).stat().st_mode & 0o777 == 0o644
