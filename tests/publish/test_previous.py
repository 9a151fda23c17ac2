"""What did not change is taken from the site that is to be replaced; what is doubtful is made."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from casebook.cache import Cache
from casebook.publish.previous import Made, Previous
from casebook.publish.record import recalled, remember
from casebook.trees import WIDTH, Tree, look_at
from tests.conftest import ROOT
from tests.publish.conftest import CASEBOOK, ENVIRONMENT, whole

KEY = b"key"


@pytest.fixture
def previous(tmp_path: Path) -> Previous:
    site, cache = tmp_path / "site", Cache(tmp_path / "cache")
    site.mkdir()
    (tmp_path / "new").mkdir()
    (site / "index.html").write_text("old")
    made = Made({"index.html": KEY.hex()}, {"index.html": "digest"})
    remember(Previous(site, made, look_at(site), {}, {("index.html", "top")}), cache)
    return recalled(site, cache)


def test_what_was_published_is_linked(previous: Previous, tmp_path: Path) -> None:
    assert previous.stands()
    assert previous.has("index.html", KEY)
    assert previous.link("index.html", tmp_path / "new") == "digest"
    assert (tmp_path / "new/index.html").samefile(previous.folder / "index.html")
    assert previous.places == {("index.html", "top")}


def test_what_was_made_from_something_else_is_not_there(previous: Previous) -> None:
    assert not previous.has("index.html", b"other")
    assert not previous.has("other.html", KEY)


def _rewritten(file: Path) -> None:
    file.write_text("new")


def _exchanged(file: Path) -> None:
    status = file.stat()
    file.rename(file.with_name("kept"))
    file.write_text("new")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _linked(file: Path) -> None:
    file.rename(file.with_name("kept"))
    file.symlink_to("kept")


@pytest.mark.parametrize("change", [_rewritten, _exchanged, _linked, Path.unlink])
def test_what_is_not_as_it_was_published_is_not_taken_over(
    previous: Previous, tmp_path: Path, change: object
) -> None:
    assert callable(change)
    change(previous.folder / "index.html")
    assert not previous.stands()
    now = previous.now()
    assert not previous.as_in(now).has("index.html", KEY)
    assert previous.link("index.html", tmp_path / "new") is None
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(
    "path", ["../precious", "a/../../precious", "/precious", "a//b", ".", "a/"]
)
def test_an_altered_record_leads_out_of_no_site(tmp_path: Path, path: str) -> None:
    """Names in it are unlinked: whoever alters what is kept must not choose them."""
    site, cache = tmp_path / "site", Cache(tmp_path / "cache")
    site.mkdir()
    looks = bytes(WIDTH)
    remember(Previous(site, Made(), Tree({path: looks}, {"": looks}), {"": looks}), cache)
    assert recalled(site, cache) == Previous(site)


def build(folder: Path, contributions: Path, site: Path) -> dict[str, bytes]:
    done = subprocess.run(
        [
            *(CASEBOOK, "build", "--contributions", contributions, "--site-dir", site),
            *("--cache-dir", folder / "cache"),
        ],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return whole(site)


def test_a_site_built_after_edits_is_the_one_that_is_built_afresh(tmp_path: Path) -> None:
    """An edit, a case that goes and comes back, a page that somebody changed on the site."""
    contributions = tmp_path / "contributions"
    shutil.copytree(ROOT / "contributions", contributions)
    site = tmp_path / "site"
    first = build(tmp_path, contributions, site)
    untouched = site / "cases/2025-26/school-garden-sensors/index.html"
    before = untouched.stat().st_ino
    index = contributions / "2024-25/peer-feedback-in-writing/index.md"
    original = index.read_text("utf-8")
    index.write_text(original.replace("title: ", "title: Once more, ", 1), encoding="utf-8")
    gone = contributions / "2023-24/phonics-with-families"
    gone.rename(tmp_path / "gone")
    (site / "about/index.html").write_text("changed on the site")
    later = build(tmp_path, contributions, site)
    assert untouched.stat().st_ino == before
    assert later == build(tmp_path / "fresh", contributions, tmp_path / "other")
    index.write_text(original, encoding="utf-8")
    (tmp_path / "gone").rename(gone)
    assert build(tmp_path, contributions, site) == first
