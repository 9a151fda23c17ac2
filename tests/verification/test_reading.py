"""What a page says is the same read here, read in workers, and kept from before."""

from __future__ import annotations

import shutil
from pathlib import Path

from casebook.cache import Cache
from casebook.publish import MARKER
from casebook.verification import scan
from casebook.workers import Workers

URL = "https://casebook.example/"


def test_whatever_is_wrong_is_found_however_pages_are_read(
    built_site: Path, tmp_path: Path
) -> None:
    site = shutil.copytree(built_site, tmp_path / "site")
    (site / MARKER).unlink()
    cache = Cache(tmp_path / "cache")
    assert scan(site, URL, cache) == ()
    page = site / "about/index.html"
    bad = '<p onclick="a()"><a href="gone/">x</a><a href="../cases/#nowhere">x</a></p></body>'
    page.write_text(page.read_text("utf-8").replace("</body>", bad), encoding="utf-8")
    here = scan(site, URL)
    assert [one.rule for one in here] == ["broken-link", "broken-link", "handler"]
    assert scan(site, URL, None, Workers.local(2)) == here
    assert scan(site, URL, cache, Workers.local(2)) == here
    assert scan(site, URL, cache) == here


def test_a_page_that_went_is_missed_by_pages_that_stayed(built_site: Path, tmp_path: Path) -> None:
    site = shutil.copytree(built_site, tmp_path / "site")
    (site / MARKER).unlink()
    cache = Cache(tmp_path / "cache")
    scan(site, URL, cache)
    (site / "about/index.html").unlink()
    found = scan(site, URL, cache)
    assert found == scan(site, URL)
    assert {one.words for one in found} == {"about/index.html is not there"}
