"""What the ledger says of files of equal rights, in each of the forms that it is written in.

An entry is plain data, so that it can be kept. Whatever is written is made of it anew each time:
what is not of its form is found out then.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import to_json

from casebook.language import LANGUAGES, RIGHTS_LANGUAGES
from casebook.rights.ledger import Agreement, Line
from casebook.schema.rights import ThirdPartyWork

_FORMULA: Final = re.compile(r'(?:^|(?<=;))[ "]*(?=[=+\-@\t\r\n＝＋－＠])')
"""A spreadsheet computes a cell that begins so, whatever the file says (OWASP, CSV Injection); one
that is set to another country cuts cells at semicolons too."""
_DOUBTFUL: Final = frozenset(' "=+-@\t\r\n＝＋－＠')
COLUMNS: Final = (
    "kind", "case", "title", "title-zh-Hant", "owners", "owner-ids", "notice", "notice-zh-Hant",
    "notice-zh-Hans", "license", "license-url", "works-of-others", "people", "people-scope",
    "pupil-license", "pupil-license-scope", "made-with", "until",
)  # fmt: skip
"""Of the table, behind the path and the digest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what is said alike of some files."""

    paths: tuple[str, ...]
    """From the site's root."""
    json: bytes
    """The members of an object behind the path and the digest, and its end."""
    csv: bytes
    """The cells of a row behind the path and the digest, and its end."""
    notices: tuple[str, ...]
    license: str
    """An SPDX expression."""
    addresses: Mapping[str, str]
    """Where the text of a license of others is, by its name."""


def entry_of(paths: Iterable[str], record: Mapping[str, Any]) -> Entry:
    """Return the entry of files, of which `record` says all but where they are and their digest.

    Raises one of the errors of `formed` where the record has another form.
    """
    works = record.get("worksOfOthers", ())
    return Entry(
        tuple(str(path) for path in paths),
        to_json(record)[1:],
        row(_cells(record)),
        tuple(dict.fromkeys((record["notice"]["en"], *(f"© {work['owner']}" for work in works)))),
        str(record["license"]),
        {
            work["license"]: work["licenseUrl"]
            for work in works
            if work["basis"] == "license" and "licenseUrl" in work
        },
    )


def row(cells: Iterable[str]) -> bytes:
    """Return a row of a table, none of whose cells a spreadsheet takes for a formula."""
    written: str = _ROWS.writerow([safe_cell(cell) for cell in cells])
    return written.encode()


def safe_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    # Nearly all begin otherwise, and to look costs less than the pattern.
    if not value or (value[0] not in _DOUBTFUL and ";" not in value):
        return value
    return _FORMULA.sub(r"\g<0>'", value)


class _Returned:
    """Be a file that hands back what is written into it."""

    def write(self, written: str) -> str:
        """Return what a writer writes: it returns that too."""
        return written


_ROWS: Final[Any] = csv.writer(_Returned())


def record_of(line: Line) -> dict[str, Any]:
    """Return what is said of a file, but for where it is and its digest."""
    record = {
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


def _cells(record: Mapping[str, Any]) -> Iterator[str]:
    title, owners, notice = record["title"], record.get("owners", ()), record["notice"]
    works = record.get("worksOfOthers", ())
    people, pupil = record.get("people", {}), record.get("pupilLicense", {})
    yield from (record["kind"], record["case"], title["en"], title["zh-Hant"])
    yield "; ".join(owner["name"]["en"] for owner in owners)
    yield "; ".join(owner["id"] for owner in owners)
    yield from (notice[tag] for tag in RIGHTS_LANGUAGES)
    yield from (record["license"], record.get("licenseUrl", ""))
    yield "; ".join(f"{work['work']} ({work['owner']}): {work['basis']}" for work in works)
    yield from (people.get("by", ""), people.get("scope", ""))
    yield from (pupil.get("by", ""), pupil.get("scope", ""))
    yield from (record.get("madeWith", ""), record.get("until", ""))


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
