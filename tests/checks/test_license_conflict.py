"""What is licensed inside a case allows what the case allows."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

BASIS = "    basis: quotation\n    source: The Lighthouse, p. 12 (2011)\n"
YEAR = "  year: 2025\n"


def changes(inside: str, own: str | None) -> dict[str, str]:
    license_ = f"  license: {{id: {own}, granted-by: [edb, lakeview-ps]}}\n" if own else ""
    return {BASIS: f"    basis: license\n    license: {inside}\n", YEAR: YEAR + license_}


@pytest.mark.parametrize(
    ("inside", "own"),
    [
        ("CC-BY-4.0", None),
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("CC-BY-4.0", "CC-BY-NC-SA-4.0"),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0"),
        ("CC0-1.0", "CC-BY-4.0"),
    ],
)
def test_accepts_what_the_inner_license_allows(found: Found, inside: str, own: str | None) -> None:
    assert found(changes(inside, own)) == []


@pytest.mark.parametrize(
    ("inside", "own"),
    [
        ("CC-BY-SA-4.0", None),
        ("CC-BY-SA-4.0", "CC-BY-4.0"),
        ("CC-BY-NC-4.0", "CC-BY-4.0"),
        ("CC-BY-4.0", "CC0-1.0"),
    ],
)
def test_refuses_what_the_inner_license_forbids(found: Found, inside: str, own: str | None) -> None:
    (message,) = found(changes(inside, own))
    line = 50 if own else 49
    assert message.startswith(f"index.md:{line}:14 error[license-conflict] ")


def test_refuses_to_pass_on_a_permission_that_was_given_to_the_owners(found: Found) -> None:
    granted = changes("CC-BY-4.0", "CC-BY-4.0")
    granted[BASIS] = "    basis: permission\n    evidence: a letter\n"
    (message,) = found(granted)
    assert "[permission-passed-on] " in message


def test_refuses_a_license_on_what_is_given_on_request_only(found: Found) -> None:
    granted = changes("CC-BY-4.0", "CC-BY-4.0")
    granted["materials:\n"] = "materials:\n  - {type: worksheet, title: A sheet, use: on-request}\n"
    (message,) = found(granted)
    assert "[licensed-on-request] " in message


def test_warns_of_a_license_that_it_does_not_know(found: Found) -> None:
    (message,) = found(changes("GPL-3.0-only", None))
    assert message.startswith("index.md:49:14 warning[unlisted-license] ")
