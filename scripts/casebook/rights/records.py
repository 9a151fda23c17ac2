"""The ledger as files for machines and offices: JSON, CSV, and what REUSE asks for."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from casebook.language import LANGUAGES, RIGHTS_LANGUAGES
from casebook.rights.ledger import Agreement, Line
from casebook.rights.reuse import license_files, render_reuse, reuse_groups
from casebook.schema.rights import ThirdPartyWork
from casebook.settings import Site

_FORMULA: Final = re.compile(r'(?:^|(?<=;))[ "]*(?=[=+\-@\t\r\n＝＋－＠])')
"""A spreadsheet computes a cell that begins so, whatever the file says (OWASP, CSV Injection); one
that is set to another country cuts cells at semicolons too."""


def ledger_files(
    lines: Sequence[Line],
    lists: Sequence[str],
    digests: Mapping[str, str],
    site: Site,
    today: date,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every file that holds the ledger.

    `lists` are the paths of what holds words of many cases: lists, and the search index, whose
    files are named by one pattern as REUSE 3.3 has them.
    """
    yield "rights.json", render_json(lines, digests, site.url, today).encode()
    yield "rights.csv", render_csv(lines, digests).encode()
    groups = reuse_groups(lines, (*lists, "rights.json", "rights.csv"), site, today)
    yield "REUSE.toml", render_reuse(groups).encode()
    for path, text in license_files(lines, groups):
        yield path, text.encode()


def render_json(
    lines: Sequence[Line], digests: Mapping[str, str], address: str, today: date
) -> str:
    """Return the ledger as JSON; `digests` are the SHA-256 of every path in hexadecimal."""
    record = {"built": str(today), "files": [_record(line, digests, address) for line in lines]}
    return json.dumps(record, ensure_ascii=False) + "\n"


def render_csv(lines: Iterable[Line], digests: Mapping[str, str]) -> str:
    """Return the ledger as CSV; with a byte-order mark, since spreadsheets need one for Chinese."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(_COLUMNS)
    writer.writerows([safe_cell(value) for value in _row(line, digests)] for line in lines)
    return "\ufeff" + output.getvalue()


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
    return _FORMULA.sub(r"\g<0>'", value)


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
