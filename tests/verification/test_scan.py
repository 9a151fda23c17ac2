"""The whole site is scanned: its links, its kinds of file, its records."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.verification import scan
from casebook.verification.links import _leads_of, _led_from, broken, home_of, needs_of
from casebook.verification.values import Lead, PageFacts, PageNeeds
from tests.conftest import ROOT
from tests.publish.conftest import CASEBOOK, ENVIRONMENT, one_case

URL = "https://casebook.example/"
CASE = "cases/2024-25/peer-feedback-in-writing"


def said(site: Path) -> list[str]:
    return [f"{one.path}:{one.line}: {one.rule}: {one.words}" for one in scan(site, URL).faults]


def test_nothing_is_wrong_with_the_sample_site(site: Path) -> None:
    assert said(site) == []


def page(path: str, *targets: str, ids: tuple[str, ...] = (), url: str = URL) -> PageNeeds:
    facts = PageFacts(path, (), frozenset(ids), frozenset(targets))
    return needs_of(facts, home_of(url), lambda _: 1)


def wrong_with(pages: list[PageNeeds], files: set[str]) -> list[str]:
    return [fault.words for one in pages for fault in one.faults] + [
        words for _, _, words in broken(pages, files, lambda _: ())
    ]


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("", None),
        ("#here", None),
        ("#nowhere", "cases/index.html has no place #nowhere"),
        ("../", None),
        ("../a%20b.pdf", None),
        ("../A%20b.pdf", "A b.pdf is not there"),
        ("..", None),
        ("../cases", "cases is not there"),
        ("../#%E5%9C%A8", None),
        ("../?q=a#here", "index.html has no place #here"),
        ("/cases/", None),
        ("https://casebook.example/cases/", None),
        ("https://casebook.example/gone/", None),
        ("https://elsewhere.example/", None),
        ("mailto:a@b.example", None),
    ],
)
def test_a_link_leads_to_what_is_there(target: str, wrong: str | None) -> None:
    pages = [page("cases/index.html", target, ids=("here",)), page("index.html", ids=("在",))]
    files = {"cases/index.html", "index.html", "a b.pdf"}
    assert wrong_with(pages, files) == ([wrong] if wrong else [])


def test_a_site_below_a_path_does_not_leave_it() -> None:
    pages = [page("404.html", "/cases/", "/sub/404.html", url="https://casebook.example/sub/")]
    assert wrong_with(pages, {"404.html"}) == [
        "https://casebook.example/cases/ is outside of the site"
    ]


def _append(name: str, text: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        with (site / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)

    return change


def _remove(pattern: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        next(site.glob(pattern)).unlink()

    return change


def _link(site: Path) -> None:
    (site / CASE / "passwords.pdf").symlink_to("/etc/passwd")


def _forget_in_catalogue(site: Path) -> None:
    record = json.loads((site / "catalogue.json").read_bytes())
    record["cases"][0]["id"] = "2024-25/gone"
    (site / "catalogue.json").write_text(json.dumps(record))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_append("index.html", "<a href='gone/'>x</a>"), "gone/index.html is not there"),
        (_append("index.html", "<img src='gone.png' alt=''>"), "gone.png is not there"),
        (_append("index.html", "<script>a()</script>"), "inline-code"),
        (_append(f"{CASE}/index.html", " "), "has another digest"),
        (_remove(f"{CASE}/*.docx"), "is not there"),
        (_remove("rights.json"), "missing-record"),
        (_write("rights.json", b"{}"), "it has another form"),
        (_write("rights.json", b"[1"), "it has another form"),
        (_write("rights.json", b'{"files":[{"path":"index.html"}]}'), "it has another form"),
        (_write("rights.json", b'{"files":{"path":"index.html","sha256":""}}'), "another form"),
        (_append("rights.json", "}"), "it has another form"),
        (_remove("search/index/facets.*.json"), "json is not there"),
        (_remove("search/index/t/0.*.json"), "json is not there"),
        (_remove("search/index/w/a.*.json"), "json is not there"),
        (_remove("search/index/d/*/0.json"), "0.json is not there"),
        (_write("search/index/t/0.abcd.json", b"{}"), "meta.json does not name it"),
        (_write("search/index/d/2023-24-abcdefgh/0.json", b"{}"), "meta.json does not name it"),
        (_write("search/index/old/t/0.json", b"{}"), "strange-file"),
        (_write("search/index/meta.json", b"{}"), "it has another form"),
        (_write("search/index/meta.json", b"[1"), "it has another form"),
        (_forget_in_catalogue, "2024-25/gone has no page"),
        (_write("CNAME", b"evil.example"), "strange-file"),
        (_write(".htaccess", b""), "strange-file"),
        (_write(f"{CASE}/.git/config", b""), "strange-file"),
        (_write(f"{CASE}/tool.exe", b"MZ"), "strange-file"),
        (_write(f"{CASE}/page.svg", b"<svg/>"), "strange-file"),
        (_write(f"{CASE}/page.xhtml", b"<html/>"), "strange-file"),
        (_write(f"{CASE}/code.js", b""), "strange-file"),
        (_write("assets/code.php", b""), "strange-file"),
        (_write(f"{CASE}/picture.png", b"<!doctype html>"), "does not begin as"),
        (_write("other.html", b"\x89PNG"), "does not begin as"),
        (_write("sitemap.xml.gz", gzip.compress(b"")[2:]), "does not begin as"),
        (_link, "neither a file nor a folder"),
    ],
)
def test_what_is_wrong_is_found(site: Path, change: Callable[[Path], None], expected: str) -> None:
    change(site)
    faults = said(site)
    assert any(expected in fault for fault in faults), faults


def test_a_torn_file_of_the_index_is_found(site: Path) -> None:
    shard = max(site.glob("search/index/t/*.json"), key=lambda one: one.stat().st_size)
    shard.write_bytes(shard.read_bytes()[:-5])
    assert any("is not what its name stands for" in fault for fault in said(site))


def test_a_torn_case_of_the_index_is_found(site: Path) -> None:
    shown = next(site.glob("search/index/d/*/*.json"))
    shown.write_bytes(shown.read_bytes()[:-5])
    assert any("it is not JSON" in fault for fault in said(site))


def test_a_file_of_the_index_under_the_name_of_another_is_found(site: Path) -> None:
    one, other = sorted(site.glob("search/index/w/*.json"))[:2]
    one.write_bytes(other.read_bytes())
    assert any("is not what its name stands for" in fault for fault in said(site))


def test_a_site_with_a_fault_is_not_published(tmp_path: Path) -> None:
    """A hand-written page may hold anything: here a script and a frame."""
    place = tmp_path / "project"
    place.mkdir()
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, place / name)
    for edition in ("docs", "docs/zh-Hant"):
        shutil.rmtree(place / edition / "compilations")
    shutil.copy(ROOT / "mkdocs.yml", place)
    one_case(place / "contributions")
    with (place / "docs/about.md").open("a") as about:
        about.write("\n<script>alert(1)</script>\n\n<iframe src='https://a.example/'></iframe>\n")
    done = subprocess.run(
        [CASEBOOK, "build"], cwd=place, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 4, done.stderr
    assert "about/index.html:" in done.stderr
    assert ": inline-code: a script stands in the page\n" in done.stderr
    assert "<iframe> loads 'https://a.example/'" in done.stderr
    assert "No case is to blame" in done.stderr
    assert not (place / "site").exists()


@given(
    st.sampled_from(["", "cases/2024-25/", "zh-Hant/cases/2024-25/a/", "a%20b/c/", "a.html"]),
    st.integers(0, 5),
    st.text(alphabet="ab./#?%: -\\", max_size=12),
)
def test_an_address_that_climbs_first_leads_where_a_browser_would_go(
    folder: str, climbs: int, rest: str
) -> None:
    """Such addresses are looked up where they climb to: no rule of URLs changes what follows."""
    home, address = "https://casebook.example/sub/", climbs * "../" + rest
    path = folder if folder.endswith(".html") else f"{folder}index.html"
    found = dict(_leads_of(PageFacts(path, (), frozenset(), frozenset((address,))), home))
    own = address.startswith("#") and len(address) > 1
    assert found == {address: Lead(path, address[1:]) if own else _led_from(folder, address, home)}
