"""A work of others stands in a case on one of four grounds."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

BASIS = "    basis: quotation\n    source: The Lighthouse, p. 12 (2011)\n"


def basis(*lines: str) -> dict[str, str]:
    return {BASIS: "".join(f"    {line}\n" for line in lines)}


@pytest.mark.parametrize(
    "lines",
    [
        ("basis: permission", "evidence: letter of 2025-02-11"),
        ("basis: permission", "evidence: letter of 2025-02-11", "expires: 2028-01-01"),
        ("basis: license", "license: CC-BY-4.0"),
        ("basis: quotation", "source: The Lighthouse, p. 12", "extent: part"),
        ("basis: expired", "died: 1936"),
        ("basis: expired", "published: 1921"),
        ("basis: expired", "died: 1975"),
    ],
)
def test_accepts_the_four_grounds_with_their_proof(found: Found, lines: tuple[str, ...]) -> None:
    assert found(basis(*lines)) == []


@pytest.mark.parametrize(
    ("ground", "proof"),
    [
        ("permission", "evidence"),
        ("license", "license"),
        ("quotation", "source"),
        ("expired", "died"),
    ],
)
def test_asks_for_the_proof_of_each_ground(found: Found, ground: str, proof: str) -> None:
    assert found(basis(f"basis: {ground}")) == [
        f'index.md:48:12 error[missing-proof] the ground "{ground}" needs "{proof}" beside it'
    ]


@pytest.mark.parametrize(
    "ground",
    [
        "education",
        "teaching",
        "fair dealing",
        "Fair Use",
        "s.41A",
        "section 44",
        "for classroom use",
    ],
)
def test_says_why_an_exception_for_the_classroom_is_no_ground(found: Found, ground: str) -> None:
    (message,) = found(basis(f"basis: {ground}"))
    assert message.startswith(
        f'index.md:48:12 error[classroom-exception] "{ground}" covers a class'
    )


def test_refuses_any_other_ground(found: Found) -> None:
    assert found(basis("basis: found on the internet"), language="zh-Hant") == [
        "index.md:48:12 error[no-ground] 「found on the internet」不是在公開網頁刊登他人作品的依據"
    ]


def test_refuses_to_call_a_whole_work_a_quotation(found: Found) -> None:
    assert found(basis("basis: quotation", "source: The Lighthouse", "extent: whole")) == [
        (
            "index.md:50:13 error[whole-work-quoted] "
            "a quotation is a part of a work, and this says that the whole is shown"
        )
    ]


@pytest.mark.parametrize("field", ["died", "published"])
def test_counts_protection_to_the_end_of_the_fiftieth_year(found: Found, field: str) -> None:
    assert found(basis("basis: expired", f"{field}: 1976")) == [
        (
            f"index.md:49:{9 + len(field) - 2} error[still-protected] "
            "the work is protected to the end of 2026: fifty years after 1976"
        )
    ]


def test_refuses_a_place_that_is_no_registered_file(found: Found) -> None:
    assert found({"    in: text": "    in: lighthouse.pdf"}) == [
        'index.md:46:9 error[unknown-place] "lighthouse.pdf" is not a registered file'
    ]


def test_warns_when_a_permission_has_ended(found: Found) -> None:
    lines = ("basis: permission", "evidence: a letter", "expires: 2026-08-30")
    (message,) = found(basis(*lines))
    assert message.startswith("index.md:50:14 warning[expired-case] the whole case is off the site")
    (message,) = found(basis(*lines[:2], "expires: 2026-08-31"))
    assert message.startswith("index.md:50:14 warning[ends-soon] ")


@pytest.mark.parametrize(
    ("field", "value"),
    [("license", "../../../TRAVERSED"), ("license-url", "https://license.example/terms")],
)
@pytest.mark.parametrize(
    "ground",
    [
        ("basis: quotation", "source: The Lighthouse, p. 12"),
        ("basis: permission", "evidence: letter of 2025-02-11"),
        ("basis: expired", "died: 1936"),
    ],
)
def test_refuses_a_license_beside_another_ground(
    found: Found, ground: tuple[str, str], field: str, value: str
) -> None:
    assert found(basis(*ground, f"{field}: {value}")) == [
        (
            f'index.md:50:{7 + len(field)} error[license-out-of-place] "{field}" does not belong '
            f'beside "{ground[0]}"'
        )
    ]


def test_refuses_an_identifier_that_is_no_name_of_a_file(found: Found) -> None:
    for identifier in ("../../../TRAVERSED", "(MIT)", "LicenseRef-../x"):
        messages = found(basis("basis: license", f"license: {identifier}"))
        assert any("49:14 error[unknown-license] " in message for message in messages)


def test_refuses_an_identifier_too_long_for_the_name_of_a_file(found: Found) -> None:
    (message,) = found(basis("basis: license", f"license: LicenseRef-{'a' * 90}"))
    assert message.startswith("index.md:49:14 error[too-long] ")


def test_accepts_a_license_of_others_with_its_address(found: Found) -> None:
    url = "license-url: https://license.example/terms"
    (message,) = found(basis("basis: license", "license: LicenseRef-Northgate-Terms", url))
    assert message.startswith("index.md:49:14 warning[unlisted-license] ")


@pytest.mark.parametrize(
    "address",
    [
        "http://license.example/terms",
        "mailto:a@license.example",
        "terms.html",
        "https://localhost/",
    ],
)
def test_refuses_an_address_of_a_license_that_is_no_page(found: Found, address: str) -> None:
    url = f"license-url: {address}"
    messages = found(basis("basis: license", "license: LicenseRef-Northgate-Terms", url))
    assert any(
        message.startswith(f'index.md:50:18 error[unsafe-link] the link to "{address}" ')
        for message in messages
    )


@pytest.mark.parametrize("address", ["https://evil.example/", "https://spdx.org/licenses/MIT"])
def test_refuses_an_address_for_a_license_that_has_one(found: Found, address: str) -> None:
    assert found(basis("basis: license", "license: CC-BY-4.0", f"license-url: {address}")) == [
        (
            'index.md:50:18 error[license-out-of-place] "license-url" does not belong beside '
            '"license: CC-BY-4.0"'
        )
    ]


@pytest.mark.parametrize(
    "name", ["LicenseRef-All-Rights-Reserved", "LicenseRef-Quotation", "LicenseRef-pupils-work"]
)
def test_refuses_the_names_that_the_ledger_gives(found: Found, name: str) -> None:
    url = "license-url: https://license.example/terms"
    messages = found(basis("basis: license", f"license: {name}", url))
    assert any(
        message.startswith(f'index.md:49:14 error[reserved-license] "{name}" is a name')
        for message in messages
    )


def test_refuses_two_addresses_of_one_license(found: Found) -> None:
    other = (
        "  - {work: A song, in: text, owner: Northgate Press, basis: license, "
        "license: LicenseRef-Northgate-Terms, license-url: https://license.example/two}\n"
    )
    lines = ("license: LicenseRef-Northgate-Terms", "license-url: https://license.example/one")
    block = basis("basis: license", *lines)
    messages = found({BASIS: block[BASIS] + other})
    assert [one for one in messages if "error" in one] == [
        (
            'index.md:51:120 error[license-url-differs] "LicenseRef-Northgate-Terms" has the '
            "address https://license.example/two here, but https://license.example/one in "
            "2024-25/peer-feedback-in-writing"
        )
    ]
