"""The table of licenses agrees with what each license says, read from its own name."""

from __future__ import annotations

from typing import Final

import pytest

from casebook.rights.licenses import family, is_known, is_own, license_url, table, verdict

FAMILIES: Final = ("CC0", "BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND")

ADAPTERS_CHART: Final = {
    # Creative Commons, FAQ: the licenses under which an adaptation may be published.
    "CC0": {"CC0", "BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND"},
    "BY": {"BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND"},
    "BY-SA": {"BY-SA"},
    "BY-NC": {"BY-NC", "BY-NC-SA", "BY-NC-ND"},
    "BY-NC-SA": {"BY-NC-SA"},
    "BY-ND": set[str](),
    "BY-NC-ND": set[str](),
}


def test_the_table_has_every_license_in_every_place() -> None:
    for role in ("text", "file"):
        assert set(table()[role]) == set(FAMILIES)
        for row in table()[role].values():
            assert set(row) == {"all-rights-reserved", *FAMILIES}


@pytest.mark.parametrize("inside", FAMILIES)
def test_a_text_may_hold_what_the_chart_of_adapters_licenses_allows(inside: str) -> None:
    row = table()["text"][inside]
    fitting = {own for own in FAMILIES if row[own] in ("fits", "same")}
    assert fitting == ADAPTERS_CHART[inside]


@pytest.mark.parametrize("inside", ["BY-ND", "BY-NC-ND"])
def test_what_may_not_be_adapted_stands_only_where_nothing_may_be(inside: str) -> None:
    row = table()["text"][inside]
    apart = {own for own, found in row.items() if found == "apart"}
    sold_too = {"BY-ND"} if inside == "BY-ND" else set()
    assert apart == {"all-rights-reserved", "BY-NC-ND"} | sold_too


@pytest.mark.parametrize("inside", ["BY-SA", "BY-NC-SA"])
def test_share_alike_never_stands_in_a_text_that_is_all_rights_reserved(inside: str) -> None:
    assert verdict(f"CC-{inside}-4.0", None, "text") == "share-alike"


def test_share_alike_must_be_the_same_version_too() -> None:
    assert verdict("CC-BY-SA-3.0", "CC-BY-SA-4.0", "text") == "share-alike"
    assert verdict("CC-BY-SA-4.0", "CC-BY-SA-4.0", "text") == "fits"


def test_a_file_keeps_the_license_of_what_is_in_it() -> None:
    assert verdict("CC-BY-NC-SA-4.0", "CC-BY-4.0", "file") == "apart"
    assert verdict("CC-BY-SA-4.0", None, "file") == "apart"


def test_a_license_without_a_row_is_left_to_a_reader() -> None:
    assert verdict("OGL-UK-3.0", None, "text") == "unlisted"
    assert verdict("CC-BY-4.0", "MIT", "text") == "unlisted"


def test_a_port_and_an_older_version_belong_to_their_family() -> None:
    assert family("CC-BY-NC-SA-3.0-IGO") == "BY-NC-SA"
    assert family("CC-BY-4.0") == "BY"
    assert family("MIT") is None


def test_the_address_of_a_deed_holds_version_and_port() -> None:
    assert license_url("CC-BY-4.0") == "https://creativecommons.org/licenses/by/4.0/"
    assert license_url("CC-BY-3.0-NL") == "https://creativecommons.org/licenses/by/3.0/nl/"
    assert license_url("CC0-1.0") == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert license_url("MIT") is None


def test_only_an_exact_identifier_is_known() -> None:
    assert is_known("CC-BY-4.0")
    assert not is_known("cc-by-4.0")
    assert not is_known("CC BY 4.0")
    assert not is_known("LicenseRef-Own")
    assert is_own("LicenseRef-CC-BY-NC-ND-3.0-HK")
