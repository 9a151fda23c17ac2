"""A pupil's work is published with the pupil's license."""

from __future__ import annotations

import pytest

from casebook.reference.content import content_of
from tests.checks.conftest import Found

MATERIALS = "materials:\n"
DRAWING = {"drawing.png": content_of({"picture": {"width": 64, "height": 48}})}
ENTRY = (
    "  - file: drawing.png\n    type: student-work\n    title: A drawing\n"
    "    alt: Four boxes\n    use: publish\n"
)
SECONDARY = {
    "level: [primary]": "level: [secondary]",
    "key-stages: [ks2]": "key-stages: [ks3]",
    "levels: [p4, p5]": "levels: [s1]",
}


def license_(given_by: str, scope: str = "public-website") -> dict[str, str]:
    line = f"    pupil-license: {{given-by: {given_by}, scope: {scope}, obtained: 2025-03-02}}\n"
    return {MATERIALS: MATERIALS + ENTRY + line}


def test_accepts_the_license_of_a_guardian_in_primary(found: Found) -> None:
    assert found(license_("guardian"), files=DRAWING) == []


def test_accepts_the_license_of_pupil_and_guardian_in_secondary(found: Found) -> None:
    assert found({**SECONDARY, **license_("pupil-and-guardian")}, files=DRAWING) == []


def test_refuses_student_work_without_a_license(found: Found) -> None:
    assert found({MATERIALS: MATERIALS + ENTRY}, files=DRAWING) == [
        (
            'index.md:33:12 error[missing-pupil-license] the student work "A drawing" is to be '
            "published, but the pupil, who owns it, has not licensed it"
        )
    ]


def test_refuses_the_license_of_a_guardian_alone_from_s1(found: Found) -> None:
    assert found({**SECONDARY, **license_("guardian")}, files=DRAWING) == [
        (
            "index.md:36:31 error[guardian-alone] "
            "from S1 the pupil licenses the work together with the guardian"
        )
    ]


def test_refuses_a_license_for_less_than_a_public_page(found: Found) -> None:
    assert found(license_("guardian", "school-network"), files=DRAWING) == [
        (
            "index.md:36:48 error[narrower-scope] "
            'it is to be published, but the agreement covers "school-network" only'
        )
    ]


def test_takes_no_license_on_the_case_for_one_of_the_pupil(found: Found) -> None:
    year = "  year: 2025\n"
    granted = "  license: {id: CC-BY-4.0, granted-by: [edb, lakeview-ps]}\n"
    (message,) = found({MATERIALS: MATERIALS + ENTRY, year: year + granted}, files=DRAWING)
    assert "error[missing-pupil-license]" in message


TITLE = "title: The rubric on the classroom wall"


@pytest.mark.parametrize(
    "title",
    [
        "A pupil’s drawing",
        "Students' essays",
        "A poster made by one P4 pupil",
        "學生作品",
        "幼兒的畫作",
    ],
)
def test_warns_of_a_pupils_work_under_another_name(found: Found, title: str) -> None:
    (message,) = found({TITLE: f'title: "{title}"'})
    assert message.startswith("index.md:37:12 warning[perhaps-student-work] ")


@pytest.mark.parametrize("title", ["Pupils at work", "The wall", "A rubric for pupils", "學生討論"])
def test_says_nothing_of_what_schools_make(found: Found, title: str) -> None:
    assert found({TITLE: f'title: "{title}"'}) == []


def test_says_nothing_of_a_rubric_for_pupils_works(found: Found) -> None:
    assert found({"title: Rubric for peer feedback": "title: Rubric for pupils' drafts"}) == []
