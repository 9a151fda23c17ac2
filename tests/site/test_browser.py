"""The built site as readers meet it: in Chromium, on a phone and a desktop, light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

import pytest
from docx import Document

from tests.conftest import Axe, NewPage

ROOT: Final = Path(__file__).parent.parent.parent
KINDS: Final = {
    "home": "",
    "case": "cases/2024-25/peer-feedback-in-writing/",
    "case in the other language only": "cases/2025-26/school-garden-sensors/",
    "licensed case": "cases/2023-24/say-it-before-writing-it/",
    "withdrawn case": "cases/2024-25/interviewing-grandparents/",
    "all cases": "cases/",
    "school year": "cases/2024-25/",
    "resources": "resources/",
    "resources of one type": "resources/worksheet/",
    "schools": "schools/",
    "school": "schools/pine-hill-ps/",
    "communities": "communities/",
    "community": "communities/writing-in-primary/",
    "compilations": "compilations/",
    "compilation": "compilations/from-talk-to-second-draft/",
    "learning area": "learning-areas/english-language-education/",
    "search": "search/",
    "results": "search/?q=feedback",
    "hand-written page": "copyright/",
    "reference": "contribute/diagnostics/",
    "fields": "contribute/front-matter/",
    "fields of a compilation": "contribute/compilations/",
    "nothing there": "nothing-there/",
}
LOOKS: Final[Mapping[str, tuple[int, Literal["light", "dark"]]]] = {
    "": (1280, "light"),
    "zh-Hant/": (390, "dark"),
}
"""Each edition as one reader has it: English on a desktop, Chinese on a phone at night."""


@pytest.mark.parametrize("edition", LOOKS, ids=["English", "Chinese"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_axe_finds_nothing(site: str, new_page: NewPage, axe: Axe, edition: str, path: str) -> None:
    width, scheme = LOOKS[edition]
    page = new_page(width=width, scheme=scheme)
    page.goto(f"{site}/{edition}{path}")
    if path.startswith("search/?"):
        page.locator("[data-search-result]").first.wait_for()
    assert axe(page) == []


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_no_page_scrolls_sideways(site: str, new_page: NewPage, path: str) -> None:
    page = new_page(width=320)
    for edition in LOOKS:
        page.goto(f"{site}/{edition}{path}")
        for width in (320, 768):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_language_switch_stays_on_the_same_case(site: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{site}/cases/2024-25/peer-feedback-in-writing/")
    page.get_by_role("banner").get_by_title("繁體中文").click()
    assert page.url == f"{site}/zh-Hant/cases/2024-25/peer-feedback-in-writing/"
    assert page.locator("html").get_attribute("lang") == "zh-Hant-HK"
    page.get_by_role("banner").get_by_title("English").click()
    assert page.url == f"{site}/cases/2024-25/peer-feedback-in-writing/"


def test_a_case_without_a_translation_is_marked_with_its_language(
    site: str, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{site}/cases/2025-26/school-garden-sensors/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").get_attribute("lang") == "zh-Hant-HK"
    assert page.get_by_text("there is no English version").is_visible()


def test_a_worksheet_can_be_taken_away(site: str, new_page: NewPage) -> None:
    page = new_page(width=390, touch=True)
    page.goto(f"{site}/cases/2024-25/peer-feedback-in-writing/")
    with page.expect_download() as download:
        page.locator("a[download][href$='rubric.docx']").first.click()
    original = Document(str(ROOT / "contributions/2024-25/peer-feedback-in-writing/rubric.docx"))
    taken = Document(str(download.value.path()))
    assert taken.element.body.xml == original.element.body.xml
    assert "Lakeview Primary School" in taken.core_properties.author


def test_listings_browse_without_javascript(site: str, new_page: NewPage) -> None:
    page = new_page(javascript=False)
    page.goto(f"{site}/")
    page.get_by_role("link", name="Mathematics Education").first.click()
    page.get_by_role("link", name="Talking through fractions").first.click()
    assert page.locator("h1").inner_text() == "Talking through fractions"
    assert page.locator("[data-rights-statement]").first.is_visible()


def test_the_full_rights_statement_is_printed(site: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{site}/cases/2024-25/peer-feedback-in-writing/")
    reservation = page.get_by_text("reserves the right to compile and modify").first
    assert not reservation.is_visible()
    page.emulate_media(media="print")
    assert reservation.is_visible()


def test_the_header_leads_to_the_search(site: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{site}/cases/")
    box = page.get_by_role("banner").get_by_role("searchbox")
    box.fill("fractions")
    box.press("Enter")
    page.locator("[data-search-result]").first.wait_for()
    assert "/search/?q=fractions" in page.url
