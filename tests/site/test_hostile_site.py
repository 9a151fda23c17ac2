"""Every hostile contribution at once, beside one that is sound: nothing of them is on the site."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.hostile.folders import Hostile, everything, lay_out
from tests.publish import conftest as sources
from tests.publish.conftest import CASEBOOK, ENVIRONMENT, whole

SOUND: Final = "2024-25/talking-through-fractions"
_PLACES: Final = Counter(one.case for one in everything())
HOSTILE: Final = [
    one
    for one in everything()
    if "outside" not in one.make
    and _PLACES[one.case] == 1
    and re.fullmatch(r"20\d\d-\d\d/[^/]+", one.case, re.ASCII)
]
"""Those that lie in a folder of their own, below a school year: what lies elsewhere belongs to no
case, and stops every build."""


STRAY: Final = {"stray-file", "left-by-computer"}
"""Errors of files that belong to no case: the case beside them may be shown, and they may not."""
REFUSED: Final = [
    one
    for one in HOSTILE
    if any(found.severity == "error" and found.id not in STRAY for found in one.found)
]
WITH_STRAYS: Final = [one for one in HOSTILE if one.is_refused and one not in REFUSED]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Lay everything out; some of it is too large or too deep to keep."""
    place = sources.lay_out(tmp_path_factory.mktemp("hostile"), SOUND)
    for one in HOSTILE:
        lay_out(one, place / "contributions")
    yield place
    subprocess.run(["rm", "-rf", "--", place], check=True)


def build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CASEBOOK, "build", *options],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        check=False,
    )


@pytest.fixture(scope="module")
def built(folder: Path) -> subprocess.CompletedProcess[str]:
    return build(folder, "--quarantine")


def test_the_build_leaves_them_out_and_says_so(built: subprocess.CompletedProcess[str]) -> None:
    assert built.returncode == 3, built.stderr[-3000:]
    assert "Traceback" not in built.stderr + built.stdout


def _on(site: dict[str, bytes], one: Hostile) -> list[str]:
    """Return the files of a case on the site."""
    return [path for path in site if f"cases/{one.case}/" in path]


def test_none_that_is_refused_is_on_the_site_and_the_sound_one_is(
    folder: Path, built: subprocess.CompletedProcess[str]
) -> None:
    del built
    site = whole(folder / "site")
    assert f"cases/{SOUND}/index.html" in site
    assert [one.name for one in REFUSED if _on(site, one)] == []
    allowed = {SOUND, *(one.case for one in HOSTILE if one not in REFUSED)}
    assert {case["id"] for case in json.loads(site["catalogue.json"])["cases"]} <= allowed
    lists = b"".join(site[name] for name in ("rights.json", "sitemap.xml", "catalogue.json"))
    assert [one.name for one in REFUSED if f"cases/{one.case}/".encode(errors="surrogateescape") in lists] == []


def test_no_stray_file_is_on_the_site(
    folder: Path, built: subprocess.CompletedProcess[str]
) -> None:
    del built
    site = whole(folder / "site")
    files = {Path(path).name for one in WITH_STRAYS for path in _on(site, one)}
    assert files <= {"index.html"}


def test_without_leave_to_go_on_the_site_stays_as_it_was(
    folder: Path, built: subprocess.CompletedProcess[str]
) -> None:
    del built
    before = whole(folder / "site")
    refused = build(folder)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr + refused.stdout
    assert whole(folder / "site") == before
