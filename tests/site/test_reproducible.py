"""One state of the sources gives one site, byte for byte, wherever and however it is built."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT
from tests.publish.conftest import ENVIRONMENT, whole

PARTS: Final = ("docs", "overrides", "scripts", "contributions")
ONE: Final = {
    "TZ": "UTC",
    "LANG": "C",
    "LC_ALL": "C",
    "HOME": "/",
    "PYTHONHASHSEED": "0",
}
OTHER: Final = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "zh_HK.UTF-8",
    "LC_ALL": "tr_TR.UTF-8",
    "HOME": "/tmp",
    "PYTHONHASHSEED": "4711",
    "PYTHONUTF8": "1",
    "COLUMNS": "20",
}


def lay_out(folder: Path, seed: int) -> Path:
    """Copy the sources, made in an order and at times of their own."""
    files = [p for part in PARTS for p in (ROOT / part).rglob("*") if p.is_file()]
    files = [p for p in files if "__pycache__" not in p.parts]
    chance = random.Random(seed)
    chance.shuffle(files)
    for file in (*files, ROOT / "mkdocs.yml"):
        copy = folder / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        at = time.time() - chance.uniform(0, 1e8)
        os.utime(copy, (at, at))
    return folder


def build(folder: Path, variables: dict[str, str], mask: int, cpus: int) -> dict[str, bytes]:
    """Build with these sources, variables and mask, on so many of this machine's processors."""

    def prepare() -> None:
        os.umask(mask)
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cpus])

    done = subprocess.run(
        [sys.executable, folder / "scripts/build.py", "build"],
        cwd=folder,
        env={**ENVIRONMENT, **variables, "PYTHONPATH": str(folder / "scripts")},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=prepare,
    )
    assert done.returncode == 0, done.stderr
    return whole(folder / "site")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return (
        lay_out(tmp_path_factory.mktemp("one"), 1),
        lay_out(tmp_path_factory.mktemp("a much longer path, 有空格") / "of another", 2),
    )


def test_two_places_give_the_same_bytes(places: tuple[Path, Path]) -> None:
    one = build(places[0], ONE, 0o022, 1)
    other = build(places[1], OTHER, 0o077, 64)
    assert len(one) > 500
    assert differing(one, other) == []


def test_what_was_kept_gives_the_same_bytes(places: tuple[Path, Path]) -> None:
    cold = whole(places[0] / "site")
    assert differing(cold, build(places[0], OTHER, 0o027, 2)) == []


def test_no_path_of_this_machine_is_on_the_site(places: tuple[Path, Path]) -> None:
    words = [str(place).encode() for place in (places[0], ROOT, Path.home(), Path(sys.prefix))]
    told = [
        name
        for name, content in whole(places[0] / "site").items()
        for word in words
        if len(word) > 5 and word in content
    ]
    assert told == []


def test_another_day_is_another_site(places: tuple[Path, Path]) -> None:
    """Or nothing above would show anything: the date is an input, and it is read."""
    today = whole(places[0] / "site")
    epoch = str(int(ENVIRONMENT["SOURCE_DATE_EPOCH"]) + 90 * 86_400)
    later = build(places[0], {**ONE, "SOURCE_DATE_EPOCH": epoch}, 0o022, 2)
    changed = differing(today, later)
    assert "rights.json" in changed
    assert "about/index.html" not in changed
