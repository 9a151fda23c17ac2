"""The words that readers see: every owner in order, and what a license leaves out by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic
from casebook.language import LANGUAGES
from casebook.pages.search import search_document
from casebook.pipeline import check_folder
from casebook.rights.statements import case_statement, material_statement
from casebook.settings import load_site
from tests.conftest import ROOT
from tests.rights.cases import Case, school

SITE: Final = load_site(ROOT / "mkdocs.yml")
TODAY: Final = date(2026, 8, 31)
LICENSE: Final[dict[str, Any]] = {
    "license": {"id": "CC-BY-4.0", "granted-by": ["edb", "lakeview-ps"]}
}
DRAWING: Final[dict[str, Any]] = {
    "file": "drawing.csv",
    "type": "student-work",
    "title": "A pupil's drawing",
    "use": "publish",
    "pupil-license": {
        "given-by": "guardian",
        "scope": "public-website",
        "obtained": "2025-03-02",
    },
}
SHEET: Final[dict[str, Any]] = {
    "file": "sheet.csv",
    "type": "worksheet",
    "title": "A sheet",
    "use": "publish",
}


def loaded(folder: Path, case: Case, today: date = TODAY) -> Contribution:
    case.write(folder / "contributions/2024-25/a-case")
    checked = check_folder(folder / "contributions", today)
    assert not checked.has_errors, checked.diagnostics
    return checked.collection.cases[0]


def found(folder: Path, case: Case, today: date = TODAY, days: int = 60) -> list[Diagnostic]:
    case.write(folder / "contributions/2024-25/a-case")
    return list(check_folder(folder / "contributions", today, soon_days=days).diagnostics)


def work(**facts: Any) -> dict[str, Any]:  # noqa: ANN401 - as in YAML
    return {"work": "A poem", "in": "text", "owner": "A poet", "basis": "quotation"} | facts


def test_a_joint_notice_names_every_school_in_order(tmp_path: Path) -> None:
    schools = [school("secondary"), school("primary")]
    case = loaded(tmp_path, Case(schools=schools))
    statement = case_statement(case, SITE, "en")
    names = "Education Bureau, Ferry Lane Secondary School and Lakeview Primary School"
    assert statement.notice == f"© 2025 {names}. All rights reserved."
    chinese = case_statement(case, SITE, "zh-Hant")
    assert "教育局、渡輪里中學及湖景小學" in chinese.notice


def test_under_the_network_the_fund_owns_it_alone(tmp_path: Path) -> None:
    case = loaded(tmp_path, Case(programme="qef-thematic-network", mode="learning-communities"))
    assert case_statement(case, SITE, "en").holders == ("Quality Education Fund",)


def test_a_license_leaves_out_by_name_what_it_does_not_cover(tmp_path: Path) -> None:
    others = [work(source="p. 12 (2011)")]
    materials = [DRAWING, SHEET]
    case = loaded(tmp_path, Case(copyright=LICENSE, materials=materials, third_party=others))
    paragraphs = case_statement(case, SITE, "en").paragraphs
    assert "The license does not cover: A poem (A poet); A pupil's drawing." in paragraphs


def test_a_licensed_case_does_not_reserve_all_rights(tmp_path: Path) -> None:
    case = loaded(tmp_path, Case(copyright=LICENSE))
    for language in LANGUAGES:
        notice = case_statement(case, SITE, language).notice
        assert "All rights reserved" not in notice
        assert "保留一切權利" not in notice


def test_a_pupils_work_names_the_pupil_as_owner_and_reserves_nothing(tmp_path: Path) -> None:
    case = loaded(tmp_path, Case(copyright=LICENSE, materials=[DRAWING]))
    statement = material_statement(case, case.published_materials[0], SITE, "en")
    whole = " ".join(statement.paragraphs)
    assert statement.owners == "the pupil who made it"
    assert statement.license_id is None
    assert "Education Bureau" not in whole
    assert "reserves the right" not in whole


def test_a_file_with_a_work_of_others_is_not_under_the_license_of_the_case(tmp_path: Path) -> None:
    others = [work(**{"in": "sheet.csv", "basis": "permission", "evidence": "a letter"})]
    case = loaded(tmp_path, Case(copyright=LICENSE, materials=[SHEET], third_party=others))
    statement = material_statement(case, case.published_materials[0], SITE, "en")
    assert statement.seal == "ask"
    assert statement.license_url is None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"basis": "permission", "evidence": "a letter"}, "Their permission is theirs to give"),
        ({"basis": "license", "license": "CC-BY-4.0"}, "under its own license CC-BY-4.0"),
        ({"basis": "quotation", "source": "p. 12 (2011)"}, "from p. 12 (2011)"),
        ({"basis": "expired", "died": 1936}, "copyright has expired in Hong Kong"),
    ],
)
def test_the_statement_says_why_a_work_of_others_may_stand_there(
    tmp_path: Path, facts: dict[str, Any], words: str
) -> None:
    case = loaded(tmp_path, Case(third_party=[work(**facts)]))
    assert words in " ".join(case_statement(case, SITE, "en").paragraphs)


def test_material_on_request_is_no_part_of_a_licensed_case(tmp_path: Path) -> None:
    asked = {"type": "slides", "title": "Slides", "use": "on-request"}
    ids = [one.id for one in found(tmp_path, Case(copyright=LICENSE, materials=[asked]))]
    assert ids == ["licensed-on-request"]


@pytest.mark.parametrize(
    ("day", "days", "warned"),
    [
        ("2026-08-30", 60, False),
        ("2026-08-31", 60, True),
        ("2026-10-30", 60, True),
        ("2026-10-31", 60, False),
        ("2026-10-31", 61, True),
    ],
)
def test_what_ends_within_the_settings_days_is_warned_of(
    tmp_path: Path, day: str, days: int, *, warned: bool
) -> None:
    others = [work(basis="permission", evidence="a letter", expires=day)]
    ids = {one.id for one in found(tmp_path, Case(third_party=others), days=days)}
    assert ("ends-soon" in ids) == warned


@pytest.mark.parametrize(
    "title",
    [
        "HKDSE 2019 Paper 2, Question 3",
        "Past papers on reading",
        "Two textbook pages",
        "Lyrics of a song",
        "Screenshot of a weather map",
        "2019 年文憑試卷二試題",
        "歷屆試題選",
        "課本第 12 頁",
        "流行曲歌詞",
        "網頁截圖",
    ],
)
def test_a_title_that_names_a_work_of_others_is_asked_about(tmp_path: Path, title: str) -> None:
    ids = [one.id for one in found(tmp_path, Case(materials=[SHEET | {"title": title}]))]
    assert ids == ["unregistered-work"]


@pytest.mark.parametrize(
    "title",
    [
        "Questions that go beyond the textbook",
        "A song about fractions that we wrote",
        "Paper folding, question cards",
        "School examination paper, P4",
        "Reading the screen together",
        "課本以外的閱讀",
        "自編歌曲工作紙",
        "校內考試卷",
    ],
)
def test_a_title_that_only_speaks_of_such_a_work_is_left_alone(tmp_path: Path, title: str) -> None:
    assert found(tmp_path, Case(materials=[SHEET | {"title": title}])) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Pupils did HKDSE 2019 Paper 2 Question 3 in pairs.", True),
        ("學生做 2019 年文憑試卷二第三題。", True),
        ("下圖取自課本。", True),
        ("The HKDSE asks for this skill, and the textbook has no exercise on it.", False),
        ("課本先談史料，文憑試也考。", False),
    ],
)
def test_a_passage_is_asked_about_only_if_it_shows_the_work(
    tmp_path: Path, text: str, *, asked: bool
) -> None:
    language = {"language": "zh-Hant"} if "。" in text else {}
    case = Case(text=f"## What\n\n{text}\n", more=language)
    found_here = [one for one in found(tmp_path, case) if one.id == "unregistered-work"]
    assert bool(found_here) == asked
    if asked:
        assert found_here[0].location.line > 10


def test_a_declared_work_is_not_asked_about(tmp_path: Path) -> None:
    others = [work(**{"in": "sheet.csv", "source": "HKDSE 2019"})]
    sheet = SHEET | {"title": "HKDSE 2019 Paper 2, Question 3"}
    assert found(tmp_path, Case(materials=[sheet], third_party=others)) == []


def test_no_sample_is_asked_about() -> None:
    checked = check_folder(ROOT / "contributions", date(2026, 11, 24))
    assert [one for one in checked.diagnostics if one.id == "unregistered-work"] == []


@pytest.mark.parametrize(
    ("identifier", "english", "chinese"),
    [
        ("CC-BY-4.0", "Adapt and share", "可改編及分享"),
        ("CC-BY-NC-4.0", "Adapt, not for profit", "可改編，非商業用途"),
        ("CC-BY-ND-4.0", "Share unchanged", "可原文分享，不得改編"),
        (
            "CC-BY-NC-ND-4.0",
            "Share unchanged, not for profit",
            "可原文分享，非商業用途，不得改編",
        ),
    ],
)
def test_few_words_drop_no_condition_of_a_license(
    tmp_path: Path, identifier: str, english: str, chinese: str
) -> None:
    license_ = {"license": LICENSE["license"] | {"id": identifier}}
    case = loaded(tmp_path, Case(copyright=license_))
    assert case_statement(case, SITE, "en").short == english
    assert case_statement(case, SITE, "zh-Hant").short == chinese


PHOTO: Final[dict[str, Any]] = {
    "file": "photo.csv",
    "type": "photograph",
    "title": "A class at work",
    "use": "publish",
    "people": {"consent": "guardians", "scope": "compilation", "obtained": "2025-03-02"},
}


@pytest.mark.parametrize("copyright_", [{}, LICENSE])
def test_a_case_names_the_pupils_works_that_it_shows(
    tmp_path: Path, copyright_: dict[str, Any]
) -> None:
    case = loaded(tmp_path, Case(copyright=copyright_, materials=[DRAWING, SHEET]))
    said = " ".join(case_statement(case, SITE, "en").paragraphs)
    assert (
        "It contains work of pupils, which the pupils who made it own: A pupil's drawing." in said
    )


def test_owners_claim_nothing_in_a_pupils_work_that_stays_with_the_schools(tmp_path: Path) -> None:
    kept = {"type": "student-work", "title": "Drawings", "use": "discussion-only"}
    case = loaded(tmp_path, Case(materials=[kept]))
    statement = material_statement(case, case.metadata.materials[0], SITE, "en")
    assert statement.seal == "stays"
    assert "Education Bureau" not in statement.notice


def test_a_license_does_not_reach_people_who_agreed_to_be_shown_here(tmp_path: Path) -> None:
    case = loaded(tmp_path, Case(copyright=LICENSE, materials=[PHOTO, SHEET]))
    photo, sheet = (material_statement(case, m, SITE, "en") for m in case.published_materials)
    assert (photo.seal, photo.license_id) == ("ask", None)
    assert "agreed to be shown here" in photo.may
    assert sheet.license_id == "CC-BY-4.0"
    assert (
        "The license does not cover: A class at work."
        in case_statement(case, SITE, "en").paragraphs
    )


def test_a_license_reaches_a_photograph_of_nobody(tmp_path: Path) -> None:
    case = loaded(tmp_path, Case(copyright=LICENSE, materials=[PHOTO | {"people": "none"}]))
    assert (
        material_statement(case, case.published_materials[0], SITE, "en").license_id == "CC-BY-4.0"
    )


def test_a_search_result_offers_no_file_of_other_rights(tmp_path: Path) -> None:
    case = loaded(tmp_path / "both", Case(copyright=LICENSE, materials=[DRAWING, SHEET]))
    for card in search_document(case, SITE).cards.values():
        assert card.file
        assert card.file.href.endswith("/sheet.csv")
    case = loaded(tmp_path / "one", Case(copyright=LICENSE, materials=[DRAWING]))
    assert [card.file for card in search_document(case, SITE).cards.values()] == [None, None]


def test_what_is_not_the_owners_is_seen_without_opening_anything(built_site: Path) -> None:
    path = "cases/2023-24/pupils-judge-their-own-throws/index.html"
    label = (built_site / path).read_text("utf-8").split("cb-label__rights")[1]
    seen, opened = label.split("<details>", 1)
    assert "which the pupils who made it own: One pupil’s self-check" in seen
    assert "which the pupils who made it own" not in opened.split("</header>")[0]


def test_the_ledger_says_where_each_work_of_others_stands(built_site: Path) -> None:
    ledger = (built_site / "rights/index.html").read_text("utf-8")
    rows = [row for row in ledger.split("<tr>") if "劉義慶" in row]
    assert len(rows) == 3
    assert len(set(rows)) == 3
    assert sum("<td>The text</td>" in row for row in rows) == 1
