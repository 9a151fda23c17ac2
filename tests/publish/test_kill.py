"""A build that is killed at any point leaves the old site or the new one, and nothing else.

`CASEBOOK_KILLS` sets at how many random moments the whole command is killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT
from tests.publish.conftest import ENVIRONMENT, beside, command, one_case, run, whole

KILLS: Final = int(os.environ.get("CASEBOOK_KILLS", "12"))


@pytest.mark.parametrize("way", ["exchange", "two-steps"])
def test_killed_before_any_line_of_its_own_it_leaves_a_whole_site(tmp_path: Path, way: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tests/publish/killed.py", tmp_path, way],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "scripts"), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines, absent, published = map(int, done.stdout.split())
    assert lines > 80
    assert 0 < published < lines, "both the old and the new site must have been left"
    if way == "exchange":
        assert absent == 0


def test_killed_at_any_moment_the_command_leaves_a_whole_site(tmp_path: Path) -> None:
    """Two sites take turns, so that a mixture of both would show."""
    site = tmp_path / "site"
    titles = ("Fractions by talking", "Fractions by writing")
    folders = [one_case(tmp_path / str(n), title) for n, title in enumerate(titles)]
    wanted = []
    begun = time.monotonic()
    for folder in folders:
        done = run(site, folder)
        assert done.returncode == 0, done.stderr
        wanted.append(whole(site))
    lasts = (time.monotonic() - begun) / len(folders)
    moments = random.Random(6)
    for number in range(KILLS):
        alone = number % 2 == 1
        with subprocess.Popen(
            command(site, folders[number // 2 % 2]),
            cwd=ROOT,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as build:
            time.sleep(moments.uniform(0, lasts))
            # Either the command alone, or all that it started, as a machine that goes down.
            os.kill(build.pid, signal.SIGKILL) if alone else os.killpg(build.pid, signal.SIGKILL)
        assert whole(site) in wanted, f"after kill {number} of {KILLS}"
    done = run(site, folders[0])
    assert done.returncode == 0, done.stderr
    assert whole(site) == wanted[0]
    assert beside(site) == []
