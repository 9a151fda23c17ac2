"""What is said of one file is the same wherever it stands, and a withdrawal reaches all of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from casebook.pipeline import check_folder
from tests.rights.cases import Case

TODAY: Final = date(2026, 8, 31)
AGREED: Final = {"consent": "guardians", "scope": "public-website", "obtained": "2025-03-02"}
DATA: Final = b"the very same bytes,1\n"


def photograph(name: str, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - as in YAML
    return {"file": name, "type": "photograph", "title": "A class", "use": "publish"} | facts


def found(folder: Path, *cases: Case) -> list[tuple[str, str]]:
    for number, case in enumerate(cases):
        files = {material["file"]: DATA for material in case.materials}
        case.write(folder / f"contributions/2024-25/case-{number}", files)
    found_there = check_folder(folder / "contributions", TODAY).diagnostics
    return [(one.id, one.location.path) for one in found_there]


def test_says_nothing_where_the_same_is_said(tmp_path: Path) -> None:
    one = Case(materials=[photograph("a.csv", people=AGREED)])
    other = Case(materials=[photograph("b.csv", people=AGREED)])
    assert found(tmp_path, one, other) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"people": AGREED | {"expires": "2027-08-31"}},
        {"people": "none"},
        {"people": AGREED | {"obtained": "2025-03-03"}},
    ],
)
def test_refuses_two_stories_of_one_photograph(tmp_path: Path, facts: dict[str, Any]) -> None:
    one = Case(materials=[photograph("a.csv", people=AGREED)])
    other = Case(materials=[photograph("b.csv", **facts)])
    assert found(tmp_path, one, other) == [
        ("rights-differ", "contributions/2024-25/case-1/index.md")
    ]


def test_refuses_a_copy_in_the_same_case(tmp_path: Path) -> None:
    both = [photograph("a.csv", people=AGREED), photograph("b.csv", people="none")]
    ((id_, _),) = found(tmp_path, Case(materials=both))
    assert id_ == "rights-differ"


def test_refuses_a_work_of_others_that_is_declared_in_one_place_only(tmp_path: Path) -> None:
    work = {"work": "A poem", "in": "a.csv", "owner": "A poet", "basis": "permission"}
    one = Case(
        materials=[photograph("a.csv", people="none")],
        third_party=[work | {"evidence": "a letter"}],
    )
    ((id_, _),) = found(tmp_path, one, Case(materials=[photograph("b.csv", people="none")]))
    assert id_ == "rights-differ"


@pytest.mark.parametrize("first", [True, False])
def test_warns_of_a_file_that_a_withdrawn_case_held(tmp_path: Path, first: bool) -> None:
    gone = {"status": "withdrawn", "withdrawn": {"date": "2026-03-03"}}
    stays = Case(materials=[photograph("a.csv", people=AGREED)])
    withdrawn = Case(materials=[photograph("b.csv", people=AGREED)], more=gone)
    pair = (withdrawn, stays) if first else (stays, withdrawn)
    number = 1 if first else 0
    assert found(tmp_path, *pair) == [
        ("in-withdrawn-case", f"contributions/2024-25/case-{number}/index.md")
    ]


def test_says_nothing_of_a_draft(tmp_path: Path) -> None:
    one = Case(materials=[photograph("a.csv", people=AGREED)])
    draft = Case(materials=[photograph("b.csv", people="none")], more={"status": "draft"})
    assert found(tmp_path, one, draft) == []
