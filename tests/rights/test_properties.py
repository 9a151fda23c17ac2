"""What holds for every case: all owners are named, and what is kept stays with the schools."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.language import LANGUAGES
from casebook.pages import plan_pages
from casebook.pages.files import published_files
from casebook.pages.rights import ledger_lines
from casebook.pages.views import CaseView
from casebook.pipeline import check_folder
from casebook.settings import load_site
from tests.conftest import ROOT
from tests.rights.cases import SCHOOLS, Case, school

TODAY: Final = date(2026, 8, 31)
SITE: Final = load_site(ROOT / "mkdocs.yml")
INSTITUTIONS: Final = {
    "joint": {"en": "Education Bureau", "zh-Hant": "教育局"},
    "qef": {"en": "Quality Education Fund", "zh-Hant": "優質教育基金"},
}
TYPES: Final = ("worksheet", "photograph", "video-clip", "teacher-reflection", "student-work")


@st.composite
def materials(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        entry: dict[str, Any] = {
            "type": draw(st.sampled_from(TYPES)),
            "title": f"Material {number}",
        }
        if use := draw(st.sampled_from((None, "publish", "on-request", "discussion-only"))):
            entry["use"] = use
        if draw(st.booleans()):
            entry["file"] = f"file-{number}.csv"
        if draw(st.booleans()):
            entry["people"] = draw(st.sampled_from(("none", consent())))
        if draw(st.booleans()):
            entry["pupil-license"] = consent("given-by", "guardian")
        found.append(entry)
    return found


def consent(key: str = "consent", by: str = "guardians") -> dict[str, str]:
    return {key: by, "scope": "public-website", "obtained": "2025-03-02"}


cases = st.builds(
    Case,
    stage=st.sampled_from(("kg", "ks2", "ks4")),
    mode=st.sampled_from(("on-site-support", "learning-communities")),
    programme=st.sampled_from((None, "qef-thematic-network")),
    schools=st.permutations(sorted(SCHOOLS)).flatmap(
        lambda levels: st.integers(1, 3).map(lambda n: [school(level) for level in levels[:n]])
    ),
    materials=materials(),
)


@given(case=cases)
@settings(max_examples=120, deadline=None)
def test_whatever_is_published_names_all_owners_and_nothing_kept_is_published(case: Case) -> None:
    with TemporaryDirectory() as folder:
        case.write(Path(folder, "contributions/2024-25/a-case"))
        checked = check_folder(Path(folder, "contributions"), TODAY)
        if checked.has_errors:
            return
        lines = ledger_lines(checked.collection, SITE)
        for page in (one.compile() for one in plan_pages(checked.collection, SITE, TODAY)):
            if isinstance(page.view, CaseView):
                assert owners(case, page.language) == list(page.view.rights.holders)
                for name in owners(case, page.language):
                    assert name in page.view.rights.notice
        for published in checked.collection.cases:
            names = {file.original.name for file in published_files(published, SITE)}
            assert not names & {m["file"] for m in case.materials if kept(m) and "file" in m}
        for line in lines:
            assert line.owners == ("pupil",) or all(
                name in line.notice.in_(tag) for tag in LANGUAGES for name in owners(case, tag)
            )


def owners(case: Case, language: str) -> list[str]:
    """Return who owns a case by the rule: the QEF alone, or the EDB and every school in order."""
    if case.programme == "qef-thematic-network":
        return [INSTITUTIONS["qef"][language]]
    schools = [one["name"][language] for one in case.schools or ()]
    return [INSTITUTIONS["joint"][language], *schools]


def kept(material: dict[str, Any]) -> bool:
    stated = material.get("use")
    return bool(stated != "publish" if stated else material["type"] != "worksheet")
