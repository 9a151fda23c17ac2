"""Licenses to the public: what their identifiers say, and which may stand inside which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

import yaml
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

Role = Literal["text", "file"]
Verdict = Literal[
    "fits", "apart", "share-alike", "commercial", "no-derivatives", "attribution", "unlisted"
]
"""`unlisted`: the table has no row or column for one of the two licenses."""

RESERVED: Final = "all-rights-reserved"
"""The table's column for a case without a license."""

MAX_IDENTIFIER: Final = 100
_IDENTIFIER: Final = re.compile(rf"[A-Za-z0-9.+-]{{1,{MAX_IDENTIFIER}}}")
"""The letters of SPDX's identifiers: each is the name of a file as well (`LICENSES/`)."""
_CREATIVE_COMMONS: Final = re.compile(
    r"CC-(?P<family>BY(?:-NC)?(?:-SA|-ND)?)-(?P<version>\d\.\d)(?:-(?P<port>[A-Z]{2,3}))?"
)
_ZERO: Final = {"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/"}
_MARKS: Final = ("CC-PDM-1.0", "CC-PDDC")
"""SPDX lists them, but nobody grants anything with them: they say that no copyright is known."""


def is_file_name(identifier: str) -> bool:
    """Tell whether a file can have this identifier as its name, and stay in its folder."""
    return _IDENTIFIER.fullmatch(identifier) is not None


def is_known(identifier: str) -> bool:
    """Tell whether SPDX lists one license under exactly this identifier."""
    if is_own(identifier) or not is_file_name(identifier):
        return False
    try:
        return str(canonicalize_license_expression(identifier)) == identifier
    except InvalidLicenseExpression:
        return False


def is_own(identifier: str) -> bool:
    """Tell whether it names a license that SPDX does not list, in SPDX's own way."""
    own = re.fullmatch(r"LicenseRef-[A-Za-z0-9.-]+", identifier)
    return own is not None and is_file_name(identifier)


def is_mark(identifier: str) -> bool:
    """Tell whether it only marks a work as free of copyright: that is a claim, not a license."""
    return identifier in _MARKS


def family(identifier: str) -> str | None:
    """Return the table's row for a Creative Commons license; None for any other license."""
    if identifier in _ZERO:
        return "CC0"
    match = _CREATIVE_COMMONS.fullmatch(identifier)
    return match["family"] if match else None


def license_url(identifier: str) -> str | None:
    """Return the address of a Creative Commons license's deed; None for any other license."""
    if identifier in _ZERO:
        return _ZERO[identifier]
    match = _CREATIVE_COMMONS.fullmatch(identifier)
    if match is None:
        return None
    address = f"https://creativecommons.org/licenses/{match['family'].lower()}/{match['version']}/"
    return f"{address}{match['port'].lower()}/" if match["port"] else address


def forbids_changes(identifier: str) -> bool:
    """Tell whether a work under this license may be shown, but not adapted."""
    return (family(identifier) or "").endswith("-ND")


def verdict(inside: str, case: str | None, role: Role) -> Verdict:
    """Say whether a work under `inside` may stand in a case under `case` (None: no license)."""
    if role == "text" and inside == case:
        return "fits"
    row = family(inside)
    column = RESERVED if case is None else family(case)
    if row is None or (column is None and role == "text"):
        return "unlisted"
    found = table()[role][row][column or RESERVED]
    return cast(Verdict, "share-alike" if found == "same" else found)


@cache
def table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the table of compatibility: role, license inside, license of the case."""
    text = files(__package__).joinpath("compatibility.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return read
