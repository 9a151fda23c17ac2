"""`casebook serve` goes on where a case is broken and mended again: who writes makes mistakes."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.publish.conftest import CASEBOOK, ENVIRONMENT, lay_out

CASE = "2024-25/talking-through-fractions"
SECONDS = 120
"""In which whatever is waited for has happened on the slowest machine."""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return lay_out(tmp_path, CASE)


@pytest.fixture
def address(sources: Path) -> Iterator[str]:
    """Serve the sources; their output is in `said`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with (
        (sources / "said").open("wb") as said,
        subprocess.Popen(
            [CASEBOOK, "serve", "--address", place, "--lang", "en"],
            cwd=sources,
            env=ENVIRONMENT,
            stdout=said,
            stderr=said,
        ) as server,
    ):
        yield f"http://{place}/"
        server.kill()


def wait_for(word: str, address: str | Path) -> None:
    """Return when a page, or a file, has this word."""
    before = time.monotonic()
    while word not in read(address):
        assert time.monotonic() - before < SECONDS, f"no {word!r} at {address}"
        time.sleep(0.2)


def read(address: str | Path) -> str:
    if isinstance(address, Path):
        return address.read_text("utf-8")
    try:
        with urllib.request.urlopen(address) as answer:
            text: str = answer.read().decode()
            return text
    except (URLError, ConnectionError):
        return ""


def test_a_broken_case_is_told_and_a_mended_one_is_shown(sources: Path, address: str) -> None:
    page = f"{address}cases/{CASE}/"
    wait_for("Talking through fractions", page)
    index = sources / "contributions" / CASE / "index.md"
    original = index.read_text("utf-8")
    index.write_text(original.replace("title:", "tittle:", 1), encoding="utf-8")
    wait_for("Nothing was published", sources / "said")
    assert "Traceback" not in read(sources / "said")
    mended = original.replace("Talking through fractions", "Talking through halves")
    index.write_text(mended, encoding="utf-8")
    wait_for("Talking through halves", page)
