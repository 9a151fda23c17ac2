"""Asked the same again, a command answers the same without reading a case; else it reads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.cache import Cache
from casebook.cli.unchanged import Answer, Standing, answered
from casebook.listings import Listings
from casebook.publish.previous import Made, Previous
from casebook.publish.record import remember
from casebook.trees import look_at
from casebook.workers import Ahead
from tests.conftest import BUILD_DATE
from tests.publish.conftest import lay_out

CASE = "contributions/2024-25/peer-feedback-in-writing"
RUN = """
import sys
from casebook.cli import main
status = main(sys.argv[1:])
print("read" if "casebook.loader" in sys.modules else "kept", status, file=sys.stderr)
"""
A_DAY = 86_400


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Lay out a small Casebook whose files were written a minute ago."""
    lay_out(tmp_path, "2024-25/peer-feedback-in-writing")
    time.sleep(2.1)  # what was written just now may change again unseen
    return tmp_path


def run(sources: Path, *arguments: str, day: int = 0) -> tuple[str, str]:
    """Return what a command printed, and whether it read cases, with its status."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=sources,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(BUILD_DATE) + day * A_DAY)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout, done.stderr.splitlines()[-1]


def test_a_check_of_what_did_not_change_says_the_same(sources: Path) -> None:
    index = sources / CASE / "index.md"
    index.write_text(index.read_text("utf-8").replace("owner: joint", "owner: nobody"), "utf-8")
    time.sleep(2.1)
    first, how = run(sources, "check")
    assert how == "read 1"
    assert run(sources, "check") == (first, "kept 1")
    assert run(sources, "check", "--format", "json")[1] == "read 1"
    assert run(sources, "check", "--lang", "zh-Hant")[0] != first
    assert run(sources, "check", day=1)[1] == "read 1"


def test_a_build_of_what_did_not_change_leaves_the_site(sources: Path) -> None:
    first, how = run(sources, "build", "--lang", "en")
    assert how == "read 0"
    page = sources / "site/index.html"
    before = page.stat()
    again, how = run(sources, "build", "--lang", "en")
    assert (how, page.stat()) == ("kept 0", before)
    assert again == "Nothing changed since the last build.\n" + first


def test_after_an_edit_was_built_the_site_is_left_again(sources: Path) -> None:
    """Most of its files are those of the site before."""
    run(sources, "build")
    index = sources / CASE / "index.md"
    index.write_text(index.read_text("utf-8").replace("title: ", "title: Once more, ", 1), "utf-8")
    time.sleep(2.1)
    assert run(sources, "build")[1] == "read 0"
    assert run(sources, "build")[1] == "kept 0"


CHANGES: dict[str, Callable[[Path], object]] = {
    "a case": lambda all_: (all_ / "in/case/index.md").write_text("other"),
    "a case, to text of the same length": lambda all_: (all_ / "in/case/index.md").write_text("b"),
    "a file more": lambda all_: (all_ / "in/case/more.csv").write_text("a,b"),
    "a file less": lambda all_: (all_ / "in/case/index.md").unlink(),
    "a name": lambda all_: (all_ / "in/case").rename(all_ / "in/other"),
    "the settings": lambda all_: (all_ / "mkdocs.yml").write_text("b"),
    "a page of the site": lambda all_: (all_ / "site/index.html").write_text("b"),
    "the site": lambda all_: shutil.rmtree(all_ / "site"),
    "what a killed build left": lambda all_: (all_ / ".site-build-1").mkdir(),
}


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out a folder for each change, and wait until what is in them counts as old."""
    folder = tmp_path_factory.mktemp("settled")
    for name in (*CHANGES, "nothing"):
        for file in ("in/case/index.md", "mkdocs.yml", "site/index.html"):
            (folder / name / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / file).write_text("a")
    time.sleep(2.1)
    return folder


def remembered(folder: Path) -> Callable[[], Answer | None]:
    """Remember an answer, and return how to ask for it."""
    options, cache = Namespace(command="build"), Cache(folder / "cache")
    standing = Standing(options, [folder / "mkdocs.yml", folder / "in"], Listings())
    site = folder / "site"
    stamp = remember(Previous(site, Made(), look_at(site)), cache)
    standing.remember(Answer(0, "built"), cache, {str(site): stamp})
    return lambda: answered(options, cache, Listings(), Ahead())


def test_where_nothing_changed_the_answer_stands(settled: Path) -> None:
    assert remembered(settled / "nothing")() == Answer(0, "built")


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changed_is_seen(settled: Path, name: str) -> None:
    ask = remembered(settled / name)
    assert ask() == Answer(0, "built")
    CHANGES[name](settled / name)
    assert ask() is None


def test_an_answer_is_about_one_site_alone(settled: Path) -> None:
    """Whoever built something else into the same place meanwhile is not taken for this one."""
    options, cache = Namespace(command="build"), Cache(settled / "cache")
    site = settled / "nothing/site"
    stamp = remember(Previous(site, Made(), look_at(site)), cache)
    standing = Standing(options, [settled / "nothing/in"], Listings())
    standing.remember(Answer(0, "built"), cache, {str(site): stamp})
    assert answered(options, cache, Listings(), Ahead()) == Answer(0, "built")
    (site / "index.html").write_text("another site")
    remember(Previous(site, Made(), look_at(site)), cache)
    assert answered(options, cache, Listings(), Ahead()) is None


@pytest.mark.parametrize("name", ["in/linked", "in/linked.md"])
def test_nothing_is_remembered_of_what_a_link_leads_to(settled: Path, name: str) -> None:
    """What lies elsewhere may change, and no folder that is looked at with it."""
    link = settled / "nothing" / name
    link.symlink_to(settled / "nothing/site" / ("index.html" if link.suffix else ""))
    time.sleep(2.1)
    assert remembered(settled / "nothing")() is None
    link.unlink()


def test_what_may_still_change_unseen_is_not_remembered(tmp_path: Path) -> None:
    for file in ("in/case/index.md", "mkdocs.yml", "site/index.html"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("a")
    ahead = time.time() + A_DAY
    os.utime(tmp_path / "in/case/index.md", (ahead, ahead))
    assert remembered(tmp_path)() is None
