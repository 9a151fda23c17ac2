"""The page of an owner shows all that it owns, alone or with others, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from casebook.pages import plan_pages
from casebook.pages.owners import PAGE_SIZE
from casebook.pages.rights_view import OwnerView
from casebook.pipeline import check_folder
from casebook.settings import load_site
from tests.conftest import ROOT
from tests.rights.cases import Case, school

SITE: Final = load_site(ROOT / "mkdocs.yml")
TODAY: Final = date(2026, 8, 31)


@pytest.fixture(scope="module")
def owned(built_site: Path) -> dict[str, set[str]]:
    """Return the cases of each owner, as the ledger has them."""
    found: dict[str, set[str]] = {}
    for line in json.loads((built_site / "rights.json").read_bytes())["files"]:
        if line["kind"] == "page":
            for owner in line["owners"]:
                found.setdefault(owner["id"], set()).add(line["case"])
    return found


def page_of(site: Path, owner: str, edition: str = "") -> str:
    return (site / edition / "rights/owners" / owner / "index.html").read_text("utf-8")


@pytest.mark.parametrize("edition", ["", "zh-Hant"])
def test_every_owner_has_a_page_with_exactly_its_cases(
    built_site: Path, owned: dict[str, set[str]], edition: str
) -> None:
    assert {"edb", "qef"} < owned.keys()
    folder = built_site / edition / "rights/owners"
    assert {path.name for path in folder.iterdir()} == owned.keys()
    for owner, cases in owned.items():
        page = page_of(built_site, owner, edition)
        shown = re.findall(r'<h2><a href="[./]*(?:zh-Hant/)?(cases/[^"]+)/"', page)
        shown += re.findall(r'<a href="[./]*(?:zh-Hant/)?(compilations/[^"/]+)/"', page)
        assert sorted({one.removeprefix("cases/") for one in shown}) == sorted(cases)


def test_a_pupils_work_stands_among_the_works_of_others(built_site: Path) -> None:
    page = page_of(built_site, "qef")
    case = page.split('from-paragraph-to-story/"')[1].split("<h2>")[0]
    own, others = case.split("Works of others and of pupils")
    assert "the-missing-rope.pdf" not in own
    assert "the pupil who made it" in others


def test_a_record_that_stays_with_the_schools_has_a_seal_and_no_link(built_site: Path) -> None:
    page = page_of(built_site, "edb")
    kept = re.findall(r'<li><i class="cb-seal cb-seal--stays".*?</li>', page)
    assert kept
    assert not any("href" in one for one in kept)


def test_the_ledger_and_the_school_lead_to_it(built_site: Path) -> None:
    ledger = (built_site / "rights/index.html").read_text("utf-8")
    assert 'href="../rights/owners/edb/"' in ledger
    page = (built_site / "schools/lakeview-ps/index.html").read_text("utf-8")
    assert 'href="../../rights/owners/lakeview-ps/"' in page


def test_what_is_off_the_site_is_on_no_such_page(built_site: Path) -> None:
    for page in built_site.glob("**/rights/owners/*/index.html"):
        assert "interviewing-grandparents" not in page.read_text("utf-8")


def views(folder: Path, cases: list[Case]) -> list[tuple[str, OwnerView]]:
    for number, case in enumerate(cases):
        case.write(folder / f"contributions/2024-25/case-{number}")
    collection = check_folder(folder / "contributions", TODAY).collection
    return [
        (page.href, page.view)
        for page in (one.compile() for one in plan_pages(collection, SITE, TODAY))
        if isinstance(page.view, OwnerView) and page.language == "en"
    ]


def test_a_school_owns_nothing_of_the_funds_cases(tmp_path: Path) -> None:
    found = views(tmp_path, [Case(programme="qef-thematic-network")])
    assert [href for href, _ in found] == ["rights/owners/qef/"]


def test_many_cases_are_on_several_pages_each_on_one(tmp_path: Path) -> None:
    found = views(tmp_path, [Case(schools=[school("primary")]) for _ in range(PAGE_SIZE + 2)])
    pages = [(href, len(view.cases)) for href, view in found if "/edb/" in href]
    assert pages == [("rights/owners/edb/", PAGE_SIZE), ("rights/owners/edb/page/2/", 2)]
