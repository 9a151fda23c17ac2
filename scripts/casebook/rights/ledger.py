"""The ledger: every published file that came from a contribution, each on exactly one line.

It is public, so it holds what a reader may know: of a consent who gave it, how far it reaches and
when it ends, but neither its date nor any letter. Those stay in the contribution, for the
publisher (`casebook rights`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from casebook.contribution import Contribution
from casebook.language import (
    LANGUAGES,
    RIGHTS_LANGUAGES,
    Localized,
    LocalizedError,
    RightsLanguage,
    Stated,
)
from casebook.rights.expiry import endings
from casebook.rights.licenses import license_url
from casebook.rights.ownership import owner_ids
from casebook.rights.statements import RightsStatement, case_statement, material_statement
from casebook.schema.materials import Material
from casebook.schema.rights import ThirdPartyWork
from casebook.settings import Site

RESERVED: Final = "LicenseRef-All-Rights-Reserved"
PUPILS_WORK: Final = "LicenseRef-Pupils-Work"
BY_BASIS: Final[Mapping[str, str]] = {
    "permission": "LicenseRef-By-Permission",
    "quotation": "LicenseRef-Quotation",
    "expired": "LicenseRef-Copyright-Expired",
}
"""What stands in place of a license for the works of others."""
_TWICE: Final = Localized("{path} is on {n} lines of the ledger", "{path} 在版權清單佔 {n} 行")
_UNLISTED: Final = Localized("{path} has no line in the ledger", "{path} 沒有列入版權清單")
_ABSENT: Final = Localized(
    "{path} is in the ledger and not on the site", "{path} 列入版權清單，但不在網站上"
)
_NOTICE: Final = Localized(
    "{path} is in the ledger, but only a notice", "{path} 列入版權清單，但只是一則告示"
)
_REPORT: Final = Localized(
    "no case is to blame; report these lines to those who look after Casebook here",
    "問題不在案例；請把以上各行交給負責本系統的人員",
)
_OWN_NAMES: Final = {name.casefold() for name in (RESERVED, PUPILS_WORK, *BY_BASIS.values())}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Hold what the public may know of a consent or of a pupil's license."""

    by: str
    """`none` where nobody can be recognised."""
    scope: str | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Hold the rights of one published file."""

    path: str
    """From the site's root."""
    kind: Literal["page", "file"]
    case: str
    title: Localized
    owners: tuple[str, ...]
    """`edb` and each school's id; `qef`; or `pupil`."""
    owner_names: Mapping[RightsLanguage, tuple[str, ...]]
    notice: Stated
    license: str
    """An SPDX expression: the case's license, and that of every work of others inside."""
    license_url: str | None
    third_party: tuple[ThirdPartyWork, ...]
    consent: Agreement | None = None
    pupil_license: Agreement | None = None
    tool: str | None = None
    """The tool, where a machine made it."""
    until: date | None = None
    """The last day on which it may be shown, if there is one."""


class LedgerError(LocalizedError):
    """The site and its ledger disagree; the message names every file."""


def is_reserved(license_: str) -> bool:
    """Tell whether the ledger itself gives a meaning to this name, in capitals or not."""
    return license_.casefold() in _OWN_NAMES


def case_lines(
    case: Contribution, site: Site, pages: Iterable[str], files: Iterable[tuple[str, str]]
) -> Iterator[Line]:
    """Yield the lines of one case; see `case_rights`."""
    for line, paths in case_rights(case, site, pages, files):
        yield from (replace(line, path=path) for path in paths)


def case_rights(
    case: Contribution, site: Site, pages: Iterable[str], files: Iterable[tuple[str, str]]
) -> Iterator[tuple[Line, tuple[str, ...]]]:
    """Yield a line for each kind of rights in one case, with all paths that have these.

    `pages` are the paths of its pages, `files` each of its other paths with its material: pairs,
    so that a path of two materials is on two lines. All derivatives of a picture have its rights.
    """
    wholes = {tag: case_statement(case, site, tag) for tag in RIGHTS_LANGUAGES}
    if paths := tuple(pages):
        yield _page_line(case, paths[0], wholes), paths
    derived: dict[str, list[str]] = {}
    for path, name in files:
        derived.setdefault(name, []).append(path)
    materials = {material.file: material for material in case.published_materials}
    for name, of_material in derived.items():
        line = _file_line(case, materials[name], site, wholes)
        yield replace(line, path=of_material[0]), tuple(of_material)


def check_ledger(listed: Iterable[str], published: Iterable[str], notices: Set[str]) -> None:
    """Raise `LedgerError` unless `published` and what is `listed`, line by line, are the same.

    `published` are the paths below the folders of cases, `notices` those of pages that stand there
    and hold nothing of a contribution: lists, and notices of what is off the site.
    """
    counts = Counter(listed)
    found = set(published)
    faults = [_TWICE.format(path=path, n=str(n)) for path, n in counts.items() if n > 1]
    faults += [_UNLISTED.format(path=path) for path in found - notices - counts.keys()]
    faults += [_ABSENT.format(path=path) for path in counts.keys() - found]
    faults += [_NOTICE.format(path=path) for path in counts.keys() & notices]
    if faults:
        raise ledger_error(sorted(faults, key=lambda one: one.en))


def ledger_error(faults: Sequence[Localized]) -> LedgerError:
    """Return an error that names every fault, and says whom to tell."""
    words = [*faults, _REPORT]
    return LedgerError(
        Localized("\n".join(one.en for one in words), "\n".join(one.zh_hant for one in words))
    )


def _page_line(
    case: Contribution, path: str, statements: Mapping[RightsLanguage, RightsStatement]
) -> Line:
    others = tuple(work for work in case.metadata.third_party if work.in_ == "text")
    ai = case.metadata.ai
    return Line(
        path,
        "page",
        case.id,
        Localized(case.text_for("en").title, case.text_for("zh-Hant").title),
        owner_ids(case.metadata),
        {tag: statement.holders for tag, statement in statements.items()},
        _notice(statements),
        _expression(statements["en"].license_id or RESERVED, others),
        statements["en"].license_url,
        others,
        tool=ai.tool if ai else None,
        until=_until(case, None),
    )


def _file_line(
    case: Contribution,
    material: Material,
    site: Site,
    wholes: Mapping[RightsLanguage, RightsStatement],
) -> Line:
    statements = {
        tag: material_statement(case, material, site, tag, whole) for tag, whole in wholes.items()
    }
    others = tuple(work for work in case.metadata.third_party if work.in_ == material.file)
    titles = {
        tag: case.text_for(tag).material_titles.get(material.file or "", material.title)
        for tag in LANGUAGES
    }
    of_pupil = material.type == "student-work"
    identifier = statements["en"].license_id
    return Line(
        material.file or "",
        "file",
        case.id,
        Localized(titles["en"], titles["zh-Hant"]),
        ("pupil",) if of_pupil else owner_ids(case.metadata),
        {tag: statement.holders for tag, statement in statements.items()},
        _notice(statements),
        _expression(PUPILS_WORK if of_pupil else identifier or RESERVED, others),
        license_url(identifier) if identifier else None,
        others,
        _consent(material),
        _pupil_license(material),
        material.ai.tool if material.ai else None,
        _until(case, material.file),
    )


def _notice(statements: Mapping[RightsLanguage, RightsStatement]) -> Stated:
    return Stated(*(statements[tag].notice for tag in RIGHTS_LANGUAGES))


def _expression(own: str, others: Iterable[ThirdPartyWork]) -> str:
    inside = (
        BY_BASIS.get(work.basis, RESERVED)
        if work.basis != "license" or work.license is None
        else work.license
        for work in others
    )
    return " AND ".join(dict.fromkeys((own, *inside)))


def _consent(material: Material) -> Agreement | None:
    people = material.people
    if people is None or people == "none":
        return None if people is None else Agreement("none")
    return Agreement(people.consent, people.scope, people.expires)


def _pupil_license(material: Material) -> Agreement | None:
    given = material.pupil_license
    return Agreement(given.given_by, given.scope, given.expires) if given else None


def _until(case: Contribution, file: str | None) -> date | None:
    """Return the first day that ends it: what ends the text ends everything."""
    return min((e.day for e in endings(case) if e.file is None or e.file == file), default=None)
