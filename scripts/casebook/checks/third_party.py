"""A work of others stands in the case without a ground on which it may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from casebook.addresses import fault_of
from casebook.checks import license_not_granted
from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.markdown.targets import UNSAFE_LINK
from casebook.rights.ledger import is_reserved
from casebook.rights.licenses import is_known, is_mark, is_own
from casebook.schema.rights import ThirdPartyWork

BASES: Final = ("permission", "license", "quotation", "expired")
_CLASSROOM: Final = (
    "education", "teaching", "classroom", "fair-dealing", "fair-use", "41a", "44", "45", "exam",
)  # fmt: skip

NO_GROUND = DiagnosticKind(
    "no-ground",
    "error",
    Localized(
        '"{basis}" is no ground on which a work of others may stand on a public page',
        "「{basis}」不是在公開網頁刊登他人作品的依據",
    ),
    Localized(
        "write one of: permission (with evidence), license (with license), quotation (with "
        "source), expired (with died or published)",
        "改為以下之一：permission（附 evidence）、license（附 license）、quotation（附 source）、"
        "expired（附 died 或 published）",
    ),
)
CLASSROOM_EXCEPTION = DiagnosticKind(
    "classroom-exception",
    "error",
    Localized(
        '"{basis}" covers a class or a school network for a limited time (Copyright Ordinance, '
        "sections 41A, 44 and 45), not a page that everyone can read",
        "「{basis}」只涵蓋課堂或限時的校內網絡（《版權條例》第 41A、44 及 45 條），"
        "不涵蓋人人可看的網頁",
    ),
    Localized(
        "choose a way out: replace it with your own work; ask the owner and write basis: "
        "permission; use a work with a license; or quote a short part and write basis: quotation",
        "四個辦法：改用自己的作品；徵得擁有人准許，寫 basis: permission；改用有授權條款的作品；"
        "或只引用一小部分，寫 basis: quotation",
    ),
)
NO_PROOF = DiagnosticKind(
    "missing-proof",
    "error",
    Localized(
        'the ground "{basis}" needs "{field}" beside it', "依據「{basis}」須同時寫「{field}」"
    ),
    Localized("add a line like: {example}", "加上一行，例如：{example}"),
)
WHOLE_QUOTED = DiagnosticKind(
    "whole-work-quoted",
    "error",
    Localized(
        "a quotation is a part of a work, and this says that the whole is shown",
        "引用只限作品的一部分，這裏卻寫刊登全部",
    ),
    Localized(
        "show a part and write extent: part, or ask the owner and write basis: permission",
        "只刊登一部分並寫 extent: part；或徵得擁有人准許，寫 basis: permission",
    ),
)
STILL_PROTECTED = DiagnosticKind(
    "still-protected",
    "error",
    Localized(
        "the work is protected to the end of {year}: fifty years after {since}",
        "作品的版權保護期至 {year} 年底（{since} 年之後五十年）",
    ),
    Localized(
        "ask the owner and write basis: permission, or take the work out",
        "徵得擁有人准許，寫 basis: permission；或刪去作品",
    ),
)
NOT_REGISTERED = DiagnosticKind(
    "unknown-place",
    "error",
    Localized('"{place}" is not a registered file', "「{place}」不是已登記的檔案"),
    Localized(
        "write in: text, or the name of a registered file", "改為 in: text，或已登記的檔案名稱"
    ),
)
OUT_OF_PLACE = DiagnosticKind(
    "license-out-of-place",
    "error",
    Localized('"{field}" does not belong beside "{beside}"', "「{field}」不應與「{beside}」並列"),
    Localized("{edit}", "{edit}"),
)
RESERVED_LICENSE = DiagnosticKind(
    "reserved-license",
    "error",
    Localized(
        '"{license}" is a name that Casebook itself gives, for what has no license',
        "「{license}」是 Casebook 自用的名稱，指沒有授權條款的作品",
    ),
    Localized(
        "give the license of others a name of its own, for example LicenseRef-Northgate-Terms",
        "為他人的授權條款另起名稱，例如 LicenseRef-Northgate-Terms",
    ),
)
UNKNOWN_LICENSE = license_not_granted.UNKNOWN
KINDS = (
    NO_GROUND, CLASSROOM_EXCEPTION, NO_PROOF, WHOLE_QUOTED, STILL_PROTECTED, NOT_REGISTERED,
    OUT_OF_PLACE, RESERVED_LICENSE,
)  # fmt: skip

_ONE_GROUND: Final = Localized(
    "delete the line; or, if its owner licensed the work to everyone, write basis: license",
    "刪去這一行；如擁有人已授權公眾使用該作品，則改為 basis: license",
)
_EXPIRED: Final = Localized(
    "write basis: expired with died or published; or, if the owner gave the copyright up, "
    "license: CC0-1.0",
    "改為 basis: expired，附 died 或 published；如擁有人已放棄版權，改為 license: CC0-1.0",
)
_LISTED: Final = Localized(
    "delete the line: the license is listed, and its address with it",
    "刪去這一行：這項授權條款已有收錄，網址亦然",
)
_NO_ADDRESS: Final = Localized("is not a complete address", "不是完整的網址")
_ADDRESS_HELP: Final = Localized(
    "write the address of the license itself, which begins with https://",
    "寫授權條款本身的網址，以 https:// 開首",
)
_PROOFS: Final = {
    "permission": ("evidence", "evidence: letter of 2025-02-11"),
    "license": ("license", "license: CC-BY-4.0"),
    "quotation": ("source", 'source: "The Lighthouse, p. 12 (2011)"'),
}


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold every declared work of others against the grounds for showing it."""
    registered = {material.file for material in case.metadata.materials if material.file}
    for index, work in enumerate(case.metadata.third_party):
        if work.in_ != "text" and work.in_ not in registered:
            place = case.value("third-party", index, "in")
            yield NOT_REGISTERED.at(place, place=work.in_)
        yield from _ground(case, index, work, context)


def _ground(
    case: Contribution, index: int, work: ThirdPartyWork, context: Context
) -> Iterator[Diagnostic]:
    place = case.value("third-party", index, "basis")
    if work.basis not in BASES:
        classroom = any(word in work.basis.lower().replace(" ", "-") for word in _CLASSROOM)
        yield (CLASSROOM_EXCEPTION if classroom else NO_GROUND).at(place, basis=work.basis)
        return
    field, example = _PROOFS.get(work.basis, ("basis", ""))
    if getattr(work, field) is None:
        yield NO_PROOF.at(place, basis=work.basis, field=field, example=example)
    if work.basis != "license":
        yield from _misplaced(case, index, work)
    elif work.license:
        yield from _license(case, index, work.license, work.license_url)
    if work.basis == "quotation" and work.extent == "whole":
        yield WHOLE_QUOTED.at(case.value("third-party", index, "extent"))
    if work.basis == "expired":
        yield from _expired(case, index, work, context)


def _misplaced(case: Contribution, index: int, work: ThirdPartyWork) -> Iterator[Diagnostic]:
    for field, value in (("license", work.license), ("license-url", work.license_url)):
        if value is not None:
            place = case.value("third-party", index, field)
            beside = f"basis: {work.basis}"
            yield OUT_OF_PLACE.at(place, field=field, beside=beside, edit=_ONE_GROUND)


def _expired(
    case: Contribution, index: int, work: ThirdPartyWork, context: Context
) -> Iterator[Diagnostic]:
    since = work.died or work.published
    if since is None:
        place = case.value("third-party", index, "basis")
        yield NO_PROOF.at(place, basis=work.basis, field="died", example="died: 1936")
    elif context.today.year <= since + 50:
        field = "died" if work.died else "published"
        yield STILL_PROTECTED.at(
            case.value("third-party", index, field), year=str(since + 50), since=str(since)
        )


def _license(
    case: Contribution, index: int, license_: str, license_url: str | None
) -> Iterator[Diagnostic]:
    place = case.value("third-party", index, "license")
    if is_mark(license_):
        yield license_not_granted.MARK.at(place, license=license_, help=_EXPIRED)
    elif is_reserved(license_):
        yield RESERVED_LICENSE.at(place, license=license_)
    elif not is_own(license_):
        if not is_known(license_):
            yield UNKNOWN_LICENSE.at(place, license=license_)
        elif license_url is not None:
            beside = f"license: {license_}"
            place = case.value("third-party", index, "license-url")
            yield OUT_OF_PLACE.at(place, field="license-url", beside=beside, edit=_LISTED)
    elif license_url is None:
        example = "license-url: https://license.example/terms"
        yield NO_PROOF.at(place, basis=license_, field="license-url", example=example)
    elif reason := _address_fault(license_url):
        place = case.value("third-party", index, "license-url")
        yield UNSAFE_LINK.at(place, target=license_url, reason=reason, edit=_ADDRESS_HELP)


def _address_fault(address: str) -> Localized | None:
    if fault := fault_of(address):
        return fault[0]
    return None if address.lower().startswith("https://") else _NO_ADDRESS
