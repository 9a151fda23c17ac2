"""The facts that are written into files say what the statement on the page says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.assets.rights import EmbeddedRights, xmp_packet
from casebook.language import Localized
from casebook.loader import load_folder
from casebook.rights.embedding import embedded_rights
from casebook.settings import load_site
from tests.rights.cases import Case, school

SITE = load_site(Path(__file__).parents[2] / "mkdocs.yml")
WORKSHEET = {"file": "a.csv", "type": "worksheet", "title": "Plan", "use": "publish"}


def embedded(tmp_path: Path, case: Case) -> EmbeddedRights:
    folder = case.write(tmp_path / "contributions" / "2024-25" / "a-case")
    loaded = load_folder(folder).contribution
    assert loaded
    return embedded_rights(loaded, loaded.metadata.materials[0], SITE)


def test_every_owner_is_a_creator_in_both_languages(tmp_path: Path) -> None:
    case = Case(schools=[school("primary"), school("secondary")], materials=[WORKSHEET])
    rights = embedded(tmp_path, case)
    assert rights.creators == (
        "Education Bureau 教育局",
        "Lakeview Primary School 湖景小學",
        "Ferry Lane Secondary School 渡輪里中學",
    )
    assert rights.web_statement == f"{SITE.url}cases/2024-25/a-case/"
    assert rights.license_url is None


def test_the_notice_is_written_in_three_scripts(tmp_path: Path) -> None:
    notice = embedded(tmp_path, Case(materials=[WORKSHEET])).notice
    assert notice.zh_hant == "© 2025 教育局及湖景小學共同擁有版權。保留一切權利。"
    assert notice.zh_hans == "© 2025 教育局及湖景小學共同拥有版权。保留一切权利。"


def test_the_fund_alone_owns_what_it_paid_for(tmp_path: Path) -> None:
    rights = embedded(tmp_path, Case(programme="qef-thematic-network", materials=[WORKSHEET]))
    assert rights.creators == ("Quality Education Fund 優質教育基金",)


def test_a_license_is_named_by_its_address(tmp_path: Path) -> None:
    license_ = {"id": "CC-BY-NC-SA-4.0", "granted-by": ["edb", "lakeview-ps"]}
    rights = embedded(tmp_path, Case(copyright={"license": license_}, materials=[WORKSHEET]))
    assert rights.license_url == "https://creativecommons.org/licenses/by-nc-sa/4.0/"


def test_the_license_of_a_case_is_not_written_into_a_pupils_work(tmp_path: Path) -> None:
    license_ = {"id": "CC-BY-NC-SA-4.0", "granted-by": ["edb", "lakeview-ps"]}
    given: dict[str, Any] = {
        "given-by": "guardian", "scope": "public-website", "obtained": "2025-03-02",
    }  # fmt: skip
    work = WORKSHEET | {"type": "student-work", "pupil-license": given}
    rights = embedded(tmp_path, Case(copyright={"license": license_}, materials=[work]))
    assert rights.license_url is None
    assert not any("Bureau" in creator for creator in rights.creators)


@pytest.mark.parametrize("by_machine", [True, False])
def test_what_a_machine_made_is_said(tmp_path: Path, by_machine: bool) -> None:
    made = {"ai": {"tool": "A tool", "by": "The coordinator"}} if by_machine else {}
    assert embedded(tmp_path, Case(materials=[WORKSHEET | made])).by_machine is by_machine


def test_words_cannot_break_out_of_the_packet(tmp_path: Path) -> None:
    rights = embedded(tmp_path, Case(materials=[WORKSHEET]))
    packet = xmp_packet(replace(rights, title=Localized("</rdf:RDF><a b='", "&")))
    assert packet.count(b"</rdf:RDF>") == 1
    assert b"&lt;/rdf:RDF&gt;" in packet
