"""The same cases come of a real cluster of two workers as of processes here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import LocalCluster

from casebook.settings import SettingsError, load_site
from casebook.workers import Bounds, ClusterError, Ended, Workers, in_workers
from tests.conftest import ROOT
from tests.publish.conftest import ENVIRONMENT, one_case
from tests.publish.conftest import command as command_of
from tests.workers.test_workers import behaved

CASES = ("peer-feedback-in-writing", "talking-through-fractions")


@contextmanager
def cluster_of(workers: int) -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as started:
        yield started


def place_of(cluster: LocalCluster) -> str:
    return f"dask://{cluster.scheduler_address.removeprefix('tcp://')}"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with cluster_of(2) as started:
        yield place_of(started)


def test_gives_what_was_made_in_the_order_asked(address: str) -> None:
    items = [str(number) for number in range(40)]
    workers = Workers.at(address)
    assert workers.count == 2
    found = list(in_workers(behaved, items, Bounds(1, 10**9), workers))
    assert found == [f"{item}, done" for item in items]


def test_names_what_a_worker_of_the_cluster_died_over(address: str) -> None:
    found = list(
        in_workers(behaved, ["one", "leaves", "two"], Bounds(1, 10**9), Workers.at(address))
    )
    assert found == ["one, done", Ended("fault", "3"), "two, done"]


def check(executor: str, contributions: Path) -> subprocess.CompletedProcess[bytes]:
    casebook = Path(sys.executable).with_name("casebook")
    options = ("--contributions", contributions, "--executor", executor, "--format", "json")
    kept = contributions.parent / executor.partition(":")[0]
    command: list[str | Path] = [casebook, "check", *options, "--cache-dir", kept]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=os.environ)


def test_the_command_says_the_same_on_a_cluster(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "contributions"
    for number in range(6):
        for name in CASES:
            shutil.copytree(
                ROOT / "contributions/2024-25" / name, folder / f"20{number}1-{number}2" / name
            )
    here, there = check("processes", folder), check(address, folder)
    assert (here.stdout, here.returncode) == (there.stdout, there.returncode)
    assert len(json.loads(here.stdout)) >= 6 * len(CASES)
    assert there.stderr == b""


def built(executor: str, contributions: Path) -> dict[str, bytes]:
    site = contributions.parent / f"site-{executor.partition(':')[0]}"
    kept = contributions.parent / f"build-{executor.partition(':')[0]}"
    command = [*command_of(site, contributions), "--executor", executor, "--cache-dir", kept]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=ENVIRONMENT)
    assert run.returncode == 0, run.stderr
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_a_site_is_the_same_from_a_cluster(address: str, tmp_path: Path) -> None:
    contributions = one_case(tmp_path / "contributions")
    here = built("processes", contributions)
    assert any(name.endswith(".webp") for name in here)
    assert built(address, contributions) == here


@pytest.mark.parametrize("place", ["threads", "processes:0", "dask://", "dask://a/b:1"])
def test_refuses_an_executor_that_is_none(place: str) -> None:
    with pytest.raises(SettingsError, match="--executor"):
        load_site(ROOT / "mkdocs.yml", executor=place)


def test_says_that_a_cluster_lost_its_workers_instead_of_waiting_for_ever() -> None:
    with cluster_of(1) as started:
        workers = replace(Workers.at(place_of(started)), patience=1)
        started.scale(0)
        started.sync(started._correct_state)
        with pytest.raises(ClusterError, match="has no workers"):
            list(in_workers(behaved, ["one", "two"], Bounds(1, 10**9), workers))


def test_says_that_no_cluster_answers() -> None:
    with pytest.raises(SettingsError, match="there is no dask scheduler"):
        load_site(ROOT / "mkdocs.yml", executor="dask://127.0.0.1:9")
