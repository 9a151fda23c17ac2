"""All case studies together, and what only their whole can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casebook.compilation import Compilation
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.rights.same_file import check_same_files

SCHOOL_DIFFERS = DiagnosticKind(
    "school-differs",
    "error",
    Localized(
        'the school "{id}" is called "{name}" here, but "{other}" in {case}',
        "學校「{id}」在這裏稱為「{name}」，但在 {case} 稱為「{other}」",
    ),
    Localized(
        "write the registered name in both cases; give another school an id of its own",
        "兩個案例都寫註冊名稱；如屬另一所學校，請用另一個代號",
    ),
)
LICENSE_URL_DIFFERS = DiagnosticKind(
    "license-url-differs",
    "error",
    Localized(
        '"{license}" has the address {address} here, but {other} in {case}',
        "「{license}」在這裏的網址是 {address}，但在 {case} 是 {other}",
    ),
    Localized(
        "write the same address in both; give another license a name of its own",
        "兩處寫同一網址；如屬另一授權條款，請另起名稱",
    ),
)


@dataclass(frozen=True)
class Collection:
    """Hold the published cases, newest first, and those of which only a notice stays."""

    cases: tuple[Contribution, ...]
    withdrawn: tuple[Contribution, ...]
    ended: tuple[tuple[Contribution, date], ...] = ()
    """Cases off the site since a day, because a permission for a work in their text ended."""
    compilations: tuple[Compilation, ...] = ()
    """What editors compiled from the cases, newest first."""

    @property
    def notices(self) -> tuple[Contribution, ...]:
        """Return the cases that leave a notice at their address."""
        return (*self.withdrawn, *(case for case, _ in self.ended))

    @cached_property
    def years(self) -> Mapping[str, tuple[Contribution, ...]]:
        """Return the cases of each school year, the newest year first."""
        return grouped(self.cases, lambda case: (case.year_folder,))

    @cached_property
    def schools(self) -> Mapping[str, tuple[Contribution, ...]]:
        """Return the cases of each school by its id."""
        return grouped(self.cases, lambda case: (s.id for s in case.metadata.schools))

    @cached_property
    def communities(self) -> Mapping[str, tuple[Contribution, ...]]:
        """Return the cases of each learning community by its slug."""
        return grouped(
            self.cases, lambda case: (case.metadata.community,) if case.metadata.community else ()
        )


def grouped(
    cases: Iterable[Contribution], keys: Callable[[Contribution], Iterable[str]]
) -> dict[str, tuple[Contribution, ...]]:
    """Group cases by each of their keys, keeping their order."""
    groups: dict[str, list[Contribution]] = {}
    for case in cases:
        for key in keys(case):
            groups.setdefault(key, []).append(case)
    return {key: tuple(members) for key, members in groups.items()}


def collect(
    cases: Iterable[Contribution], ended: Iterable[tuple[Contribution, date]] = ()
) -> Collection:
    """Order the cases that have a page: the newest school year first, then by title."""
    ordered = sorted(
        cases, key=lambda case: (-int(case.year_folder[:4]), case.metadata.title, case.id)
    )
    return Collection(
        tuple(case for case in ordered if case.metadata.status == "published"),
        tuple(case for case in ordered if case.metadata.status == "withdrawn"),
        tuple(sorted(ended, key=lambda one: one[0].id)),
    )


def check_collection(cases: Iterable[Contribution]) -> Iterator[Diagnostic]:
    """Compare what several cases say of the same school, license of others, and file."""
    ordered = sorted(cases, key=lambda case: case.id)
    for _, diagnostic in clashes(ordered):
        yield diagnostic


def clashes(cases: Iterable[Contribution]) -> Iterator[tuple[frozenset[str], Diagnostic]]:
    """Yield what two cases say against each other, with the ids of both."""
    ordered = sorted(cases, key=lambda case: case.id)
    yield from _schools(ordered)
    yield from _licenses(ordered)
    yield from check_same_files(ordered)


def _schools(cases: Iterable[Contribution]) -> Iterator[tuple[frozenset[str], Diagnostic]]:
    first: dict[str, Contribution] = {}
    for case in cases:
        for index, school in enumerate(case.metadata.schools):
            other = first.setdefault(school.id, case)
            known = next(s for s in other.metadata.schools if s.id == school.id)
            if known.name != school.name:
                diagnostic = SCHOOL_DIFFERS.at(
                    case.value("schools", index, "name"),
                    id=school.id,
                    name=school.name.localized,
                    other=known.name.localized,
                    case=other.id,
                )
                yield frozenset((case.id, other.id)), diagnostic


def _licenses(cases: Iterable[Contribution]) -> Iterator[tuple[frozenset[str], Diagnostic]]:
    """Hold each name of a license to one address: the site keeps one file for each name."""
    first: dict[str, tuple[str, Contribution]] = {}
    for case in cases:
        for index, work in enumerate(case.metadata.third_party):
            if work.basis != "license" or work.license is None or work.license_url is None:
                continue
            known = (work.license_url, case)
            address, other = first.setdefault(work.license.casefold(), known)
            if address != work.license_url:
                diagnostic = LICENSE_URL_DIFFERS.at(
                    case.value("third-party", index, "license-url"),
                    license=work.license,
                    address=work.license_url,
                    other=address,
                    case=other.id,
                )
                yield frozenset((case.id, other.id)), diagnostic
