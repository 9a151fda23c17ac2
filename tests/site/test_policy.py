"""Under the policy every kind of page works, and what was slipped into one does nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from casebook.policy import HEADERS, POLICY, TAKEN_AWAY, headers_file
from tests.conftest import NewPage, Serve, _SiteHandler
from tests.site.test_browser import KINDS

CASE = "cases/2024-25/peer-feedback-in-writing/"
PAGES = {
    *KINDS.values(),
    *(f"zh-Hant/{path}" for path in KINDS.values()),
    "cases/2025-26/block-play-and-number-talk/",
}
SLIPPED_IN = """
<script>document.documentElement.dataset.ran = "script"</script>
<img src="gone.png" onerror="document.documentElement.dataset.ran = 'handler'" alt="">
<a id="slipped" href="javascript:document.documentElement.dataset.ran = 'address'">x</a>
<p id="styled" style="position: fixed; inset: 0">x</p>
<style>#id-of-style { color: rgb(1, 2, 3) }</style><p id="id-of-style">x</p>
<img src="http://example.org/tracker.png" alt="">
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" id="data" alt="">
<iframe src="/" id="frame"></iframe>
<object data="/index.html"></object>
<base href="http://example.org/">
<form action="http://example.org/" id="form"><button id="send">x</button></form>
<script src="http://example.org/evil.js"></script>
"""
LOOK = """() => [
    getComputedStyle(document.getElementById("styled")).position,
    getComputedStyle(document.getElementById("id-of-style")).color !== "rgb(1, 2, 3)",
    document.getElementById("data").naturalWidth,
    document.baseURI,
]"""
CLICK = """async () => {
    document.getElementById("slipped").click();
    document.getElementById("send").click();
    await new Promise((done) => setTimeout(done, 200));
    return document.documentElement.dataset.ran ?? null;
}"""


class _WithHeaders(_SiteHandler):
    """Send the headers that hosts read from `_headers`."""

    def end_headers(self) -> None:
        for name, value in HEADERS:
            self.send_header(name, value)
        if self.path.rpartition(".")[2] in TAKEN_AWAY:
            self.send_header("Content-Disposition", "attachment")
        super().end_headers()


@pytest.fixture(scope="module")
def strict_site(built_site: Path) -> Iterator[str]:
    handler = partial(_WithHeaders, directory=str(built_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", sorted(PAGES))
def test_no_page_breaks_its_policy(strict_site: str, new_page: NewPage, path: str) -> None:
    """Whatever a policy stops is written to the console, which fails the test that opened it."""
    page = new_page()
    page.goto(f"{strict_site}/{path}", wait_until="networkidle")
    for theme in page.locator("[data-cb-theme]:visible").all():
        theme.click()
    assert page.locator("html").get_attribute("data-theme")


def test_the_search_works_under_the_policy(strict_site: str, page: Page) -> None:
    page.goto(f"{strict_site}/search/?q=feedback")
    page.locator("[data-search-result]").first.wait_for()
    page.locator("#search-filters input:visible:enabled").first.check()
    page.locator("[data-search-result]").first.locator("a").first.click()
    assert page.locator("h1").is_visible()


def test_pictures_and_icons_are_shown_under_the_policy(strict_site: str, page: Page) -> None:
    with page.expect_response("**/icons.svg") as icons:
        page.goto(f"{strict_site}/{CASE}", wait_until="networkidle")
    assert icons.value.ok
    widths = page.evaluate(
        """() => Promise.all([...document.querySelectorAll("article img")].map(async (one) => {
            one.loading = "eager";
            await one.decode();
            return one.naturalWidth;
        }))"""
    )
    assert widths
    assert min(widths) > 0
    icon = page.locator("header i:visible").first
    assert icon.evaluate("one => one.getBoundingClientRect().width") > 0
    assert "icons.svg" in icon.evaluate("one => getComputedStyle(one).maskImage")


def test_a_file_is_saved_and_not_opened(strict_site: str, page: Page) -> None:
    page.goto(f"{strict_site}/{CASE}")
    with page.expect_download() as download:
        page.evaluate("location.href = 'rubric.docx'")
    assert download.value.suggested_filename == "rubric.docx"


def test_what_was_slipped_into_a_page_does_nothing(
    built_site: Path, browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    """The page alone has to stop it: this host sends no headers."""
    site = shutil.copytree(built_site, tmp_path / "site")
    file = site / CASE / "index.html"
    html = file.read_text("utf-8")
    file.write_text(html.replace("</article>", f"{SLIPPED_IN}</article>"), "utf-8")
    context = browser.new_context()
    stopped: dict[str, str | None] = {}
    got: list[str] = []
    context.on("requestfailed", lambda one: stopped.update({one.url: one.failure}))
    context.on("requestfinished", lambda one: got.append(one.url))
    page = context.new_page()
    home = serve(site)
    page.goto(f"{home}/{CASE}", wait_until="networkidle")
    assert page.evaluate(LOOK) == ["static", True, 0, f"{home}/{CASE}"]
    # What is clicked would leave the page, if it were let.
    assert page.evaluate(CLICK) is None
    assert page.url == f"{home}/{CASE}"
    assert [url for url in got if not url.startswith(f"{home}/")] == []
    foreign = {url: why for url, why in stopped.items() if "example.org" in url}
    assert foreign.keys() >= {"http://example.org/tracker.png", "http://example.org/evil.js"}
    assert set(foreign.values()) == {"csp"}
    context.close()


def test_without_the_policy_the_same_would_run(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html>{SLIPPED_IN}", encoding="utf-8")
    page = browser.new_page()
    page.goto(serve(tmp_path))
    page.wait_for_timeout(100)
    assert page.locator("html").get_attribute("data-ran") in ("script", "handler")
    page.close()


def test_text_does_not_become_markup(site: str, new_page: NewPage, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}/")
    outcome = page.evaluate(
        "() => { try { document.body.innerHTML = '<p>x'; return 'set' }"
        " catch (error) { return error.name } }"
    )
    page.close()
    assert outcome == "TypeError"


def test_the_headers_say_what_the_page_says_and_more(built_site: Path) -> None:
    text = (built_site / "_headers").read_text("utf-8")
    assert text == headers_file()
    assert f"  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n" in text
    assert "/*.docx\n  Content-Disposition: attachment\n" in text
    assert max(map(len, text.splitlines())) < 2000
