"""A compilation shows people, pupils' work and works of others as far as they agreed to it.

The verdicts below are those of the publisher's rules (Rights fields; domain, section 3): scopes
are in the order professional-discussion < school-network < public-website < compilation, and a
compilation asks for the last.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from tests.compiling.pages import TEXT, checked, facts, said, write_case, write_page
from tests.rights.cases import Case
from tests.rights.test_withdrawal import picture

WHO = {"ks2": ("guardians", "guardian"), "ks4": ("both", "pupil-and-guardian")}
SCOPES = ("public-website", "compilation")
EVERY = list(itertools.product(WHO, SCOPES))
SHOWN = "## What we did\n\n![Two pupils mark a draft](photo.png)\n\n## What changed\n\nLess red.\n"


def photograph(stage: str, scope: str) -> dict[str, Any]:
    people = {"consent": WHO[stage][0], "scope": scope, "obtained": "2025-03-02"}
    return {"file": "photo.png", "type": "photograph", "title": "A photograph"} | {
        "alt": "Two pupils mark a draft",
        "people": people,
        "use": "publish",
    }


def pupils_work(stage: str, scope: str) -> dict[str, Any]:
    license_ = {"given-by": WHO[stage][1], "scope": scope, "obtained": "2025-03-02"}
    return {"file": "work.csv", "type": "student-work", "title": "A draft"} | {
        "pupil-license": license_,
        "use": "publish",
    }


def nobody() -> dict[str, Any]:
    return {"file": "photo.png", "type": "photograph", "title": "An empty room"} | {
        "alt": "An empty classroom",
        "people": "none",
        "use": "publish",
    }


@pytest.mark.parametrize(("stage", "scope"), EVERY)
@pytest.mark.parametrize("how", ["as a file", "in a section", "in the whole text"])
def test_a_photograph_needs_consent_to_a_compilation(
    tmp_path: Path, stage: str, scope: str, how: str
) -> None:
    write_case(
        tmp_path,
        "first",
        Case(stage=stage, materials=[photograph(stage, scope)], text=SHOWN),
        photo_png=picture(1),
    )
    choices: dict[str, dict[str, Any]] = {
        "as a file": {"materials": ["photo.png"]},
        "in a section": {"sections": ["What we did"]},
        "in the whole text": {"sections": "all"},
    }
    write_page(tmp_path, facts({"case": "2024-25/first"} | choices[how]))
    assert [found for found, _ in said(tmp_path)] == (
        [] if scope == "compilation" else ["agreed-to-less"]
    )


@pytest.mark.parametrize("scope", SCOPES)
def test_a_section_without_the_photograph_needs_no_consent(tmp_path: Path, scope: str) -> None:
    case = Case(materials=[photograph("ks2", scope)], text=SHOWN)
    write_case(tmp_path, "first", case, photo_png=picture(1))
    write_page(tmp_path, facts({"case": "2024-25/first", "sections": ["What changed"]}))
    assert said(tmp_path) == []


def test_a_photograph_of_nobody_needs_no_consent(tmp_path: Path) -> None:
    write_case(tmp_path, "first", Case(materials=[nobody()], text=SHOWN), photo_png=picture(1))
    write_page(tmp_path, facts({"case": "2024-25/first", "sections": "all"}))
    assert said(tmp_path) == []


@pytest.mark.parametrize(("stage", "scope"), EVERY)
def test_a_pupils_work_needs_a_license_for_a_compilation(
    tmp_path: Path, stage: str, scope: str
) -> None:
    write_case(tmp_path, "first", Case(stage=stage, materials=[pupils_work(stage, scope)]))
    write_page(tmp_path, facts({"case": "2024-25/first", "materials": ["work.csv"]}))
    assert [found for found, _ in said(tmp_path)] == (
        [] if scope == "compilation" else ["agreed-to-less"]
    )


def test_names_the_line_of_the_consent_and_the_two_ways_out(tmp_path: Path) -> None:
    case = Case(materials=[photograph("ks2", "public-website")], text=SHOWN)
    folder = write_case(tmp_path, "first", case, photo_png=picture(1))
    lines = (folder / "index.md").read_text("utf-8").split("\n")
    line = next(n for n, text in enumerate(lines, 1) if "scope: public-website" in text)
    write_page(tmp_path, facts({"case": "2024-25/first", "materials": ["photo.png"]}))
    (found,) = checked(tmp_path).diagnostics
    assert f"contributions/2024-25/first/index.md:{line}" in found.message.en
    assert "ask again, and write scope: compilation" in found.help.en
    assert "delete photo.png here" in found.help.en


def work(basis: str, **more: str) -> dict[str, Any]:
    return {"work": "A poem", "in": "text", "owner": "A poet", "basis": basis} | more


@pytest.mark.parametrize(
    ("third_party", "sections", "expected"),
    [
        (work("license", license="CC-BY-ND-4.0"), ["What we did"], ["cut-work-of-others"]),
        (work("license", license="CC-BY-ND-4.0"), "all", []),
        (work("license", license="CC-BY-4.0"), ["What we did"], []),
        (work("permission", evidence="letter"), "all", ["permission-for-case"]),
        (work("quotation", source="Poems, 1999"), ["What we did"], []),
        (work("expired", died="1930"), ["What we did"], []),
    ],
)
def test_works_of_others_stand_in_a_compilation_as_their_owners_allow(
    tmp_path: Path, third_party: dict[str, Any], sections: str | list[str], expected: list[str]
) -> None:
    write_case(tmp_path, "first", Case(third_party=[third_party], text=TEXT))
    write_page(tmp_path, facts({"case": "2024-25/first", "sections": sections}))
    assert [found for found, _ in said(tmp_path)] == expected
