"""What readers ask for stands among the first three results, in both languages and three scripts.

The corpus is asked the 140 queries that were judged on it, the samples fifty of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.conftest import BUILD_DATE, ROOT, serving
from tests.search.judged import false_alarms, load_judged, misses

CORPUS: Final = Path(os.environ.get("CASEBOOK_CORPUS", ROOT.parent / "shared/corpus/contributions"))
CORPUS_QUERIES: Final = CORPUS.parent.parent / "search-queries.json"
SAMPLE_QUERIES: Final = Path(__file__).with_name("sample-queries.json")

needs_corpus = pytest.mark.skipif(
    not (CORPUS.is_dir() and CORPUS_QUERIES.is_file()), reason=f"no corpus at {CORPUS}"
)


@pytest.fixture(scope="module")
def corpus_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("corpus") / "site"
    casebook = Path(sys.executable).with_name("casebook")
    build = subprocess.run(
        [casebook, "build", "--contributions", CORPUS, "--site-dir", site],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": BUILD_DATE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    with serving(site) as address:
        yield address


@pytest.mark.parametrize("edition", ["", "zh-Hant/"], ids=["English", "Chinese"])
def test_queries_over_the_samples_find_their_cases(site: str, page: Page, edition: str) -> None:
    page.goto(f"{site}/{edition}search/")
    judged = load_judged(SAMPLE_QUERIES)
    assert len(judged.queries) >= 40
    assert misses(page, judged) == []
    assert false_alarms(page, judged) == []


@needs_corpus
def test_queries_over_the_corpus_find_their_cases(corpus_site: str, page: Page) -> None:
    page.goto(f"{corpus_site}/search/")
    judged = load_judged(CORPUS_QUERIES)
    missed = misses(page, judged)
    assert len(missed) <= 0.05 * len(judged.queries), missed


@needs_corpus
def test_what_the_corpus_has_not_is_not_found_or_called_near(corpus_site: str, page: Page) -> None:
    page.goto(f"{corpus_site}/search/")
    alarms = false_alarms(page, load_judged(CORPUS_QUERIES))
    assert len(alarms) <= 2, alarms
    assert [answer.full for _, answer in alarms if answer.full] == []
