"""A case that is off the site is off every compilation, and the editor learns which those are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casebook.compilation import EndedPart
from tests.compiling.pages import TEXT, checked, facts, said, write_case, write_page
from tests.compiling.test_permits import SHOWN, photograph
from tests.rights.cases import Case
from tests.rights.test_withdrawal import picture

WITHDRAWN = {"status": "withdrawn", "withdrawn": {"date": "2026-09-01"}}
FIRST = {"case": "2024-25/first", "sections": "all"}


def test_a_withdrawn_case_is_refused_with_every_compilation_that_it_affects(tmp_path: Path) -> None:
    write_case(tmp_path, "first", Case(text=TEXT, more=WITHDRAWN))
    write_page(tmp_path, facts(FIRST), "one")
    write_page(tmp_path, facts(FIRST), "two")
    found = checked(tmp_path).diagnostics
    assert [one.id for one in found] == ["withdrawn-source", "withdrawn-source"]
    assert all("docs/compilations/one.md, docs/compilations/two.md" in d.message.en for d in found)
    assert checked(tmp_path).has_errors


def test_a_draft_is_refused(tmp_path: Path) -> None:
    write_case(tmp_path, "first", Case(text=TEXT, more={"status": "draft"}))
    write_page(tmp_path, facts(FIRST))
    assert [found for found, _ in said(tmp_path)] == ["draft-source"]


def test_a_case_with_errors_is_not_blamed_twice(tmp_path: Path) -> None:
    write_case(tmp_path, "first", Case(text=TEXT, mode="no-such-mode"))
    write_page(tmp_path, facts(FIRST))
    assert said(tmp_path) == []
    assert checked(tmp_path).has_errors


def test_a_part_whose_permission_ended_becomes_a_notice(tmp_path: Path) -> None:
    poem = {"work": "A poem", "in": "text", "owner": "A poet", "basis": "permission"}
    poem |= {"evidence": "letter", "expires": "2026-08-31"}
    write_case(tmp_path, "first", Case(text=TEXT, third_party=[poem]))
    write_page(tmp_path, facts(FIRST))
    result = checked(tmp_path)
    (compilation,) = result.collection.compilations
    assert compilation.text_for("en").parts == (EndedPart(1, date(2026, 9, 1)),)
    assert [found for found, _ in said(tmp_path)] == ["ended-source"]
    assert not result.has_errors


def test_a_photograph_whose_consent_ended_vanishes_from_a_compilation(tmp_path: Path) -> None:
    entry = photograph("ks2", "compilation")
    entry["people"] |= {"expires": "2026-08-31"}
    case = Case(materials=[entry], text=SHOWN)
    write_case(tmp_path, "first", case, photo_png=picture(1))
    write_page(tmp_path, facts(FIRST))
    (compilation,) = checked(tmp_path).collection.compilations
    (shown,) = compilation.text_for("en").shown
    assert shown.case.files == {}
    assert shown.case.texts["en"].text.pictures == ()
    (compilation,) = checked(tmp_path, date(2026, 8, 31)).collection.compilations
    (shown,) = compilation.text_for("en").shown
    assert list(shown.case.files) == ["photo.png"]
