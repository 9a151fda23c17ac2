"""The ledger as files for machines and offices: JSON, CSV, and REUSE with its licenses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from casebook.language import LANGUAGES, RIGHTS_LANGUAGES
from casebook.rights.ledger import Agreement, LedgerError, Line
from casebook.rights.licenses import is_file_name, license_url
from casebook.schema.rights import ThirdPartyWork

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet computes a cell that begins so, whatever the file says (OWASP, CSV Injection)."""

_REFERENCES: Final[Mapping[str, str]] = {
    "LicenseRef-All-Rights-Reserved": (
        "All rights reserved. Ask the owners before you copy or adapt it.\n"
        "保留一切權利。複製或改編前，請先徵求擁有人同意。\n"
    ),
    "LicenseRef-Pupils-Work": (
        "A pupil made this and owns it. It is shown with the license of the pupil, given with the "
        "guardian where the law asks for it. No license on the case covers it.\n"
        "此作品由學生創作，版權屬學生，經同意刊登；案例的任何授權均不包括此作品。\n"
    ),
    "LicenseRef-By-Permission": (
        "It contains a work of others, shown by their permission, which is theirs to give.\n"
        "當中有他人的作品，經擁有人准許刊登；使用須另行徵求其同意。\n"
    ),
    "LicenseRef-Quotation": (
        "It quotes a work of others with its source (Copyright Ordinance, Cap. 528, section 39).\n"
        "當中引用他人的作品並註明出處（《版權條例》第 39 條）。\n"
    ),
    "LicenseRef-Copyright-Expired": (
        "It contains a work whose copyright has expired in Hong Kong, though not everywhere.\n"
        "當中有版權在香港已屆滿的作品；在其他地方可能仍受保護。\n"
    ),
}


def ledger_files(
    lines: Sequence[Line], digests: Mapping[str, str], address: str, today: date
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every file that holds the ledger."""
    yield "rights.json", render_json(lines, digests, address, today).encode()
    yield "rights.csv", render_csv(lines, digests).encode()
    yield "REUSE.toml", render_reuse(lines).encode()
    for path, text in license_files(lines):
        yield path, text.encode()


def render_json(
    lines: Sequence[Line], digests: Mapping[str, str], address: str, today: date
) -> str:
    """Return the ledger as JSON; `digests` are the SHA-256 of every path in hexadecimal."""
    record = {"built": str(today), "files": [_record(line, digests, address) for line in lines]}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def render_csv(lines: Iterable[Line], digests: Mapping[str, str]) -> str:
    """Return the ledger as CSV; with a byte-order mark, since spreadsheets need one for Chinese."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(_COLUMNS)
    writer.writerows([safe_cell(value) for value in _row(line, digests)] for line in lines)
    return "\ufeff" + output.getvalue()


def render_reuse(lines: Iterable[Line]) -> str:
    """Return the ledger as REUSE.toml (REUSE 3.3), files of equal rights together."""
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for line in lines:
        holders = (line.notice.en, *(f"© {work.owner}" for work in line.third_party))
        groups.setdefault((tuple(dict.fromkeys(holders)), line.license), []).append(line.path)
    parts = ["version = 1\n"]
    for (texts, expression), paths in groups.items():
        parts.append(
            "\n[[annotations]]\n"
            f"path = {_toml(paths)}\n"
            'precedence = "override"\n'
            f"SPDX-FileCopyrightText = {_toml(texts)}\n"
            f"SPDX-License-Identifier = {_toml(expression)}\n"
        )
    return "".join(parts)


def license_files(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """Yield a file of `LICENSES/` for each license that the ledger names.

    Raises `LedgerError` where a name would lead out of that folder.
    """
    lines = tuple(lines)
    works = (work for line in lines for work in line.third_party if work.basis == "license")
    addresses = {work.license: work.license_url for work in works}
    names = sorted({name for line in lines for name in line.license.split(" AND ")})
    if wrong := [name for name in names if not is_file_name(name)]:
        raise LedgerError(f"no file can be named after these licenses: {wrong}")
    for name in names:
        address = license_url(name) or addresses.get(name) or f"https://spdx.org/licenses/{name}"
        deed = f"{name}\nThe text of this license: {address}legalcode\n"
        other = f"{name}\nThe text of this license: {address}\n"
        text = _REFERENCES.get(name, deed if license_url(name) else other)
        yield f"LICENSES/{name}.txt", text


_COLUMNS: Final = (
    "path", "sha256", "kind", "case", "title", "title-zh-Hant", "owners", "owner-ids", "notice",
    "notice-zh-Hant", "notice-zh-Hans", "license", "license-url", "works-of-others", "people",
    "people-scope", "pupil-license", "pupil-license-scope", "made-with", "until",
)  # fmt: skip


def _row(line: Line, digests: Mapping[str, str]) -> Iterator[str]:
    consent, pupil = line.consent, line.pupil_license
    yield from (line.path, digests[line.path], line.kind, line.case)
    yield from (line.title.en, line.title.zh_hant)
    yield from ("; ".join(line.owner_names["en"]), "; ".join(line.owners))
    yield from (line.notice.en, line.notice.zh_hant, line.notice.zh_hans)
    yield from (line.license, line.license_url or "")
    yield "; ".join(f"{work.work} ({work.owner}): {work.basis}" for work in line.third_party)
    yield from (consent.by if consent else "", consent.scope or "" if consent else "")
    yield from (pupil.by if pupil else "", pupil.scope or "" if pupil else "")
    yield from (line.tool or "", str(line.until or ""))


def safe_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _record(line: Line, digests: Mapping[str, str], address: str) -> dict[str, Any]:
    record = {
        "path": line.path,
        "url": address + line.path.removesuffix("index.html"),
        "sha256": digests[line.path],
        "kind": line.kind,
        "case": line.case,
        "title": {tag: line.title.in_(tag) for tag in LANGUAGES},
        "owners": [
            {"id": owner, "name": {tag: line.owner_names[tag][place] for tag in LANGUAGES}}
            for place, owner in enumerate(line.owners)
        ],
        "notice": {tag: line.notice.in_(tag) for tag in RIGHTS_LANGUAGES},
        "license": line.license,
        "licenseUrl": line.license_url,
        "worksOfOthers": [_work(work) for work in line.third_party],
        "people": _agreement(line.consent),
        "pupilLicense": _agreement(line.pupil_license),
        "madeWith": line.tool,
        "until": str(line.until) if line.until else None,
    }
    return {key: value for key, value in record.items() if value not in (None, [])}


def _work(work: ThirdPartyWork) -> dict[str, str]:
    """Return what the public may know: not the letter that gives a permission."""
    facts = {
        "work": work.work,
        "owner": work.owner,
        "basis": work.basis,
        "extent": work.extent,
        "license": work.license,
        "licenseUrl": work.license_url,
        "source": work.source,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _agreement(agreement: Agreement | None) -> dict[str, str] | None:
    if agreement is None:
        return None
    facts = {"by": agreement.by}
    if agreement.scope:
        facts["scope"] = agreement.scope
    if agreement.expires:
        facts["until"] = str(agreement.expires)
    return facts


def _toml(value: str | Sequence[str]) -> str:
    # A JSON string is a TOML basic string but for DEL, which JSON leaves as it is.
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return "[" + ", ".join(_toml(one) for one in value) + "]"
