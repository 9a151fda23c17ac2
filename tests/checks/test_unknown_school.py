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


def test_refuses_an_e_mail_address_in_a_credit(found: Found) -> None:
    assert found({CREDIT: "{name: lee@example.com, role: teacher}"}) == [
        (
            'index.md:19:12 error[e-mail-address] the credit "lee@example.com" holds an '
            "e-mail address, which is not for the public"
        )
    ]
