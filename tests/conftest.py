"""The real site, built by the real command and shown in real Chromium.

Whatever a page asks of a host other than this machine, and every error that its scripts leave
uncaught, fails the test that opened it.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT: Final = Path(__file__).parent.parent
BUILD_DATE: Final = "1795449600"
"""24 November 2026 in Hong Kong: a permission in a sample that ends later fails no test."""

CHROMIUM_OPTIONS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)

Serve = Callable[[Path], str]
Axe = Callable[[Page], list[str]]


# Machines are told not to keep what Python compiles; each command of ours would compile us again.
compileall.compile_dir(ROOT / "scripts", quiet=1)


class NewPage(Protocol):
    """Open a page in a browser profile of its own."""

    def __call__(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        locale: str = "en-GB",
        touch: bool = False,
        javascript: bool = True,
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start this machine's Chromium; it is never downloaded, and never absent without a word."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, (shutil.which(name) for name in names if name)), None)
    assert program, "no Chromium on this machine: run `.ci/prepare chromium`, or set CHROMIUM=/path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*CHROMIUM_OPTIONS])
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Give a function that opens pages; what they did wrong fails the test at its end."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        locale: str = "en-GB",
        touch: bool = False,
        javascript: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=locale,
            has_touch=touch,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        watch(context, faults)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """Open one page as wide as a desktop's window."""
    return new_page()


def watch(context: BrowserContext, faults: list[str]) -> None:
    """Add a sentence to `faults` for each request to another host, error and broken policy."""

    def note(url: str) -> None:
        address = urlsplit(url)
        if address.hostname not in {None, "127.0.0.1", "localhost"}:
            faults.append(f"a page asked another host for something: {url}")

    def watch_sockets(page: Page) -> None:
        page.on("websocket", lambda socket: note(socket.url))

    context.on("request", lambda request: note(request.url))
    context.on("page", watch_sockets)

    def note_policy(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Trusted" in message.text:
            faults.append(f"a page broke its policy: {message.text}")

    context.on("console", note_policy)
    context.on("weberror", lambda fault: faults.append(f"a script failed: {fault.error}"))


class _SiteHandler(SimpleHTTPRequestHandler):
    """Serve a site as a plain static host does, with its own page for what is not there."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = Path(self.directory, "404.html")
        if code != 404 or not missing.is_file():
            super().send_error(code, message, explain)
            return
        body = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet: a test says what went wrong, not a log."""


@contextmanager
def serving(directory: Path) -> Iterator[str]:
    """Serve `directory` on a free port of this machine; the address has no closing slash."""
    assert directory.is_dir(), f"nothing to serve: {directory}"
    handler = partial(_SiteHandler, directory=str(directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Give a function that serves a folder until the test ends and returns its address."""
    with ExitStack() as servers:
        yield lambda directory: servers.enter_context(serving(directory))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample site once, as a person does, and return its folder."""
    site = tmp_path_factory.mktemp("built") / "site"
    build = subprocess.run(
        [Path(sys.executable).with_name("casebook"), "build", "--site-dir", site],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": BUILD_DATE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, f"casebook build exited {build.returncode}:\n" + (
        build.stdout + build.stderr
    )
    return site


@pytest.fixture(scope="session")
def site(built_site: Path) -> Iterator[str]:
    """Serve the sample site to every test and return its address, without a closing slash."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Give a function that returns a sentence for each thing axe-core finds wrong on a page."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

    def findings(page: Page) -> list[str]:
        page.evaluate(source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{page.url}: {rule['id']} ({rule['impact']}): {rule['help']}: {node['html']}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    return findings
