"""Places to publish to, and the real command that publishes."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from casebook.cache import Cache
from casebook.publish import MARKER, Stage, publish, staged
from casebook.publish.previous import Made, Previous
from casebook.publish.record import recalled, remember
from tests.conftest import BUILD_DATE, ROOT

CASEBOOK: Final = Path(sys.executable).with_name("casebook")
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2
ENVIRONMENT: Final = {
    **os.environ,
    "SOURCE_DATE_EPOCH": BUILD_DATE,
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@pytest.fixture
def contributions(tmp_path: Path) -> Path:
    folder = tmp_path / "contributions"
    folder.mkdir()
    (folder / "case.md").write_text("precious")
    return folder


def build(
    site: Path,
    contributions: Path,
    text: str = "new",
    meanwhile: Callable[[Stage], object] | None = None,
    cache: Cache | None = None,
) -> None:
    """Publish a site of one page; `meanwhile` happens before it is put in its place."""
    cache = cache or Cache()
    with staged(site, contributions, recalled(site, cache)) as stage:
        if stage.begin():
            (stage.folder / "index.html").unlink()
        else:
            stage.folder.mkdir()
        (stage.folder / "index.html").write_text(text)
        if meanwhile:
            meanwhile(stage)
        trees = publish(stage)
        remember(Previous(site, Made(), trees.site, trees.ready), cache)


def one_case(folder: Path, title: str = "Talking through fractions") -> Path:
    """Lay out one sample case as a whole collection, under another title."""
    case = "2024-25/talking-through-fractions"
    shutil.copytree(ROOT / "contributions" / case, folder / case)
    index = folder / case / "index.md"
    index.write_text(index.read_text("utf-8").replace("Talking through fractions", title), "utf-8")
    return folder


def command(site: Path, contributions: Path) -> list[str | Path]:
    return [CASEBOOK, "build", "--contributions", contributions, "--site-dir", site]


def run(
    site: Path, contributions: Path, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Build with the real command, under a real limit of the system if one is given."""
    return limited(*command(site, contributions), limit=limit)


def limited(
    *arguments: str | Path, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments,
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


def lay_out(folder: Path, *cases: str) -> Path:
    """Copy the sources of a whole Casebook with these sample cases, and without compilations."""
    for part in ("docs", "overrides", "scripts"):
        ignored = shutil.ignore_patterns("compilations", "__pycache__")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    for case in cases:
        shutil.copytree(ROOT / "contributions" / case, folder / "contributions" / case)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def obey_modes() -> None:
    """Let the modes of files bind this process too, if it is root's."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            assert libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) == 0


def whole(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its path; the marker must name just these."""
    found = {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    named = found[MARKER].decode().splitlines()[1:]
    assert sorted(found.keys() - {MARKER}) == sorted(named)
    return found


def beside(site: Path) -> list[str]:
    """Return what a build left beside the site."""
    return sorted(one.name for one in site.parent.iterdir() if "-build-" in one.name)
