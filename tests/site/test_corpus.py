"""Real teaching texts by others, written for other tools, build as they are.

Three things in them trip a rule. Addresses of their own sites' pages (149) lead nowhere here: the
words stay and the link goes, with a warning. Two pictures that are not in the folder have a
caption with a link for alternative text: the caption stays, with a warning. Headings skip a level
twice: a warning. In each the text is wrong, but not so that a reader is misled.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from casebook.dates import build_date
from casebook.pipeline import check_folder

ROOT: Final = Path(__file__).parent.parent.parent
CORPUS: Final = Path(os.environ.get("CASEBOOK_CORPUS", ROOT.parent / "shared/corpus/contributions"))

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}")


def test_nothing_in_the_corpus_is_an_error() -> None:
    checked = check_folder(CORPUS, build_date())
    assert [d for d in checked.diagnostics if d.severity == "error"] == []
    found = Counter(diagnostic.id for diagnostic in checked.diagnostics)
    assert found["caption-alone"] == 2
    assert found["skipped-heading-level"] == 2


def test_the_whole_corpus_builds(tmp_path: Path) -> None:
    build = subprocess.run(
        [
            Path(sys.executable).with_name("casebook"),
            "build",
            *("--contributions", CORPUS),
            *("--site-dir", tmp_path / "site"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    folders = [folder for folder in CORPUS.glob("*/*") if folder.is_dir()]
    assert len(folders) == 112
    for folder in folders:
        for edition in ("", "zh-Hant"):
            page = tmp_path / "site" / edition / "cases" / folder.parent.name / folder.name
            assert (page / "index.html").is_file()
