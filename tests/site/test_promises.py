"""Every page of the built site keeps its promise: rights, languages, links, and no other host."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

ROOT: Final = Path(__file__).parent.parent.parent
HOME: Final = "http://site.example/"
LOADED: Final = {"img": "src", "script": "src", "video": "src", "source": "src", "iframe": "src"}


@cache
def parsed(page: Path) -> Element:
    tree: Element = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    return tree


@pytest.fixture(scope="session")
def pages(built_site: Path) -> tuple[Path, ...]:
    found = tuple(sorted(built_site.rglob("*.html")))
    assert len(found) > 100, "the sample site has far fewer pages than its cases should give"
    return found


def address(page: Path, site: Path) -> str:
    return HOME + str(page.relative_to(site)).removesuffix("index.html")


def test_every_page_states_who_owns_what(pages: tuple[Path, ...]) -> None:
    silent = [
        page for page in pages if not list(parsed(page).iterfind(".//*[@data-rights-statement]"))
    ]
    assert silent == []


def test_every_page_names_its_language_and_its_twin(
    pages: tuple[Path, ...], built_site: Path
) -> None:
    faults = []
    for page in pages:
        if page.name == "404.html":
            continue
        tree = parsed(page)
        chinese = page.relative_to(built_site).parts[0] == "zh-Hant"
        if tree.get("lang") != ("zh-Hant-HK" if chinese else "en"):
            faults.append(f"{page}: lang is {tree.get('lang')}")
        twins = {
            link.get("hreflang"): link.get("href") or ""
            for link in tree.iterfind(".//link[@rel='alternate'][@hreflang]")
        }
        if not {"en", "zh-Hant-HK", "x-default"} <= twins.keys():
            faults.append(f"{page}: hreflang names only {sorted(map(str, twins))}")
    assert faults == []


def test_every_page_has_one_main_heading(pages: tuple[Path, ...]) -> None:
    counts = {page: len(list(parsed(page).iterfind(".//h1"))) for page in pages}
    assert {page: count for page, count in counts.items() if count != 1} == {}


def test_no_page_loads_anything_from_another_host(pages: tuple[Path, ...]) -> None:
    foreign = [
        f"{page}: {element.tag} loads {element.get(LOADED[element.tag])}"
        for page in pages
        for element in parsed(page).iter()
        if element.tag in LOADED and urlsplit(element.get(LOADED[element.tag]) or "").netloc
    ] + [
        f"{page}: {link.get('rel')} loads {link.get('href')}"
        for page in pages
        for link in parsed(page).iterfind(".//link")
        if link.get("rel") not in ("canonical", "alternate")
        and urlsplit(link.get("href") or "").netloc
    ]
    assert foreign == []


def links(page: Path, site: Path) -> Iterator[str]:
    """Yield every address of this site that a page leads to or loads."""
    base = address(page, site)
    for element in parsed(page).iter():
        for name in ("href", "src", "poster"):
            target = element.get(name)
            if target is None or element.get("rel") in ("canonical", "alternate"):
                continue
            absolute = urljoin(base, target)
            if absolute.startswith(HOME):
                yield absolute


def test_every_link_leads_somewhere(pages: tuple[Path, ...], built_site: Path) -> None:
    broken = set()
    for page in pages:
        if page.name == "404.html":
            continue
        for link in links(page, built_site):
            target, fragment = urldefrag(link)
            path = unquote(urlsplit(target).path).lstrip("/")
            file = built_site / path
            file = file / "index.html" if path == "" or path.endswith("/") else file
            if not file.is_file():
                broken.add(f"{page.relative_to(built_site)} leads to {path}, which is not there")
            elif fragment and file.suffix == ".html" and not has_id(file, unquote(fragment)):
                broken.add(f"{page.relative_to(built_site)} leads to {path}#{fragment}")
    assert sorted(broken) == []


@cache
def ids(page: Path) -> frozenset[str]:
    return frozenset(element.get("id") or "" for element in parsed(page).iter())


def has_id(page: Path, fragment: str) -> bool:
    # Material's own script places the contents list's switches; their targets start with two _.
    return fragment in ids(page) or fragment.startswith("__")


def test_a_link_within_the_chinese_edition_does_not_leave_it(
    pages: tuple[Path, ...], built_site: Path
) -> None:
    """It climbs no higher than it has to: every page is smaller for it."""
    long = {
        (page, found)
        for page in pages
        if page.is_relative_to(built_site / "zh-Hant")
        for link in parsed(page).iterfind(".//a[@href]")
        if (found := link.get("href") or "").startswith("../") and "../zh-Hant/" in found
    }
    assert long == set()


def test_a_page_names_all_schools_in_the_order_of_the_front_matter(built_site: Path) -> None:
    page = built_site / "cases/2024-25/peer-feedback-in-writing/index.html"
    statement = next(iter(parsed(page).iterfind(".//*[@data-rights-statement]")))
    text = " ".join("".join(statement.itertext()).split())
    named = "Lakeview Primary School, Pine Hill Primary School and Harbour Road Primary School"
    assert "Education Bureau" in text
    assert named in text
    assert "educational promotion" in text


def test_a_withdrawn_case_leaves_nothing_but_a_dated_notice(built_site: Path) -> None:
    """No sentence of its text, and no file, is found in any byte of the site."""
    folder = ROOT / "contributions/2024-25/interviewing-grandparents"
    body = (folder / "index.md").read_text(encoding="utf-8").split("---", 2)[2]
    sentences = [line.strip() for line in body.splitlines() if len(line.strip()) > 20]
    assert sentences, "the sample must have a text, or this test shows nothing"
    everything = b"\n".join(
        file.read_bytes() for file in sorted(built_site.rglob("*")) if file.is_file()
    )
    assert [line for line in sentences if line.encode() in everything] == []
    kept = {
        file.name for file in (built_site / "cases/2024-25/interviewing-grandparents").iterdir()
    }
    assert kept == {"index.html"}
    notice = (built_site / "cases/2024-25/interviewing-grandparents/index.html").read_text("utf-8")
    assert "3 March 2026" in notice


def test_every_record_of_the_catalogue_states_its_rights(built_site: Path) -> None:
    records = json.loads((built_site / "catalogue.json").read_text("utf-8"))["cases"]
    assert len(records) >= 20
    for record in records:
        owner = "Quality Education Fund" if record["owner"] == "qef" else "Education Bureau"
        for one in (record, *record["materials"]):
            of_pupil = one.get("type") == "student-work"
            assert ("The pupil" if of_pupil else owner) in one["rights"]["en"]["notice"]
            assert one["rights"]["zh-Hant"]["statement"]


def test_pictures_are_published_with_their_rights_and_nothing_that_a_camera_wrote(
    built_site: Path,
) -> None:
    for picture in built_site.glob("cases/**/*"):
        if picture.suffix in (".jpg", ".jpeg", ".png", ".webp"):
            data = picture.read_bytes()
            page = "/".join(picture.relative_to(built_site).parts[:-1])
            assert b"Exif" not in data
            assert data.count(b"<x:xmpmeta") == 1
            statement = f"{page}/</xmpRights:WebStatement>"
            assert statement.encode() in data


def test_no_file_is_published_as_it_was_sent_in(built_site: Path) -> None:
    """A table in plain text holds nothing beside its words, and is the only exception."""
    sent = {
        file.read_bytes(): file
        for file in (ROOT / "contributions").glob("*/*/*")
        if file.suffix not in (".md", ".csv")
    }
    published = [file.read_bytes() for file in built_site.glob("cases/**/*") if file.is_file()]
    assert len(published) > 100
    assert [sent[data] for data in published if data in sent] == []


def test_case_pages_are_small(built_site: Path) -> None:
    """25 kB before compression, however many cases there are: nothing on them counts the others."""
    pages = [
        page
        for folder in ("", "zh-Hant/")
        for page in built_site.glob(f"{folder}cases/20*/*/index.html")
    ]
    assert len(pages) >= 40
    assert {str(page): size for page in pages if (size := page.stat().st_size) > 25_000} == {}
