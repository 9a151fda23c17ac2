"""The real command on disks that are full or read-only, and against others of its kind.

`CASEBOOK_RACES` sets how many pairs of builds race.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT
from tests.publish.conftest import ENVIRONMENT, beside, command, obey_modes, one_case, run, whole

RACES: Final = int(os.environ.get("CASEBOOK_RACES", "3"))
ROOM: Final = 1_000_000
"""Bytes that a small disk has beside the old site: too few for another."""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return one_case(tmp_path_factory.mktemp("cases") / "contributions")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, cases: Path) -> Path:
    site = tmp_path_factory.mktemp("built") / "site"
    done = run(site, cases)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture
def published(tmp_path: Path, built: Path) -> Path:
    """Give a published site in a folder that holds nothing else."""
    return shutil.copytree(built, tmp_path / "place" / "site")


@pytest.fixture
def small_disk(tmp_path: Path, published: Path) -> Iterator[Path | None]:
    """Move the site to a real file system of little room; None where this user mounts nothing."""
    disk = tmp_path / "disk"
    disk.mkdir()
    used = sum(-(-p.stat().st_size // 4096) * 4096 for p in published.rglob("*"))
    options = f"size={used + ROOM}"
    mount: list[str | Path] = ["mount", "-t", "tmpfs", "-o", options, "casebook-test", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    shutil.copytree(published, disk / "site")
    yield disk / "site"
    subprocess.run(["umount", disk], check=True)


def only_small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_full_disk_leaves_the_old_site(cases: Path, small_disk: Path | None) -> None:
    if small_disk is None:
        return
    before = whole(small_disk)
    done = run(small_disk, cases)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert whole(small_disk) == before
    assert beside(small_disk) == []


def test_a_file_that_cannot_be_written_whole_leaves_the_old_site(
    cases: Path, published: Path
) -> None:
    before = whole(published)
    done = run(published, cases, only_small_files)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert whole(published) == before
    assert beside(published) == []


def test_a_place_where_nothing_may_be_written_keeps_the_old_site(
    cases: Path, published: Path
) -> None:
    before = whole(published)
    published.parent.chmod(0o555)
    done = run(published, cases, obey_modes)
    published.parent.chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"casebook: {published.parent}")
    assert done.stderr.endswith(": Permission denied\n")
    assert whole(published) == before


def test_of_builds_at_once_one_wins_and_the_others_say_so(
    tmp_path: Path, cases: Path, published: Path
) -> None:
    other = one_case(tmp_path / "other", "Fractions by writing")
    wanted = [whole(published)]
    assert run(published, other).returncode == 0
    wanted.append(whole(published))
    for number in range(RACES):
        # One that makes little anew may be done before the other begins: nothing is kept.
        kept = tmp_path / f"cache-{number}"
        builds = [
            subprocess.Popen(
                [*command(published, folder), "--cache-dir", kept / folder.name],
                cwd=ROOT,
                env=ENVIRONMENT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for folder in (cases, other)
        ]
        ends = [(build.communicate()[1], build.returncode) for build in builds]
        assert sorted(status for _, status in ends) == [0, 2], ends
        lost = next(said for said, status in ends if status == 2)
        assert lost == f"casebook: another build of {published} is under way\n"
        assert whole(published) == wanted[[status for _, status in ends].index(0)]
        assert beside(published) == []


def test_a_link_to_a_site_stays_a_link(tmp_path: Path, cases: Path, published: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(published)
    done = run(link, cases)
    assert done.returncode == 0, done.stderr
    assert link.is_symlink()
    assert whole(published)
