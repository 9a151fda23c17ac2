"""What a page says is the same read here and in workers, and is not read again while it stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from casebook.trees import look_at
from casebook.verification import Earlier, Scanned, scan
from casebook.workers import Workers

URL = "https://casebook.example/"
CASE = "cases/2024-25/peer-feedback-in-writing"


def earlier(site: Path) -> Earlier:
    """Scan a site in which nothing is wrong, and return what the next scan is told."""
    scanned = scan(site, URL)
    assert scanned.faults == ()
    digests = {name: sha256((site / name).read_bytes()).hexdigest() for name in scanned.tree.files}
    return Earlier(scanned.tree.files, digests, scanned.places)


def test_whatever_is_wrong_is_found_however_pages_are_read(site: Path) -> None:
    before = earlier(site)
    page = site / "about/index.html"
    bad = '<p onclick="a()"><a href="gone/">x</a><a href="../cases/#nowhere">x</a></p></body>'
    page.write_text(page.read_text("utf-8").replace("</body>", bad), encoding="utf-8")
    here = scan(site, URL)
    assert [one.rule for one in here.faults] == ["broken-link", "broken-link", "handler"]
    assert scan(site, URL, Workers.local(2)).faults == here.faults
    assert scan(site, URL, Workers.local(2), before).faults == here.faults
    assert scan(site, URL, None, before).faults == here.faults


def _remove(pattern: str) -> Callable[[Path], None]:
    return lambda site: next(site.glob(pattern)).unlink()


def _replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        text = (site / name).read_text("utf-8")
        assert re.search(old, text)
        (site / name).write_text(re.sub(old, new, text), encoding="utf-8")

    return change


def _records(change: Callable[[list[dict[str, str]]], object]) -> Callable[[Path], None]:
    """Change the records of the ledger, which is written as it was otherwise."""

    def changed(site: Path) -> None:
        ledger = json.loads((site / "rights.json").read_bytes())
        change(ledger["files"])
        text = json.dumps(ledger, ensure_ascii=False, separators=(",", ":"))
        (site / "rights.json").write_text(f"{text}\n", encoding="utf-8")

    return changed


def _double(records: list[dict[str, str]]) -> None:
    records[3] = records[4]


def _swap(records: list[dict[str, str]]) -> None:
    records[3]["sha256"], records[4]["sha256"] = records[4]["sha256"], records[3]["sha256"]


def _rename(records: list[dict[str, str]]) -> None:
    records[3]["path"] = records[3]["path"].replace("cases/", "cased/")


def _reverse(site: Path) -> None:
    """Put records in another order, and alter a file that one of them names."""
    _records(list.reverse)(site)
    _replace(f"{CASE}/index.html", "</main>", " </main>")(site)


def _add(site: Path) -> None:
    (site / CASE / "tool.exe").write_bytes(b"MZ")


@pytest.mark.parametrize(
    "change",
    [
        _remove("about/index.html"),
        _remove("zh-Hant/about/index.html"),
        _remove(f"{CASE}/index.html"),
        _remove("themes/*/index.html"),
        _remove("assets/stylesheets/casebook.css"),
        _remove("catalogue.json"),
        _replace("copyright/index.html", ' id="[^"]*"', ""),
        _replace(f"{CASE}/index.html", "</main>", " </main>"),
        _replace("rights.json", '"sha256":"..', '"sha256":"00'),
        _replace("rights.json", '"sha256"', '"sha-256"'),
        _replace("rights.json", "\n", ","),
        _replace("rights.json", "\n", "{}"),
        _remove(f"{CASE}/*.docx"),
        _records(_double),
        _records(_swap),
        _records(_rename),
        _reverse,
        _replace("index.html", '<html lang="en"', "<html"),
        _add,
    ],
)
def test_a_scan_that_reads_what_changed_alone_finds_what_a_whole_one_finds(
    site: Path, change: Callable[[Path], object]
) -> None:
    before = earlier(site)
    change(site)
    found = scan(site, URL, None, before)
    assert found.faults
    assert found.faults == scan(site, URL).faults


def test_a_file_that_is_as_it_was_is_not_read_again(site: Path) -> None:
    """One that was changed in a way that no look can show: the scan believes the look."""
    before = earlier(site)
    page = site / "about/index.html"
    page.write_bytes(b"<script>" + page.read_bytes()[8:])
    looks = {**before.files, "about/index.html": scan(site, URL).tree.files["about/index.html"]}
    assert scan(site, URL, None, Earlier(looks, before.digests, before.places)).faults == ()


def test_a_scan_tells_the_next_one_how_the_site_looked(site: Path) -> None:
    scanned: Scanned = scan(site, URL)
    assert scanned.tree == scan(site, URL, None, None, partial(look_at, site, scanned.tree)).tree


def test_a_file_whose_record_tells_its_digest_is_asked_where_another_was_known(site: Path) -> None:
    before = earlier(site)
    wrong = dict.fromkeys(before.digests, "0" * 64)
    assert scan(site, URL, None, Earlier(before.files, wrong, before.places)).faults == ()
    assert scan(site, URL, None, Earlier(before.files, {}, before.places)).faults == ()
