"""People are credited at schools of the case, by name or post alone."""

from __future__ import annotations

from tests.checks.conftest import Found

CREDIT = "{name: Curriculum leader, role: coordinator, school: lakeview-ps}"
SCHOOL = "    district: sha-tin\n"


def test_accepts_someone_of_no_school(found: Found) -> None:
    assert found({CREDIT: "{name: Ms Lee, role: support-officer}"}) == []


def test_refuses_a_school_that_is_not_of_the_case(found: Found) -> None:
    assert found({CREDIT: "{role: teacher, school: lakeview}"}) == [
        'index.md:19:29 error[unknown-school] "lakeview" is not the id of a school of this case'
    ]


def test_refuses_a_school_that_is_named_twice(found: Found) -> None:
    again = (
        "  - {id: lakeview-ps, name: {en: Lakeview Primary School, zh-Hant: 湖景小學}, "
        "level: [primary], district: sha-tin}\n"
    )
    assert found({SCHOOL: SCHOOL + again}) == [
        'index.md:18:10 error[repeated-school] the school "lakeview-ps" is named twice'
    ]


def test_refuses_a_second_coordinator_of_a_school(found: Found) -> None:
    one = "  - {name: Curriculum leader, role: coordinator, school: lakeview-ps}\n"
    assert found({one: one + one.replace("Curriculum leader", "Panel head")}) == [
        (
            'index.md:20:30 error[two-coordinators] the school "lakeview-ps" has a second '
            "coordinator; a school nominates one"
        )
    ]
