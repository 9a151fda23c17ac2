"""A public license is stated that not every owner granted, or that is no license."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.rights.licenses import family, is_known, is_mark, is_own
from casebook.rights.ownership import owner_ids

UNKNOWN = DiagnosticKind(
    "unknown-license",
    "error",
    Localized(
        '"{license}" is not the SPDX identifier of a license',
        "「{license}」不是 SPDX 收錄的授權條款代號",
    ),
    Localized(
        "write it as SPDX does, for example CC-BY-4.0 or CC-BY-NC-SA-4.0",
        "按 SPDX 的寫法，例如 CC-BY-4.0 或 CC-BY-NC-SA-4.0",
    ),
)
NOT_GRANTED = DiagnosticKind(
    "license-not-granted",
    "error",
    Localized(
        'the license needs the yes of every owner, and "{missing}" is not named',
        "授權須所有版權擁有人同意，卻沒有「{missing}」",
    ),
    Localized(
        "ask them; if all agree, write granted-by: [{owners}]; if not, delete the license",
        "先徵求同意；如全部同意，寫 granted-by: [{owners}]；否則刪去 license",
    ),
)
STRANGER = DiagnosticKind(
    "license-by-stranger",
    "error",
    Localized(
        '"{stranger}" does not own this case, so it cannot license it',
        "「{stranger}」不是本案例的版權擁有人，不能授權",
    ),
    Localized("write granted-by: [{owners}]", "改為 granted-by: [{owners}]"),
)
NOT_PUBLIC = DiagnosticKind(
    "not-a-public-license",
    "error",
    Localized(
        '"{license}" is not one of the Creative Commons licenses, and readers are told that they '
        "may use the case under it",
        "「{license}」並非共享創意授權條款，網頁卻會說公眾可據此使用案例",
    ),
    Localized(
        "if every owner agrees, write one such as CC-BY-NC-SA-4.0; if not, delete the license: "
        "readers then ask first",
        "如所有擁有人同意，改為例如 CC-BY-NC-SA-4.0；否則刪去 license，讀者須先徵求同意",
    ),
)
MARK = DiagnosticKind(
    "not-a-license",
    "error",
    Localized(
        '"{license}" says that a work has no copyright; it is a mark, and no license',
        "「{license}」表示作品沒有版權；它只是標記，並非授權條款",
    ),
    Localized("{help}", "{help}"),
)
_GIVE_UP: Final = Localized(
    "the owners have a copyright: if every one of them gives it up, write CC0-1.0; if not, "
    "CC-BY-NC-SA-4.0, or delete the license",
    "擁有人享有版權：如全部擁有人放棄版權，改為 CC0-1.0；否則改為 CC-BY-NC-SA-4.0，或刪去 license",
)
KINDS = (UNKNOWN, NOT_PUBLIC, MARK, NOT_GRANTED, STRANGER)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold `granted-by` against the owners, and the license's id against SPDX's list."""
    del context
    license_ = case.metadata.copyright.license
    if license_ is None:
        return
    if family(license_.id) is None or not is_known(license_.id):
        yield _no_license(license_.id, case.value("copyright", "license", "id"))
    owners = owner_ids(case.metadata)
    listed = ", ".join(owners)
    missing = [owner for owner in owners if owner not in license_.granted_by]
    if missing:
        place = case.value("copyright", "license", "granted-by")
        yield NOT_GRANTED.at(place, missing=", ".join(missing), owners=listed)
    for index, name in enumerate(license_.granted_by):
        if name not in owners:
            place = case.value("copyright", "license", "granted-by", index)
            yield STRANGER.at(place, stranger=name, owners=listed)


def _no_license(identifier: str, place: Location) -> Diagnostic:
    """Say what is wrong with an identifier under which nobody may use anything."""
    if is_mark(identifier):
        return MARK.at(place, license=identifier, help=_GIVE_UP)
    a_license = is_known(identifier) or is_own(identifier)
    return (NOT_PUBLIC if a_license else UNKNOWN).at(place, license=identifier)
