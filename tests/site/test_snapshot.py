"""The whole of a small site, page by page, as a reader would tell it: compared with what was.

After a change that is meant, run the test with UPDATE_SNAPSHOT=1 and read the difference.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.conftest import BUILD_DATE, ROOT

SNAPSHOT: Final = Path(__file__).parent / "snapshot.txt"

HEAD: Final = """\
---
title: {title}
language: {language}
summary: {title}, in short.
school-year: 2024/25
support:
  mode: learning-communities{support}
community: writing-in-primary
schools:
  - id: lakeview-ps
    name: {{en: Lakeview Primary School, zh-Hant: 湖景小學}}
    level: [primary]
    district: sha-tin
  - id: pine-hill-ps
    name: {{en: Pine Hill Primary School, zh-Hant: 松山小學}}
    level: [primary]
    district: tai-po
contributors:
  - {{name: Ms Lam, role: coordinator, school: lakeview-ps}}
curriculum:
  key-learning-areas: [english-language-education]
  key-stages: [ks2]
  levels: [p4, p5]
  subjects: [english-language]
  themes: [assessment-literacy]
copyright:
  owner: {owner}
  year: 2025{license}
materials:
  - {{file: data.csv, type: survey-data, title: Counts, use: publish}}
  - {{type: video-clip, title: Lesson observation, use: discussion-only}}
status: {status}
---

## What we did

Seen in {title}.
"""
JOINT: Final = {
    "title": "Peer feedback",
    "language": "en",
    "support": "",
    "owner": "joint",
    "license": "",
    "status": "published",
}
NETWORK: Final = "\n  programme: qef-thematic-network\n  network: 從說到寫"
LICENSE: Final = "\n  license: {id: CC-BY-NC-SA-4.0, granted-by: [qef]}"
CASES: Final = {
    "peer-feedback": HEAD.format(**JOINT),
    "say-it-first": HEAD.format(
        **JOINT
        | {"title": "先說後寫", "language": "zh-Hant", "support": NETWORK, "owner": "qef"}
        | {"license": LICENSE}
    ),
    "gone": HEAD.format(
        **JOINT | {"title": "Gone", "status": "withdrawn\nwithdrawn: {date: 2026-03-03}"}
    ),
}
TRANSLATION: Final = """\
---
title: 同儕回饋
summary: 摘要。
materials:
  - {file: data.csv, title: 數據}
translator: {name: 何老師, machine: true}
---

## 我們怎樣做

同儕回饋。
"""


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    for name, text in CASES.items():
        case = folder / "contributions/2024-25" / name
        case.mkdir(parents=True)
        (case / "index.md").write_text(text, encoding="utf-8")
        (case / "data.csv").write_text("draft,count\n1,31\n2,62\n", encoding="utf-8")
    peer = folder / "contributions/2024-25/peer-feedback/index.zh-Hant.md"
    peer.write_text(TRANSLATION, encoding="utf-8")
    site = folder / "site"
    build = subprocess.run(
        [
            Path(sys.executable).with_name("casebook"),
            "build",
            *("--contributions", folder / "contributions", "--site-dir", site),
        ],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": BUILD_DATE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    return site


def told(page: Path) -> Iterator[str]:
    """Tell the content of a page: its headings, its rights statements and where it leads."""
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    yield f"title {text_of(tree.find('.//title'))}"
    article = tree.find(".//article")
    assert article is not None, page
    for element in article.iter():
        if element.tag in ("h1", "h2", "h3"):
            yield f"{'#' * int(element.tag[1])} {text_of(element)}"
        elif element.tag == "a" and element.get("href"):
            yield f"[{text_of(element)}]({element.get('href')})"
        elif "data-rights-statement" in element.keys() or element.get("class") == "cb-rights":
            yield f"© {text_of(element)}"


def text_of(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def test_the_small_site_is_as_it_was(small_site: Path) -> None:
    handwritten = ("about", "accessibility", "contribute", "copyright", "development", "privacy")
    lines = []
    for file in sorted(small_site.rglob("*")):
        place = file.relative_to(small_site).as_posix()
        path = place.removeprefix("zh-Hant/")
        if not file.is_file() or path.split("/")[0] in ("assets", *handwritten):
            continue
        if path.startswith("search/index/"):
            continue
        lines.append(f"== {place}")
        if file.name == "index.html":
            lines.extend(told(file))
    snapshot = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_SNAPSHOT"):
        SNAPSHOT.write_text(snapshot, encoding="utf-8")
    assert snapshot == SNAPSHOT.read_text(encoding="utf-8")
