"""A license to the public has the yes of every owner, and is one."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

YEAR = "  year: 2025\n"
QEF = {
    "  service: Curriculum leaders, P6": "  programme: qef-thematic-network\n  network: Reading",
    "owner: joint": "owner: qef",
}
SECOND = {
    "    district: sha-tin\n": (
        "    district: sha-tin\n"
        "  - {id: bayside-ps, name: {en: Bayside, zh-Hant: 海灣}, level: [primary], "
        "district: islands}\n"
    )
}


def license_(granted_by: str, id_: str = "CC-BY-4.0") -> dict[str, str]:
    return {YEAR: f"{YEAR}  license: {{id: {id_}, granted-by: [{granted_by}]}}\n"}


@pytest.mark.parametrize("id_", ["CC-BY-4.0", "CC-BY-NC-SA-4.0", "CC0-1.0"])
def test_accepts_the_yes_of_the_bureau_and_the_school(found: Found, id_: str) -> None:
    assert found(license_("edb, lakeview-ps", id_)) == []


def test_accepts_the_yes_of_the_fund_alone(found: Found) -> None:
    assert found({**QEF, **license_("qef")}) == []


def test_names_everyone_whose_yes_is_missing(found: Found) -> None:
    assert found({**SECOND, **license_("lakeview-ps")}) == [
        (
            "index.md:31:40 error[license-not-granted] the license needs the yes of every owner, "
            'and "edb, bayside-ps" is not named'
        )
    ]


def test_refuses_the_yes_of_a_school_where_the_fund_owns(found: Found) -> None:
    assert found({**QEF, **license_("qef, lakeview-ps")}) == [
        (
            'index.md:31:46 error[license-by-stranger] "lakeview-ps" does not own this case, '
            "so it cannot license it"
        )
    ]


@pytest.mark.parametrize("id_", ["CC BY 4.0", "cc-by-4.0", "CC-BY-9.0", "free"])
def test_refuses_what_spdx_does_not_list(found: Found, id_: str) -> None:
    assert found(license_("edb, lakeview-ps", id_)) == [
        f'index.md:30:17 error[unknown-license] "{id_}" is not the SPDX identifier of a license'
    ]


@pytest.mark.parametrize(
    "id_",
    [
        "LicenseRef-All-Rights-Reserved",
        "LicenseRef-Ours",
        "PolyForm-Noncommercial-1.0.0",
        "BUSL-1.1",
        "MIT",
    ],
)
def test_refuses_what_is_not_of_creative_commons(found: Found, id_: str) -> None:
    (message,) = found(license_("edb, lakeview-ps", id_))
    assert message.startswith(f'index.md:30:17 error[not-a-public-license] "{id_}" is not one')


@pytest.mark.parametrize("id_", ["CC-PDM-1.0", "CC-PDDC"])
def test_refuses_a_mark_that_grants_nothing(found: Found, id_: str) -> None:
    assert found(license_("edb, lakeview-ps", id_)) == [
        (
            f'index.md:30:17 error[not-a-license] "{id_}" says that a work has no copyright; it is '
            "a mark, and no license"
        )
    ]
