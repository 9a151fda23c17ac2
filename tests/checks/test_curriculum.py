"""Levels, key stages, areas and subjects agree."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

AREA = "  key-learning-areas: [english-language-education]\n"
KINDERGARTEN = {
    "level: [primary]": "level: [kindergarten]",
    "key-stages: [ks2]": "key-stages: [kg]",
    "levels: [p4, p5]": "levels: [k2]",
    "  subjects: [english-language]\n": "",
}


@pytest.mark.parametrize(
    "changes",
    [
        {"  levels: [p4, p5]\n": ""},
        {"key-stages: [ks2]": "key-stages: [ks1, ks2]", "levels: [p4, p5]": "levels: [p3, p4]"},
        {"  subjects: [english-language]\n": ""},
    ],
)
def test_accepts_what_agrees(found: Found, changes: dict[str, str]) -> None:
    assert found(changes) == []


def test_refuses_a_level_of_another_stage_each_at_its_place(found: Found) -> None:
    assert found(
        {
            "level: [primary]": "level: [primary, secondary]",
            "levels: [p4, p5]": "levels: [p3, p4, s1]",
        }
    ) == [
        (
            'index.md:23:12 error[level-outside-stage] the level "p3" belongs to the key stage '
            '"ks1", which is not named'
        ),
        (
            'index.md:23:20 error[level-outside-stage] the level "s1" belongs to the key stage '
            '"ks3", which is not named'
        ),
    ]


def test_asks_a_school_for_its_key_learning_area(found: Found) -> None:
    assert found({AREA: ""}) == ["index.md:20:1 error[missing-area] no key-learning-areas is named"]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("key-learning-areas: [Mathematics]", "unknown-term"),
        ("key-learning-areas: english-language-education", "wrong-type"),
        ("key-learning-area: [english-language-education]", "unknown-field"),
        ("學習領域: [english-language-education]", "unknown-field"),
        ("key-learning-areas: []", "missing-area"),
    ],
)
def test_says_one_thing_of_an_area_that_is_typed_wrongly(
    found: Found, typed: str, kind: str
) -> None:
    (said,) = found({AREA: f"  {typed}\n"})
    assert f"[{kind}]" in said


def test_asks_a_kindergarten_for_learning_areas_instead(found: Found) -> None:
    assert found({AREA: "", **KINDERGARTEN}) == [
        "index.md:20:1 error[missing-area] no learning-areas is named"
    ]
    assert found({AREA: "  learning-areas: [language]\n", **KINDERGARTEN}) == []


def test_warns_of_a_subject_that_the_stage_does_not_have(found: Found) -> None:
    assert found({"subjects: [english-language]": "subjects: [economics]"}) == [
        'index.md:24:14 warning[subject-outside-stage] the subject "economics" is not taught in ks2'
    ]


def test_warns_of_a_level_that_no_school_here_teaches(found: Found) -> None:
    assert found(
        {"level: [primary]": "level: [secondary]", "levels: [p4, p5]": "levels: [p4]"}
    ) == [
        (
            'index.md:23:12 warning[level-without-school] the level "p4" belongs to primary '
            "schools, and none is named here"
        )
    ]


def test_lets_a_special_school_teach_every_level(found: Found) -> None:
    assert found({"level: [primary]": "level: [special]"}) == []


def test_warns_of_a_subject_out_of_its_years(found: Found) -> None:
    changes = {
        "level: [primary]": "level: [secondary]",
        "key-stages: [ks2]": "key-stages: [ks3]",
        "levels: [p4, p5]": "levels: [s1]",
        "subjects: [english-language]": "subjects: [life-and-society]",
    }
    assert found(changes) == [
        (
            'index.md:24:14 warning[subject-outside-year] the subject "life-and-society" was not '
            "taught in 2024/25 at every level named here"
        )
    ]
