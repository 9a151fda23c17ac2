"""The next build begins with the files of the published site, which it changes where it differs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.cache import Cache
from casebook.publish import Stage
from tests.conftest import ROOT
from tests.publish.conftest import beside, build, run, whole


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def site(tmp_path: Path, contributions: Path, cache: Cache) -> Path:
    """Publish twice: the first site of a place leaves nothing to begin with."""
    for text in ("first", "second"):
        build(tmp_path / "site", contributions, text, cache=cache)
    return tmp_path / "site"


def numbers(folder: Path) -> dict[str, int]:
    """Return the number of every file below a folder: equal ones are one file with two names."""
    return {
        str(path.relative_to(folder)): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_ready_has_the_files_of_the_site(
    site: Path, contributions: Path, cache: Cache
) -> None:
    def more(stage: Stage) -> None:
        (stage.folder / "cases/one").mkdir(parents=True)
        (stage.folder / "cases/one/index.html").write_text("a case")

    def fewer(stage: Stage) -> None:
        shutil.rmtree(stage.folder / "cases")

    ready = site.with_name(".site-next")
    for change in (more, fewer):
        build(site, contributions, "next", change, cache)
        assert numbers(ready) == numbers(site)
        assert (ready / "cases").exists() == (site / "cases").exists()


def test_a_build_begins_with_it(site: Path, contributions: Path, cache: Cache) -> None:
    begun = []
    build(
        site, contributions, "third", lambda stage: begun.append(stage.folder.stat().st_ino), cache
    )
    assert begun == [site.stat().st_ino]
    assert whole(site)["index.html"] == b"third"


def test_what_comes_into_the_site_during_a_build_is_not_on_the_next(
    site: Path, contributions: Path, cache: Cache
) -> None:
    def late(_: Stage) -> None:
        (site / "late.html").write_text("late")

    build(site, contributions, "third", late, cache)
    build(site, contributions, "fourth", cache=cache)
    assert sorted(whole(site)) == [".casebook", "index.html"]


def _a_file_more(ready: Path) -> None:
    (ready / "thesis.txt").write_text("precious")


def _a_page_in_the_place_of_another(ready: Path) -> None:
    (ready / "index.html").unlink()
    (ready / "index.html").write_text("other")


def _nothing(ready: Path) -> None:
    shutil.rmtree(ready)


def _a_link(ready: Path) -> None:
    ready.rename(ready.with_name("elsewhere"))
    ready.symlink_to("elsewhere")


@pytest.mark.parametrize(
    "change", [_a_file_more, _a_page_in_the_place_of_another, _nothing, _a_link]
)
def test_a_build_does_not_begin_with_what_is_not_as_it_was_left(
    site: Path, contributions: Path, cache: Cache, change: Callable[[Path], None]
) -> None:
    ready = site.with_name(".site-next")
    change(ready)
    build(site, contributions, "third", cache=cache)
    assert whole(site)["index.html"] == b"third"
    assert beside(site) == []
    if change is _a_file_more:
        assert (ready / "thesis.txt").read_text() == "precious"


def test_nothing_is_made_ready_of_a_site_that_nobody_remembers_wholly(
    tmp_path: Path, contributions: Path
) -> None:
    """What an earlier version left would hold what is off the site by now: it goes."""
    site = tmp_path / "site"
    for text in ("secret", "second", "third"):
        build(site, contributions, text)
    found = {path.read_text() for path in tmp_path.rglob("index.html")}
    assert found == {"third"}


def test_a_build_that_fails_leaves_nothing_half_changed_to_begin_with(
    site: Path, contributions: Path, cache: Cache
) -> None:
    def fail(stage: Stage) -> None:
        raise RuntimeError(str(stage))

    with pytest.raises(RuntimeError):
        build(site, contributions, "third", fail, cache)
    assert not site.with_name(".site-next").exists()
    assert whole(site)["index.html"] == b"second"
    build(site, contributions, "fourth", cache=cache)
    assert whole(site)["index.html"] == b"fourth"


def test_a_case_that_is_off_the_site_is_not_left_beside_it(tmp_path: Path) -> None:
    contributions, site = tmp_path / "contributions", tmp_path / "site"
    for case in ("2024-25/talking-through-fractions", "2023-24/phonics-with-families"):
        shutil.copytree(ROOT / "contributions" / case, contributions / case)
    for number in range(3):
        index = contributions / "2024-25/talking-through-fractions/index.md"
        index.write_text(f"{index.read_text('utf-8')}\nOnce more: {number}.\n", "utf-8")
        done = run(site, contributions)
        assert done.returncode == 0, done.stderr
    ready = site.with_name(".site-next")
    assert numbers(ready) == numbers(site)
    before = (site / "index.html").read_bytes()
    shutil.rmtree(contributions / "2023-24")
    done = run(site, contributions)
    assert done.returncode == 0, done.stderr
    assert numbers(ready) == numbers(site)
    assert not [*ready.rglob("*phonics*")]
    assert (site / "index.html").read_bytes() != before
