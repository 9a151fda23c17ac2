"""Every word of a case is hostile, and arrives everywhere as the word that it is, and as no more.

`docs/development/security.md` lists where words go, and which test holds each place.
"""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import html5lib
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from defusedxml import ElementTree
from docx import Document
from PIL import Image
from playwright.sync_api import Page, expect

from casebook.assets.kinds import FORMULA_INSIDE
from casebook.assets.traces.table import table_traces
from casebook.diagnostics import Location
from casebook.limits import DEFAULTS
from tests.conftest import Serve
from tests.site.payloads import (
    ADDRESS,
    harmless,
    hostile,
    names_in,
    start_build,
    strings,
    torn,
)

CASE: Final = "cases/2024-25/first/"
COMPILATION: Final = "compilations/feedback/"
DATA: Final = ("application/ld+json", "application/json")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the hostile site and its harmless twin."""
    folders = [tmp_path_factory.mktemp(name) for name in ("hostile", "harmless")]
    builds = [start_build(*one) for one in zip(folders, (hostile, harmless), strict=True)]
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], "\n".join(said)
    assert "WARNING" not in "".join(said)
    first, second = (folder / "site" for folder in folders)
    return first, second


@pytest.fixture(scope="module")
def site(sites: tuple[Path, Path]) -> Path:
    return sites[0]


def parsed(page: Path) -> Element:
    tree: Element = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    return tree


def values_of(page: Path) -> Iterator[str]:
    """Yield the texts and the values of attributes of a page, and what its data holds."""
    for element in parsed(page).iter():
        if element.tag == "script" and element.get("type") in DATA:
            yield from strings(json.loads(element.text or ""))
        else:
            yield element.text or ""
        yield from element.attrib.values()
        yield element.tail or ""


def shape_of(page: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page in order, each with the names of its attributes."""
    return [(str(element.tag), tuple(sorted(element.attrib))) for element in parsed(page).iter()]


def pages(site: Path) -> dict[str, Path]:
    return {str(page.relative_to(site)): page for page in sorted(site.rglob("*.html"))}


def test_a_page_has_the_elements_and_attributes_that_harmless_words_give_it(
    sites: tuple[Path, Path],
) -> None:
    bad, good = map(pages, sites)
    assert bad.keys() == good.keys()
    assert len(bad) > 60
    assert [name for name in bad if shape_of(bad[name]) != shape_of(good[name])] == []


def test_a_page_shows_every_word_whole(site: Path) -> None:
    found = {
        name: broken
        for name, page in pages(site).items()
        if (broken := [one for value in values_of(page) for one in torn(value)])
    }
    assert found == {}
    page = site / f"{CASE}index.html"
    shown = {name for value in values_of(page) for name in names_in(value)}
    fields = "title summary school photo sheet plan kept work owner quoted author source"
    more = "basis found person bureau community keyword comp editor"
    text = "head body link shown caption cell note code"
    assert shown >= {*fields.split(), *more.split(), *text.split()}
    addresses = [link.get("href") for link in parsed(page).iter("a")]
    assert ADDRESS in addresses


def test_a_notice_shows_its_reason_whole(site: Path) -> None:
    page = site / "cases/2024-25/gone/index.html"
    assert any(hostile("reason") in value for value in values_of(page))


def test_data_for_machines_holds_every_word_whole(site: Path) -> None:
    for name in ("catalogue.json", "rights.json"):
        words = list(strings(json.loads((site / name).read_bytes())))
        assert [one for word in words for one in torn(word)] == []
        assert {"title", "sheet", "school", "局"} <= {n for word in words for n in names_in(word)}
    reuse = list(strings(tomllib.loads((site / "REUSE.toml").read_text("utf-8"))))
    assert [one for word in reuse for one in torn(word)] == []
    assert any(hostile("owner") in word for word in reuse)


def test_the_search_index_holds_every_word_whole(site: Path) -> None:
    shown = sorted(site.glob("search/index/d/*/*.json"))
    assert shown
    for file in shown:
        words = list(strings(json.loads(file.read_bytes())))
        assert [one for word in words for one in torn(word)] == []


@pytest.mark.parametrize("separator", [",", ";"])
def test_no_spreadsheet_computes_the_ledger(site: Path, separator: str) -> None:
    data = (site / "rights.csv").read_bytes()
    found = list(table_traces(data, "rights.csv", Location("rights.csv"), DEFAULTS))
    assert [one for one in found if one.id == FORMULA_INSIDE.id] == []
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    cells = [cell for row in csv.reader(text, delimiter=separator) for cell in row]
    assert [cell for cell in cells if cell.lstrip(' "')[:1] in tuple("=+-@")] == []
    if separator == ",":
        assert "'" + hostile("title").replace(';"=1', ";\"'=1") in cells


def test_the_list_of_pages_is_whole_and_names_no_word(sites: tuple[Path, Path]) -> None:
    """An address is made of names of folders, which have letters, digits and hyphens alone."""
    bad, good = ((site / "sitemap.xml").read_bytes() for site in sites)
    assert bad == good
    assert ElementTree.fromstring(bad).tag.endswith("urlset")
    assert gzip.decompress((sites[0] / "sitemap.xml.gz").read_bytes()) == bad
    headers = [(site / "_headers").read_bytes() for site in sites]
    assert headers[0] == headers[1]


def test_files_are_named_alike_whatever_they_hold(sites: tuple[Path, Path]) -> None:
    def names(site: Path) -> set[str]:
        found = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
        return {name for name in found if not name.startswith("search/index/")}

    assert names(sites[0]) == names(sites[1])


def test_a_publication_holds_every_word_whole(sites: tuple[Path, Path]) -> None:
    bad, good = (zipfile.ZipFile(next(site.glob(f"{COMPILATION}*.epub"))) for site in sites)
    assert bad.namelist() == good.namelist()
    seen: set[str] = set()
    for name in bad.namelist():
        if not name.endswith((".xhtml", ".opf", ".xml")):
            continue
        trees = [ElementTree.fromstring(archive.read(name)) for archive in (bad, good)]
        shapes = [[(one.tag, sorted(one.attrib)) for one in tree.iter()] for tree in trees]
        assert shapes[0] == shapes[1]
        for element in trees[0].iter():
            values = [element.text or "", element.tail or "", *element.attrib.values()]
            assert [one for value in values for one in torn(value)] == []
            seen.update(word for value in values for word in names_in(value))
    assert seen >= {"comp", "csum", "editor", "modified", "intro", "title", "school", "body"}


def test_a_document_says_every_word_whole(site: Path) -> None:
    data = next(site.glob(f"{COMPILATION}*.pdf")).read_bytes()
    with pypdfium2.PdfDocument(data) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    shown = "".join(text.replace("\ufffe", "").split())
    for name in ("comp", "csum", "editor", "modified", "intro", "title", "body", "code"):
        assert "".join(hostile(name).split()) in shown, name
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as told:
        assert str(pdf.docinfo["/Title"]) == told["dc:title"] == hostile("comp")
        assert list(told["dc:contributor"]) == [hostile("editor")]
        assert hostile("school") in told["dc:creator"]
        lists = [[one] if isinstance(one, str) else list(one) for one in told.values()]
        words = [*itertools.chain(*lists), *map(str, pdf.docinfo.values())]
        assert [one for word in words for one in torn(word)] == []


def test_a_picture_and_a_word_file_carry_every_word_whole(site: Path) -> None:
    with Image.open(site / CASE / "photo.png") as picture:
        packet = ElementTree.fromstring(picture.info["XML:com.adobe.xmp"])
    words = [text for one in packet.iter() for text in (one.text or "", *one.attrib.values())]
    assert hostile("photo") in words
    assert [one for word in words for one in torn(word)] == []
    properties = Document(str(site / CASE / "plan.docx")).core_properties
    assert properties.title == hostile("plan")
    assert hostile("school") in properties.author


RUN: Final = """() => [...document.querySelectorAll("*")]
    .filter((one) => ["WORD", "B", "IMG", "IFRAME"].includes(one.tagName) && one.closest("#search"))
    .map((one) => one.outerHTML)"""


@pytest.fixture
def search(site: Path, serve: Serve, page: Page) -> Iterator[Page]:
    """Open the search page; whatever it made of words fails the test at its end."""
    page.on("dialog", lambda dialog: pytest.fail(f"a word ran: {dialog.message}"))
    page.goto(f"{serve(site)}/search/?q=title")
    page.locator("#search[data-shown=title]").wait_for()
    yield page
    assert page.evaluate(RUN) == []


def test_results_show_every_word_whole(search: Page) -> None:
    hit = search.locator("#search-full [data-search-result]").first
    expect(hit.locator("[data-hit=title]")).to_have_text(hostile("title"))
    expect(hit.locator("[data-hit=title] mark")).to_have_text("title")
    expect(hit.locator("[data-hit=facts]")).to_contain_text(hostile("school"))
    search.locator("#search-query").fill("keyword")
    search.locator("#search[data-shown=keyword]").wait_for()
    reason = search.locator("#search-full [data-hit=reason]").first
    expect(reason).to_contain_text(hostile("keyword"))


def test_what_an_address_asks_for_is_never_markup(search: Page) -> None:
    evil = '"><img src=x onerror=alert(1)>'
    for query in (evil, f"title {evil}", "</strong><b>{count}{query}</b>", "__proto__ constructor"):
        address = search.evaluate(
            "(query) => '?' + new URLSearchParams([['q', query], ['stage', 'ks2'],"
            " ['stage', query], ['area', query], ['constructor', query]])",
            query,
        )
        search.goto(search.url.partition("?")[0] + address)
        search.locator("#search[data-shown]").wait_for()
        assert search.locator("#search").get_attribute("data-shown") == query
        assert search.locator("#search-query").input_value() == query
        assert search.evaluate(RUN) == []
    expect(search.locator("#search-failed")).to_be_hidden()


def test_the_foot_of_a_printed_page_shows_the_notice_whole(
    site: Path, serve: Serve, page: Page
) -> None:
    page.goto(f"{serve(site)}/{CASE}")
    style: dict[str, Any] = page.evaluate(
        "() => { const { style } = document.documentElement;"
        " return { length: style.length, foot: style.getPropertyValue('--cb-print-foot') } }"
    )
    assert style["length"] == 1
    assert torn(json.loads(style["foot"])) == []
    assert hostile("school") in json.loads(style["foot"])
    assert page.evaluate("document.querySelectorAll('word').length") == 0
