"""A bad case is left out, and everything else is as if it were not there."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from casebook.pipeline import Checked, check_folder
from casebook.quarantine import without_errors
from tests.compiling.pages import write_case
from tests.compiling.test_permits import nobody, photograph
from tests.compiling.test_sources import WITHDRAWN
from tests.conftest import ROOT
from tests.rights.cases import Case
from tests.rights.test_withdrawal import picture

TODAY = date(2026, 11, 24)
SAMPLES = (
    "2024-25/talking-through-fractions",
    "2024-25/peer-feedback-in-writing",
    "2024-25/interviewing-grandparents",
    "2023-24/say-it-before-writing-it",
)


@pytest.fixture
def contributions(tmp_path: Path) -> Path:
    for case in SAMPLES:
        shutil.copytree(ROOT / "contributions" / case, tmp_path / "contributions" / case)
    return tmp_path / "contributions"


def change(contributions: Path, case: str, old: str, new: str) -> None:
    index = contributions / case / "index.md"
    text = index.read_text("utf-8")
    assert old in text
    index.write_text(text.replace(old, new), "utf-8")


def left(contributions: Path) -> tuple[Checked, tuple[str, ...]] | None:
    return without_errors(check_folder(contributions, TODAY))


def ids(checked: Checked) -> set[str]:
    return {case.id for case in (*checked.collection.cases, *checked.collection.notices)}


def test_nothing_is_left_out_of_sound_cases(contributions: Path) -> None:
    divided = left(contributions)
    assert divided
    assert (ids(divided[0]), divided[1]) == (set(SAMPLES), ())


def test_a_case_with_an_error_is_left_out_and_a_notice_stays(contributions: Path) -> None:
    change(contributions, SAMPLES[0], "title:", "tittle:")
    divided = left(contributions)
    assert divided
    assert (ids(divided[0]), divided[1]) == (set(SAMPLES[1:]), (SAMPLES[0],))
    assert [case.id for case in divided[0].collection.withdrawn] == [SAMPLES[2]]


def test_a_case_that_cannot_be_read_at_all_is_left_out(contributions: Path) -> None:
    (contributions / SAMPLES[0] / "index.md").write_bytes(b"\xff\xfe\x00")
    divided = left(contributions)
    assert divided
    assert divided[1] == (SAMPLES[0],)


OTHER_NAME: Final = "2000-01/another-name"


def call_a_school_otherwise(contributions: Path) -> None:
    """Add a case that calls a school of two others differently, and comes before them."""
    shutil.copytree(contributions / SAMPLES[0], contributions / OTHER_NAME)
    change(contributions, OTHER_NAME, "2024/25", "2000/01")
    change(contributions, OTHER_NAME, "en: Bayside Primary School", "en: Bayside")


def test_a_case_that_most_others_contradict_goes_alone(contributions: Path) -> None:
    call_a_school_otherwise(contributions)
    divided = left(contributions)
    assert divided
    assert divided[1] == (OTHER_NAME,)


def test_cases_that_clash_go_together_where_nobody_knows_which_is_wrong(
    contributions: Path,
) -> None:
    call_a_school_otherwise(contributions)
    shutil.rmtree(contributions / SAMPLES[3])
    divided = left(contributions)
    assert divided
    assert set(divided[1]) == {OTHER_NAME, SAMPLES[0]}


def test_a_case_with_errors_of_its_own_takes_no_other_with_it(contributions: Path) -> None:
    call_a_school_otherwise(contributions)
    shutil.rmtree(contributions / SAMPLES[3])
    change(contributions, OTHER_NAME, "title:", "tittle:")
    divided = left(contributions)
    assert divided
    assert divided[1] == (OTHER_NAME,)


@pytest.mark.parametrize(
    ("status", "gone"),
    [("published", {"2024-25/first", "2024-25/second"}), ("withdrawn", set[str]())],
)
def test_a_photograph_of_two_stories_takes_both_cases_and_a_warning_takes_none(
    tmp_path: Path, status: str, gone: set[str]
) -> None:
    more = WITHDRAWN if status == "withdrawn" else {}
    write_case(tmp_path, "first", Case(materials=[nobody()], more=more), photo_png=picture(1))
    agreed = photograph("ks2", "public-website")
    write_case(tmp_path, "second", Case(materials=[agreed]), photo_png=picture(1))
    write_case(tmp_path, "third", Case())
    divided = left(tmp_path / "contributions")
    assert divided
    assert set(divided[1]) == gone


def test_a_stray_file_stops_nothing(contributions: Path) -> None:
    (contributions / "notes.txt").write_text("mine")
    divided = left(contributions)
    assert divided
    assert (ids(divided[0]), divided[1]) == (set(SAMPLES), ())


def test_an_empty_site_is_never_published(contributions: Path, tmp_path: Path) -> None:
    for case in SAMPLES:
        change(contributions, case, "title:", "tittle:")
    assert left(contributions) is None
    assert left(tmp_path / "nowhere") is None


def test_a_compilation_goes_with_each_of_its_cases(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "contributions", tmp_path / "contributions")
    whole = check_folder(folder, TODAY, docs=ROOT / "docs")
    assert {one.slug for one in whole.collection.compilations} > {"from-talk-to-second-draft"}
    change(folder, SAMPLES[1], "title:", "tittle:")
    divided = without_errors(check_folder(folder, TODAY, docs=ROOT / "docs"))
    assert divided
    assert {SAMPLES[1], "from-talk-to-second-draft"} <= set(divided[1])
    assert divided[0].collection.compilations
    assert all(
        one.slug != "from-talk-to-second-draft" for one in divided[0].collection.compilations
    )
