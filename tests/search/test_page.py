"""The search page as a reader meets it, over the samples, in Chromium."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.conftest import Axe, NewPage, Serve
from tests.search.judged import ask

RESULTS = "[data-search-result]"
FULL = f"#search-full {RESULTS}"


def open_search(page: Page, site: str, query: str = "", edition: str = "") -> Page:
    page.goto(f"{site}/{edition}search/{query}")
    page.locator("#search[data-shown]").wait_for()
    return page


def count_of(page: Page, facet: str, value: str) -> int:
    row = page.locator(f"label:has(input[name='{facet}'][value='{value}'])")
    count = row.locator(".cb-filter__count")
    expect(count).not_to_be_empty()
    return int(count.inner_text())


def test_results_come_while_typing_and_the_address_follows(site: str, page: Page) -> None:
    open_search(page, site)
    entries = page.evaluate("history.length")
    page.locator("#search-query").press_sequentially("fractions")
    page.locator("#search[data-shown=fractions]").wait_for()
    expect(page.locator(FULL).first).to_contain_text("Talking through fractions")
    assert page.url == f"{site}/search/?q=fractions"
    assert page.evaluate("history.length") == entries


def test_the_index_is_on_its_way_before_the_scripts_are_there(site: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search/page.js", hold)
    with page.expect_response("**/search/index/meta.json"):
        page.goto(f"{site}/search/?q=fractions", wait_until="commit")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator(FULL).first).to_contain_text("Talking through fractions")
    assert len([url for url in asked if url.endswith("meta.json")]) == 1


def test_the_pause_before_a_search_loads_what_it_begins_with(site: str, page: Page) -> None:
    page.clock.install()
    asked = asked_by(page)
    open_search(page, site)
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    with page.expect_response("**/search/index/t/*"):
        page.locator("#search-query").fill("fractions")
    expect(page.locator("#search")).to_have_attribute("data-shown", "")
    before = set(asked)
    page.clock.run_for(500)
    page.locator("#search[data-shown=fractions]").wait_for()
    assert not {one for one in asked - before if "/t/" in one}


def test_going_back_leads_from_search_to_search(site: str, page: Page) -> None:
    open_search(page, site)
    for query in ("fractions", "rubric"):
        ask(page, query)
        page.locator("#search-query").press("Enter")
    assert page.url == f"{site}/search/?q=rubric"
    page.go_back()
    page.locator("#search[data-shown=fractions]").wait_for()
    assert page.locator("#search-query").input_value() == "fractions"
    page.go_back()
    page.locator("#search[data-shown='']").wait_for()
    assert page.url == f"{site}/search/"


def test_a_shared_address_shows_the_same_search(site: str, page: Page) -> None:
    open_search(page, site, "?q=feedback&stage=ks2&area=english-language-education&sort=newest")
    shown = page.locator(f"{FULL} [data-hit=title]").all_inner_texts()
    assert len(shown) > 1
    assert page.locator("#search-sort").input_value() == "newest"
    assert page.locator("input[name=stage][value=ks2]").is_checked()
    years = page.locator(f"{FULL} [data-hit=facts]").all_inner_texts()
    found = [match[0] for year in years if (match := re.search(r"\d{4}/\d\d", year))]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("query", "marked"), [("阅读", "閱讀"), ("閱讀", "閱讀"), ("備課", "備課")]
)
def test_excerpts_mark_the_words_as_written(site: str, page: Page, query: str, marked: str) -> None:
    open_search(page, site, f"?q={query}")
    excerpt = page.locator(f"{FULL} [data-hit=excerpt] mark").first
    assert marked in excerpt.inner_text()


def test_an_english_page_shows_a_chinese_case_in_its_language(site: str, page: Page) -> None:
    open_search(page, site, "?q=文言文")
    hit = page.locator(FULL).first
    expect(hit.locator("[data-hit=title]")).to_have_attribute("lang", "zh-Hant-HK")
    expect(hit.locator("[data-hit=facts]")).to_contain_text("Chinese Language")
    hit.locator("[data-hit=title]").click()
    assert page.url == f"{site}/cases/2025-26/classical-chinese-in-daily-life/"


def test_every_result_carries_its_rights(site: str, page: Page) -> None:
    open_search(page, site, "?q=feedback")
    for hit in page.locator(RESULTS).all():
        expect(hit.locator("[data-rights-statement]")).not_to_be_empty()


def test_an_alias_finds_its_term_and_says_why(site: str, page: Page) -> None:
    open_search(page, site, "?q=QTN")
    expect(page.locator(f"{FULL} [data-hit=reason]").first).to_contain_text("Listed under QTN")


def test_filters_narrow_the_results_and_their_counts_are_true(site: str, page: Page) -> None:
    open_search(page, site, "?q=writing")
    expected = count_of(page, "stage", "ks2")
    assert expected > 0
    page.get_by_label("Key Stage 2 (P4–P6)").check()
    expect(page.locator("#search-status strong")).to_have_text(str(expected))
    assert "stage=ks2" in page.url
    # Within a facet a second value adds: its count does not shrink with the first one.
    first = count_of(page, "stage", "ks1")
    page.locator("input[name=stage][value=ks1]").check()
    expect(page.locator("#search-status strong")).not_to_have_text(str(expected))
    assert count_of(page, "stage", "ks1") == first


def test_a_value_that_leads_nowhere_is_shown_and_cannot_be_chosen(site: str, page: Page) -> None:
    open_search(page, site, "?q=fractions")
    count_of(page, "stage", "ks2")
    empty = [
        box
        for box in page.locator("#search-filters input:visible").all()
        if box.locator("xpath=..").locator(".cb-filter__count").inner_text() == "0"
    ]
    assert empty
    assert all(box.is_disabled() for box in empty)


def test_a_chip_takes_its_filter_away(site: str, page: Page) -> None:
    open_search(page, site, "?stage=ks2&language=en")
    page.get_by_role("button", name="Remove: English").click()
    page.wait_for_url(f"{site}/search/?stage=ks2")
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_url(f"{site}/search/")
    expect(page.locator("#search-chips")).to_be_hidden()


def test_filters_alone_browse_the_newest_first(site: str, page: Page) -> None:
    open_search(page, site, "?language=en")
    expect(page.locator("#search-status")).to_contain_text("newest first")
    before = page.locator(FULL).count()
    assert before == 10
    page.get_by_role("button", name=re.compile("Show .* more")).first.click()
    expect(page.locator(FULL).nth(before)).to_be_visible()
    years = page.locator(f"{FULL} [data-hit=facts]").all_inner_texts()
    found = [year.rsplit(" · ", 1)[1] for year in years]
    assert found == sorted(found, reverse=True)
    expect(page.locator(f"{FULL} [data-hit=title]").nth(before)).to_be_focused()


def test_a_long_facet_unfolds(site: str, page: Page) -> None:
    open_search(page, site)
    button = page.locator("[data-unfold]").first
    group = page.locator("fieldset", has=button)
    before = group.locator("input:visible").count()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert group.locator("input:visible").count() > before
    button.click()
    assert group.locator("input:visible").count() == before


def test_on_a_phone_the_filters_are_a_sheet(site: str, new_page: NewPage) -> None:
    page = open_search(new_page(width=390, height=800, touch=True), site, "?q=學生", "zh-Hant/")
    expect(page.locator("#search-filters")).to_be_hidden()
    page.get_by_role("button", name="篩選").click()
    sheet = page.get_by_role("dialog", name="篩選")
    expected = count_of(page, "stage", "ks2")
    sheet.get_by_label("第二學習階段").check()
    show = sheet.get_by_role("button", name=f"顯示 {expected} 個結果")
    show.wait_for()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="篩選（1）")).to_be_focused()
    page.get_by_role("button", name="篩選（1）").click()
    show.click()
    expect(sheet).to_be_hidden()
    assert "stage=ks2" in page.url


def test_keys_lead_to_the_box_and_through_the_results(site: str, page: Page) -> None:
    open_search(page, site, "?q=writing")
    titles = page.locator(f"{FULL} [data-hit=title]")
    page.keyboard.press("/")
    box = page.locator("#search-query")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()


def test_near_matches_stand_under_their_own_heading(site: str, page: Page) -> None:
    open_search(page, site, "?q=rubric+kangaroo")
    expect(page.locator("#search-status")).to_contain_text("No case has all of “rubric kangaroo”")
    near = page.get_by_role("region", name="Near matches")
    expect(near.locator(RESULTS).first).to_be_visible()
    expect(page.locator(FULL)).to_have_count(0)


def test_a_misspelt_word_finds_its_neighbour_and_says_so(site: str, page: Page) -> None:
    open_search(page, site, "?q=peer+feeback")
    expect(page.locator("#search-note")).to_have_text(
        "No case has “feeback”. Showing results for feedback."
    )
    expect(page.locator(FULL).first).to_be_visible()


def test_nothing_found_says_what_was_asked_and_ways_on(site: str, page: Page) -> None:
    open_search(page, site, "?q=fractions&stage=ks4")
    panel = page.locator("#search-empty")
    expect(panel).to_contain_text("No case has “fractions” with Key Stage 4 (S4–S6).")
    panel.get_by_role("link", name="Remove Key Stage 4").click()
    page.locator(FULL).first.wait_for()
    assert page.url == f"{site}/search/?q=fractions"
    open_search(page, site, "?q=kangaroo")
    expect(page.locator("#search-empty")).to_contain_text("No case has “kangaroo”.")
    page.get_by_role("link", name="Browse all cases").first.click()
    assert page.url == f"{site}/cases/"


def test_what_an_input_method_still_composes_is_not_searched(site: str, page: Page) -> None:
    open_search(page, site)
    page.evaluate("""() => {
        const box = document.getElementById("search-query");
        box.dispatchEvent(new CompositionEvent("compositionstart"));
        box.value = "ㄩㄝ";
        box.dispatchEvent(new InputEvent("input", {isComposing: true}));
    }""")
    page.wait_for_timeout(400)
    assert page.url == f"{site}/search/"
    page.evaluate("""() => {
        const box = document.getElementById("search-query");
        box.value = "閱讀";
        box.dispatchEvent(new CompositionEvent("compositionend"));
    }""")
    page.locator("#search[data-shown=閱讀]").wait_for()


def test_a_search_that_cannot_load_says_so_and_can_be_tried_again(site: str, page: Page) -> None:
    page.route("**/search/index/**", lambda route: route.abort())
    page.goto(f"{site}/search/?q=fractions")
    failed = page.get_by_role("alert")
    expect(failed).to_contain_text("could not be loaded")
    page.unroute("**/search/index/**")
    failed.get_by_role("button", name="Try again").click()
    expect(page.locator(FULL).first).to_be_visible()
    expect(page.locator("#search-failed")).to_be_hidden()


@pytest.mark.parametrize(
    "change",
    [
        lambda meta: {"stamps": "0" * len(meta["stamps"])},
        lambda meta: {"blocks": [block | {"folder": "2000-01-old"} for block in meta["blocks"]]},
        lambda meta: {"facets": meta["facets"] | {"stamp": "0" * 8}},
    ],
    ids=["a word", "a case", "the filters"],
)
def test_a_page_left_open_while_the_site_was_published_anew_goes_on(
    site: str, page: Page, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """Files that its `meta.json` names are gone: it takes up the new one."""

    def older(route: Route) -> None:
        meta = route.fetch().json()
        route.fulfill(json=meta | change(meta))

    page.route("**/search/index/meta.json", older, times=1)
    open_search(page, site, "?q=fractions")
    expect(page.locator(FULL).first).to_contain_text("Talking through fractions")
    assert count_of(page, "stage", "ks2") > 0


def test_more_results_of_a_site_that_was_published_anew_are_of_the_new_one(
    built_site: Path, tmp_path: Path, serve: Serve, page: Page
) -> None:
    """Every number is another case's: all results are shown anew, and none is put to the old."""
    copy = shutil.copytree(built_site, tmp_path / "site")
    open_search(page, serve(copy), "?language=en")
    meta = json.loads((copy / "search/index/meta.json").read_bytes())
    for block in meta["blocks"]:
        folder = copy / "search/index/d" / block["folder"]
        block["folder"] = folder.rename(f"{folder}-new").name
    (copy / "search/index/meta.json").write_text(json.dumps(meta))
    for _ in range(2):
        page.get_by_role("button", name=re.compile("Show .* more")).first.click()
        expect(page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")
        expect(page.locator("#search-failed")).to_be_hidden()
    expect(page.locator(FULL).nth(10)).to_be_visible()


def test_what_did_not_change_is_asked_for_where_it_was(
    built_site: Path, tmp_path: Path, serve: Serve, new_page: NewPage
) -> None:
    """A reader who comes back after an edit elsewhere has all but `meta.json` already."""
    copy = shutil.copytree(built_site, tmp_path / "site")
    address = serve(copy)
    page = new_page()
    asked = asked_by(page)
    search_and_count(page, address)
    before = set(asked)
    meta = json.loads((copy / "search/index/meta.json").read_bytes())
    assert len(before) >= 3
    number = next(
        number
        for number in range(meta["shards"])
        if not any(f"/t/{number:x}." in path for path in before)
    )
    stamps = meta["stamps"]
    stamps = f"{stamps[: 4 * number]}abcd{stamps[4 * number + 4 :]}"
    (copy / "search/index/meta.json").write_text(json.dumps(meta | {"stamps": stamps}))
    asked.clear()
    search_and_count(page, address)
    assert asked == before


def search_and_count(page: Page, address: str) -> None:
    """Search until the filters say how many there are, which is the last that is asked for."""
    open_search(page, address, "?q=fractions")
    assert count_of(page, "stage", "ks2") > 0


def asked_by(page: Page) -> set[str]:
    """Gather the files of the index that the page asks for from now on, but `meta.json`."""
    asked: set[str] = set()

    def note(request: Request) -> None:
        if "/search/index/" in request.url and not request.url.endswith("meta.json"):
            asked.add(request.url)

    page.on("request", note)
    return asked


def test_the_search_works_below_another_path(
    built_site: Path, tmp_path: Path, serve: Serve, page: Page
) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below/this").symlink_to(built_site)
    open_search(page, f"{serve(tmp_path)}/below/this", "?q=文言文", "zh-Hant/")
    page.locator(f"{FULL} [data-hit=title]").first.click()
    expect(page.locator("h1")).to_contain_text("文言文")


def test_without_javascript_the_page_leads_to_the_listings(site: str, new_page: NewPage) -> None:
    page = new_page(javascript=False)
    page.goto(f"{site}/search/")
    expect(page.locator("#search-filters")).to_be_hidden()
    page.get_by_role("link", name="All cases").first.click()
    assert page.url == f"{site}/cases/"


@pytest.mark.parametrize("query", ["?q=rubric+kangaroo&language=en", "?q=fractions&stage=ks4"])
@pytest.mark.parametrize("edition", ["", "zh-Hant/"])
def test_axe_finds_nothing_in_any_state(
    site: str, new_page: NewPage, axe: Axe, query: str, edition: str
) -> None:
    wide = open_search(new_page(), site, query, edition)
    assert axe(wide) == []
    phone = open_search(new_page(width=390, touch=True, scheme="dark"), site, query, edition)
    phone.locator("#search-open").click()
    count_of(phone, "stage", "ks2")
    assert axe(phone) == []
