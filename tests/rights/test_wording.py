"""The publisher's words in Simplified Chinese, and names as they are registered."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from casebook.contribution import Contribution
from casebook.loader import load_folder
from casebook.rights.statements import case_statement, material_statement
from casebook.rights.wording import general_words, simplified
from casebook.settings import load_site
from tests.conftest import ROOT
from tests.rights.cases import Case

SITE: Final = load_site(ROOT / "mkdocs.yml")
TRADITIONAL_NAMES: Final = {"en": "Feng Kai School", "zh-Hant": "鳳溪啟發學校"}
ONLY_TRADITIONAL: Final = "權擁轉匯進閱讀連結單為業複製徵屬學"


def loaded(folder: Path, case: Case) -> Contribution:
    found = load_folder(case.write(folder / "contributions/2024-25/a-case")).contribution
    assert found
    return found


def one_school() -> list[dict[str, Any]]:
    return [
        {"id": "feng-kai", "name": TRADITIONAL_NAMES, "level": ["primary"], "district": "north"}
    ]


def test_words_are_converted_by_phrase_and_as_hong_kong_writes_them() -> None:
    assert simplified("乾隆年間的衞生設備很乾淨") == "乾隆年间的卫生设备很干净"


def test_a_statement_names_schools_people_and_works_as_registered(tmp_path: Path) -> None:
    work = {"work": "《燈塔》節錄", "in": "text", "owner": "黃國榮", "basis": "quotation"}
    case = loaded(
        tmp_path, Case(schools=one_school(), third_party=[work | {"source": "《燈塔》第 12 頁"}])
    )
    statement = case_statement(case, SITE, "zh-Hans")
    said = "\n".join(statement.paragraphs)
    for name in ("鳳溪啟發學校", "《燈塔》節錄", "黃國榮", "《燈塔》第 12 頁"):
        assert name in said
        said = said.replace(name, "")
    assert not set(said) & set(ONLY_TRADITIONAL)
    assert "共同拥有版权" in said


def test_the_three_statements_say_the_same_of_the_same_things(tmp_path: Path) -> None:
    sheet = {"file": "a.csv", "type": "worksheet", "title": "Plan", "use": "publish"}
    license_ = {"id": "CC-BY-4.0", "granted-by": ["edb", "lakeview-ps"]}
    case = loaded(tmp_path, Case(materials=[sheet], copyright={"license": license_}))
    material = case.published_materials[0]
    for chinese, derived in (
        (case_statement(case, SITE, "zh-Hant"), case_statement(case, SITE, "zh-Hans")),
        (
            material_statement(case, material, SITE, "zh-Hant"),
            material_statement(case, material, SITE, "zh-Hans"),
        ),
    ):
        assert derived.seal == chinese.seal
        assert derived.holders == chinese.holders
        assert derived.license_url == chinese.license_url
        assert len(derived.paragraphs) == len(chinese.paragraphs)


@pytest.mark.parametrize("address", ["", "zh-Hant/"])
def test_the_copyright_page_states_the_general_words_in_three_scripts(
    built_site: Path, address: str
) -> None:
    page = (built_site / address / "copyright/index.html").read_text("utf-8")
    assert 'id="zh-hans"' in page
    for sentence in general_words(SITE, "zh-Hans"):
        assert sentence in page
        assert not set(sentence) & set(ONLY_TRADITIONAL)


def test_a_case_leads_to_the_words_in_simplified_chinese(built_site: Path) -> None:
    path = "zh-Hant/cases/2024-25/peer-feedback-in-writing/index.html"
    page = (built_site / path).read_text("utf-8")
    assert 'copyright/#zh-hans" lang="zh-Hans"' in page
