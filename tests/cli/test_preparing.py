"""A file that can be read but not made anew is an error of its case, and of no other."""

from __future__ import annotations

import io
import shutil
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from PIL import Image
from pydantic import ByteSize

from casebook.cli.preparing import Prepared, prepared
from casebook.dates import build_date
from casebook.pipeline import check_folder
from casebook.policy import POLICY
from casebook.settings import load_site
from tests.conftest import ROOT

CASES = ("2024-25/peer-feedback-in-writing", "2024-25/talking-through-fractions")
LARGE = f"{CASES[0]}/results.png"


@pytest.fixture
def contributions(tmp_path: Path) -> Path:
    """Lay out two cases, one of which has a picture that takes more than is left for making it."""
    folder = tmp_path / "contributions"
    for case in CASES:
        shutil.copytree(ROOT / "contributions" / case, folder / case)
    Image.new("RGB", (6_000, 6_000)).save(folder / LARGE)
    return folder


def prepare(contributions: Path, *, quarantine: bool) -> tuple[list[str] | str, str]:
    """Prepare a site of cases that were read before, with less memory than making them takes.

    Returns the cases that would be published, or why nothing is, and what was said.
    """
    site = load_site(ROOT / "mkdocs.yml", contributions, contributions.parent / "cache")
    limits = site.settings.limits.model_copy(update={"memory": ByteSize(40_000_000)})
    site = replace(
        site, docs=contributions, settings=site.settings.model_copy(update={"limits": limits})
    )
    soon = site.settings.rights.ends_soon_days
    check_folder(contributions, build_date(), (), soon, limits, cache=site.cache)
    said = io.StringIO()
    with redirect_stderr(said):
        ready = prepared(site, "en", POLICY, quarantine=quarantine)
    if isinstance(ready, Prepared):
        return [case.id for case in ready.build.collection.cases], said.getvalue()
    return ready.en, said.getvalue()


@pytest.mark.parametrize("quarantine", [False, True])
def test_a_file_that_cannot_be_made_keeps_its_case_alone_off_the_site(
    contributions: Path, quarantine: bool
) -> None:
    """In a process of its own: memory that other tests gave back here would be used first."""
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        result, said = fresh.submit(prepare, contributions, quarantine=quarantine).result()
    assert f"{LARGE}:1:1: error[cannot-be-made]" in said
    if quarantine:
        assert result == [CASES[1]]
        assert f"Left out, because of the errors above: {CASES[0]}" in said
    else:
        assert "Nothing was published" in result
