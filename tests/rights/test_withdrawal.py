"""What is off the site is nowhere on it: every byte of a built site is looked through.

The words of the cases below are found nowhere else, so one that turns up has leaked.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image

from tests.conftest import BUILD_DATE, ROOT
from tests.rights.cases import Case

CONSENT: Final = {"consent": "guardians", "scope": "public-website", "obtained": "2025-03-02"}
TEXT: Final = """\
## Heading {word}head

Sentence {word}body.

![Description {word}alt](photo.png "Caption {word}caption")

See [the words stay](photo.png) and ![inline {word}inline](photo.png) here.
"""


def picture(seed: int) -> bytes:
    """Return a picture of large squares, in greys that no other seed gives."""
    squares = Image.frombytes("L", (4, 4), random.Random(seed).randbytes(16))
    output = io.BytesIO()
    squares.resize((96, 96), Image.Resampling.NEAREST).convert("RGB").save(output, "PNG")
    return output.getvalue()


def photograph(word: str, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - as in YAML
    entry: dict[str, Any] = {"file": "photo.png", "type": "photograph", "title": f"{word}title"}
    return entry | {"alt": f"{word}alt", "people": CONSENT, "use": "publish"} | facts


def worksheet(word: str) -> dict[str, Any]:
    return {"file": "sheet.csv", "type": "worksheet", "title": f"{word}sheet", "use": "publish"}


def case(word: str, people: dict[str, Any], **facts: Any) -> Case:  # noqa: ANN401 - as in YAML
    return Case(
        materials=[photograph(word, people=people), worksheet(word)],
        text=TEXT.format(word=word),
        more={"title": f"{word}case", "summary": f"{word}summary", "keywords": [f"{word}key"]}
        | facts.pop("more", {}),
        **facts,
    )


PERMISSION: Final = {"work": "vexaquoted", "in": "text", "owner": "vexaowner"} | {
    "basis": "permission",
    "evidence": "vexaletter",
    "expires": "2026-08-31",
}
SHEET: Final = PERMISSION | {"work": "qorbquoted", "in": "sheet.csv", "owner": "qorbowner"}
CASES: Final = {
    "withdrawn": case(
        "zunt",
        CONSENT,
        more={"status": "withdrawn", "withdrawn": {"date": "2026-03-03"}},
    ),
    "ended": case("vexa", CONSENT, third_party=[PERMISSION]),
    "photo-ended": case("plim", CONSENT | {"expires": "2026-08-31"}),
    "sheet-ended": case("qorb", CONSENT, third_party=[SHEET]),
    "draft": case("drof", CONSENT, more={"status": "draft"}),
    "whole": case("whol", CONSENT),
}
PICTURES: Final = {name: picture(number) for number, name in enumerate(CASES, start=1)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdrawal")
    for name, one in CASES.items():
        files = {"photo.png": PICTURES[name], "sheet.csv": f"cell-of-{name},1\n".encode()}
        one.write(folder / "contributions/2024-25" / name, files)
    build = subprocess.run(
        [
            Path(sys.executable).with_name("casebook"),
            *("build", "--contributions", folder / "contributions"),
            *("--site-dir", folder / "site"),
        ],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": BUILD_DATE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def everything(site: Path) -> dict[str, bytes]:
    """Return every byte of the site, what is packed also unpacked, in small letters."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.is_file():
            found[path.relative_to(site).as_posix()] = b"\n".join(readings(path.read_bytes()))
    return found


def readings(data: bytes) -> Iterator[bytes]:
    """Return bytes as they lie and as a reader of the format sees them."""
    yield data.lower()
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data).lower()
    with suppress(zlib.error):
        yield zlib.decompress(data).lower()
    if b"\\u" in data:
        text = data.decode("utf-8", "replace")
        yield re.sub(r"\\u([0-9a-fA-F]{4})", _character, text).encode("utf-8", "replace").lower()


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def holding(everything: dict[str, bytes], word: str) -> list[str]:
    return [path for path, data in everything.items() if word.encode() in data or word in path]


@pytest.mark.parametrize("word", ["zunt", "vexa", "drof"])
def test_a_case_that_is_off_the_site_leaves_none_of_its_words(
    everything: dict[str, bytes], word: str
) -> None:
    assert holding(everything, word) == []


@pytest.mark.parametrize(
    "word",
    ["plimtitle", "plimalt", "plimcaption", "pliminline", "qorbsheet", "qorbquoted", "qorbowner"],
)
def test_a_file_that_is_off_the_site_leaves_no_word_about_it(
    everything: dict[str, bytes], word: str
) -> None:
    assert holding(everything, word) == []


@pytest.mark.parametrize("word", ["plimhead", "plimbody", "plimsheet", "qorbtitle", "qorbcaption"])
def test_the_rest_of_its_case_stays(everything: dict[str, bytes], word: str) -> None:
    assert holding(everything, word)


@pytest.mark.parametrize("name", ["withdrawn", "ended", "photo-ended", "draft"])
def test_nothing_looks_like_such_a_picture_is_left(site: Path, name: str) -> None:
    """A derivative has other bytes: so pictures are compared by what they show."""
    with Image.open(io.BytesIO(PICTURES[name])) as original:
        fingerprint = original.convert("L").resize((16, 16)).tobytes()
    close = []
    for path in site.rglob("*"):
        if path.suffix in (".png", ".webp", ".jpg"):
            with Image.open(path) as picture:
                shown = picture.convert("L").resize((16, 16)).tobytes()
            if sum(abs(a - b) for a, b in zip(shown, fingerprint, strict=True)) < 16 * 16 * 8:
                close.append(path.relative_to(site).as_posix())
    assert close == []
    assert not list(site.glob(f"**/cases/2024-25/{name}/photo*"))


def test_a_picture_that_stays_is_found_by_its_pixels(site: Path) -> None:
    """Without this the test above would pass if fingerprints were never alike."""
    with Image.open(io.BytesIO(PICTURES["whole"])) as original:
        fingerprint = original.convert("L").resize((16, 16)).tobytes()
    with Image.open(site / "cases/2024-25/whole/photo.1320.webp") as picture:
        shown = picture.convert("L").resize((16, 16)).tobytes()
    assert sum(abs(a - b) for a, b in zip(shown, fingerprint, strict=True)) < 16 * 16 * 8


def test_no_cell_of_such_a_table_is_left(everything: dict[str, bytes]) -> None:
    for name in ("withdrawn", "ended", "sheet-ended", "draft"):
        assert holding(everything, f"cell-of-{name},") == []
    assert holding(everything, "cell-of-whole,")


@pytest.mark.parametrize("name", ["withdrawn", "ended"])
def test_a_dated_notice_stays_at_the_old_address_and_nothing_beside_it(
    site: Path, name: str
) -> None:
    for edition in ("", "zh-Hant"):
        folder = site / edition / "cases/2024-25" / name
        assert [path.name for path in folder.iterdir()] == ["index.html"]
        notice = (folder / "index.html").read_text("utf-8")
        assert 'name="robots" content="noindex"' in notice
    english = (site / "cases/2024-25" / name / "index.html").read_text("utf-8")
    day = {"withdrawn": "withdrawn on 3 March 2026", "ended": "off the site since 1 September 2026"}
    assert day[name] in english


def test_no_notice_is_offered_to_search_engines(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    packed = gzip.decompress((site / "sitemap.xml.gz").read_bytes()).decode()
    for name in CASES:
        address = f"/cases/2024-25/{name}/<"
        assert (address in sitemap) == (name not in ("withdrawn", "ended", "draft"))
        assert (address in packed) == (address in sitemap)


def test_the_ledger_has_no_line_for_what_is_off_the_site(site: Path) -> None:
    paths = {file["path"] for file in json.loads((site / "rights.json").read_bytes())["files"]}
    assert not [
        path
        for path in paths
        for name in ("withdrawn", "/ended/", "draft", "photo-ended/photo", "sheet-ended/sheet")
        if name in path
    ]
    assert "cases/2024-25/photo-ended/index.html" in paths
