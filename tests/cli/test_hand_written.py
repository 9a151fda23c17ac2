"""The hand-written pages, built by MkDocs when something of theirs changed, and kept until then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.cache import Cache
from casebook.cli.hand_written import hand_written
from casebook.settings import load_site
from tests.conftest import BUILD_DATE
from tests.publish.conftest import lay_out

BY_MKDOCS = "Building documentation to directory"


def built(folder: Path) -> str:
    """Build with these sources and return what was said."""
    done = subprocess.run(
        [sys.executable, folder / "scripts/build.py", "build"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": BUILD_DATE, "PYTHONPATH": str(folder / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_out(tmp_path_factory.mktemp("sources"), "2024-25/peer-feedback-in-writing")
    assert BY_MKDOCS in built(folder)
    return folder


def test_what_did_not_change_is_not_built_again(sources: Path) -> None:
    before = (sources / "site/about/index.html").read_bytes()
    assert BY_MKDOCS not in built(sources)
    assert (sources / "site/about/index.html").read_bytes() == before


def test_what_changes_while_mkdocs_reads_it_is_not_kept(sources: Path, tmp_path: Path) -> None:
    """It may be in the pages or not; once it is undone nobody would look again."""
    options = Namespace(config=sources / "mkdocs.yml", executor="processes:1", lang="en")
    site = replace(load_site(options.config), cache=Cache(tmp_path / "cache"))
    about = sources / "docs/about.md"
    before = about.read_bytes()
    for change, is_kept in ((b"\nMore.\n", False), (b"", True)):
        with hand_written(tmp_path / "pages", options, site, has_compilations=False) as written:
            about.write_bytes(before + change)
            assert "about/index.html" in dict(written())
        about.write_bytes(before)
        with hand_written(tmp_path / "again", options, site, has_compilations=False) as written:
            assert "about/index.html" in dict(written())
        assert (tmp_path / "again").exists() is not is_kept
        shutil.rmtree(tmp_path / "again", ignore_errors=True)
        site.cache.discard()


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("docs/about.md", "# ", "# Changed: ", "Changed: "),
        ("overrides/partials/footer.html", "{{ t(", 'Changed{{ t("site") }}{{ t(', "Changed"),
        ("mkdocs.yml", "casebook@edb.example", "changed@edb.example", "changed@edb.example"),
    ],
)
def test_what_changed_is_on_the_page(
    sources: Path, file: str, old: str, new: str, shown: str
) -> None:
    text = (sources / file).read_text(encoding="utf-8")
    assert old in text
    (sources / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    built(sources)
    assert shown in (sources / "site/about/index.html").read_text(encoding="utf-8")


def test_nobody_writes_by_hand_where_only_cases_lie(sources: Path) -> None:
    """Neither MkDocs' own run nor what was kept of it gets past the ledger."""
    (sources / "docs/cases").mkdir()
    (sources / "docs/cases/more.md").write_text("# More\n", encoding="utf-8")
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, sources / "scripts/build.py", "build"],
            cwd=sources,
            env={
                **os.environ,
                "SOURCE_DATE_EPOCH": BUILD_DATE,
                "PYTHONPATH": str(sources / "scripts"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert "cases/more/index.html" in done.stderr
