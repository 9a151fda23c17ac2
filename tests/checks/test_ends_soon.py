"""An agreement that ends soon is warned of, counted from 31 August 2026."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

BASIS = "    basis: quotation\n    source: The Lighthouse, p. 12 (2011)\n"


def permission(expires: str) -> dict[str, str]:
    return {BASIS: f"    basis: permission\n    evidence: a letter\n    expires: {expires}\n"}


def consent(expires: str) -> dict[str, str]:
    people = f"consent: guardians, scope: public-website, obtained: 2025-03-02, expires: {expires}"
    return {"people: none": f"people: {{{people}}}"}


def test_says_nothing_of_an_end_that_is_far_off(found: Found) -> None:
    assert found(permission("2028-01-01")) == []
    assert found(consent("2028-01-01")) == []


def test_warns_of_a_case_that_will_leave_the_site(found: Found) -> None:
    assert found(permission("2026-09-05")) == [
        (
            "index.md:50:14 warning[ends-soon] the agreement for "
            '"Four lines of “The Lighthouse”" ends on 2026-09-05, in 5 days; '
            "then the whole case leaves the site"
        )
    ]


def test_warns_of_a_file_that_will_leave_the_site(found: Found) -> None:
    (message,) = found(consent("2026-09-01"))
    assert message.startswith("index.md:39:88 warning[ends-soon] ")
    assert message.endswith('in 1 days; then "wall.png" leaves the site')


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_says_nothing_of_a_case_that_is_not_on_the_site(found: Found, status: str) -> None:
    withdrawn = "\nwithdrawn: {date: 2026-03-03}" if status == "withdrawn" else ""
    changes = {**permission("2026-09-05"), "status: published": f"status: {status}{withdrawn}"}
    assert [message for message in found(changes) if "ends-soon" in message] == []
