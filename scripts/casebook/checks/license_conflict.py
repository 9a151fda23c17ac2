"""What stands inside a case contradicts its license, or the license of a work is not kept.

Which Creative Commons license may stand inside which is a table, `rights/compatibility.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.rights.ledger import is_reserved
from casebook.rights.licenses import is_known, is_own, verdict
from casebook.schema.rights import ThirdPartyWork

CONFLICT = DiagnosticKind(
    "license-conflict",
    "error",
    Localized(
        'the text contains "{work}" under {inside}, but the case is {case}: {reason}',
        "正文有「{work}」（{inside}），但案例是{case}：{reason}",
    ),
    Localized(
        "move the work into a file of its own and write in: with its name; ask its owner and "
        "write basis: permission; quote a short part and write basis: quotation; or {way}",
        "把作品移到獨立檔案，in: 改寫檔名；徵得擁有人准許，寫 basis: permission；"
        "只引用一小部分，寫 basis: quotation；或{way}",
    ),
)
PERMISSION_PASSED_ON = DiagnosticKind(
    "permission-passed-on",
    "error",
    Localized(
        'the case is licensed to everyone, but "{work}" in its text is shown by a permission '
        "that was given to this site alone",
        "案例授權公眾使用，但正文的「{work}」只獲准在本網站刊登",
    ),
    Localized(
        "delete the license of the case; or take the work out of the text: into a file of its "
        "own, which the license leaves out by name",
        "刪去案例的 license；或把作品從正文移到獨立檔案，案例的授權會註明不包括該檔案",
    ),
)
LICENSED_ON_REQUEST = DiagnosticKind(
    "licensed-on-request",
    "error",
    Localized(
        'the case is licensed to everyone, but "{title}" is given on request only',
        "案例授權公眾使用，但「{title}」只供索取",
    ),
    Localized(
        "write use: publish with the file, or use: discussion-only; or delete the license of the "
        "case",
        "改為 use: publish 並加上檔案，或改為 use: discussion-only；或刪去案例的 license",
    ),
)
UNLISTED = DiagnosticKind(
    "unlisted-license",
    "warning",
    Localized(
        'Casebook does not know what "{license}" allows: read whether "{work}" may stand here',
        "Casebook 不知道「{license}」容許甚麼：請核對「{work}」可否在此刊登",
    ),
    Localized(
        "if it may, nothing is to be done; if not, take the work out or ask its owner and write "
        "basis: permission",
        "如可刊登，不用改動；否則刪去作品，或徵得擁有人准許，寫 basis: permission",
    ),
)
KINDS = (CONFLICT, PERMISSION_PASSED_ON, LICENSED_ON_REQUEST, UNLISTED)

_REASONS: Final[Mapping[str, Localized]] = {
    "share-alike": Localized(
        "whoever builds on it must use the very same license",
        "以它為基礎的作品必須採用完全相同的授權條款",
    ),
    "commercial": Localized(
        "it may not be used commercially, which the case would allow",
        "它不准作商業用途，案例卻容許",
    ),
    "no-derivatives": Localized(
        "it may not be adapted, which the case would allow", "它不准改編，案例卻容許"
    ),
    "attribution": Localized(
        "its author must be named, which the case would not ask for",
        "使用它須註明作者，案例卻不要求",
    ),
}
_NO_LICENSE: Final = Localized("all rights reserved", "保留一切權利")


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold everything inside the case against the case's own license."""
    del context
    license_ = case.metadata.copyright.license
    own = license_.id if license_ else None
    for index, work in enumerate(case.metadata.third_party):
        if work.basis == "license" and work.license:
            yield from _licensed(case, index, work, own)
        if own and work.basis == "permission" and work.in_ == "text":
            place = case.value("third-party", index, "basis")
            yield PERMISSION_PASSED_ON.at(place, work=work.work)
    for index, material in enumerate(case.metadata.materials):
        if own and material.use == "on-request":
            place = case.value("materials", index, "use")
            yield LICENSED_ON_REQUEST.at(place, title=material.title)


def _licensed(
    case: Contribution, index: int, work: ThirdPartyWork, own: str | None
) -> Iterator[Diagnostic]:
    inside = work.license or ""
    found = verdict(inside, own, "text" if work.in_ == "text" else "file")
    place = case.value("third-party", index, "license")
    is_license = is_known(inside) or (is_own(inside) and not is_reserved(inside))
    if found == "unlisted" and is_license:
        yield UNLISTED.at(place, license=inside, work=work.work)
    elif found in _REASONS:
        under = Localized(f"under {own}", f" {own} 授權") if own else _NO_LICENSE
        yield CONFLICT.at(
            place,
            work=work.work,
            inside=inside,
            case=under,
            reason=_REASONS[found],
            way=_way(inside, found),
        )


def _way(inside: str, found: str) -> Localized:
    if found == "share-alike":
        return Localized(
            f"if every owner agrees, license the case under {inside}",
            f"如所有擁有人同意，案例也採用 {inside}",
        )
    return Localized("delete the license of the case", "刪去案例的 license")
