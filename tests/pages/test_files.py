from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from PIL import Image
from pydantic import ByteSize

from casebook.cache import Cache
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic
from casebook.pages.files import (
    PublishedFile,
    UnmadeFileError,
    make_files,
    published_files,
    published_paths,
    published_size,
)
from casebook.pipeline import check_folder
from casebook.settings import Site, load_site
from tests.conftest import ROOT

CASE = "2024-25/peer-feedback-in-writing"
MARK = b"what was made before"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = tmp_path / "contributions"
    shutil.copytree(ROOT / "contributions" / CASE, folder / CASE)
    return load_site(ROOT / "mkdocs.yml", folder, tmp_path / "cache")


def published(site: Site) -> list[PublishedFile]:
    (case,) = check_folder(site.contributions, date(2026, 11, 24)).collection.cases
    return list(published_files(case, site))


def mark_all(site: Site) -> None:
    """Put another value in the place of each that was kept, as if it had been made so."""
    site.cache.close()
    assert site.cache.folder
    kept = Cache(site.cache.folder)
    with sqlite3.connect(site.cache.folder / "kept-1.sqlite") as database:
        keys = [key for (key,) in database.execute("SELECT key FROM kept")]
    database.close()
    for key in keys:
        kept.put(key, MARK)
    kept.close()


def test_makes_no_file_twice(site: Site) -> None:
    for file in published(site):
        file.content()
    mark_all(site)
    assert {file.content() for file in published(site)} == {MARK}


def test_makes_a_file_anew_when_it_changed(site: Site) -> None:
    before = {file.src_uri: file.content() for file in published(site)}
    mark_all(site)
    picture = site.contributions / CASE / "results.png"
    shutil.copy(ROOT / "docs" / "assets" / "home.png", picture)
    after = {file.src_uri: file.content() for file in published(site)}
    assert [name for name in before if after[name] != MARK] == [
        name for name in before if "results" in name
    ]


def test_makes_a_file_anew_when_its_rights_changed(site: Site) -> None:
    for file in published(site):
        file.content()
    mark_all(site)
    elsewhere = replace(site, url="https://elsewhere.example/")
    assert MARK not in {file.content() for file in published(elsewhere)}


def test_tells_the_size_of_what_is_taken_away(site: Site) -> None:
    for file in published(site):
        if not file.src_uri.endswith(".webp"):
            size = published_size(file.original, file.rights, site.cache)
            assert size == len(file.content())


def test_publishes_nothing_of_a_file_that_changed_since_it_was_examined(site: Site) -> None:
    cases = cases_of(site)
    for file in (site.contributions / CASE).iterdir():
        if file.suffix != ".md":
            file.write_bytes(file.read_bytes() + b"\n")
    said = make_files(cases, site)
    shown = {facts.name for case in cases for _, facts, _ in published_paths(case)}
    assert {one.id for one in said} == {"changed-meanwhile"}
    assert {Path(one.location.path).name for one in said} == shown
    for case in cases:
        for one in published_files(case, site):
            assert not site.cache.holds(one.key)
            with pytest.raises(UnmadeFileError, match="changed while the site was being built"):
                one.content()


def cases_of(site: Site) -> tuple[Contribution, ...]:
    return check_folder(site.contributions, date(2026, 11, 24)).collection.cases


def test_workers_make_what_is_made_here(site: Site) -> None:
    here = [file.content() for file in published(replace(site, cache=Cache()))]
    make_files(cases_of(site), site)
    assert all(site.cache.holds(file.key) for file in published(site))
    assert [file.content() for file in published(site)] == here


def make_with_little_memory(contributions: Path) -> tuple[Diagnostic, ...]:
    """Make the files of cases that were read within the usual limits."""
    site = load_site(ROOT / "mkdocs.yml", contributions, contributions.parent / "cache")
    limits = site.settings.limits.model_copy(update={"memory": ByteSize(1_000)})
    settings = site.settings.model_copy(update={"limits": limits})
    read = check_folder(contributions, date(2026, 11, 24), workers=site.workers)
    return make_files(read.collection.cases, replace(site, settings=settings))


def test_names_a_file_that_takes_too_much(site: Site) -> None:
    """In a process of its own: memory that other tests gave back here would be used first."""
    Image.new("RGB", (6_000, 6_000)).save(site.contributions / CASE / "results.png")
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        found = fresh.submit(make_with_little_memory, site.contributions).result()
    (said,) = [one for one in found if one.location.path.endswith("results.png")]
    assert said.location.path == f"contributions/{CASE}/results.png"
    assert said.id == "cannot-be-made"
    assert "making it took more than" in said.message.en
