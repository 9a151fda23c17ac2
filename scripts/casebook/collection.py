"""All case studies together, and what only their whole can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casebook.compilation import Compilation
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.front_matter import FieldPath
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
    def addressed(self) -> frozenset[str]:
        """Return the ids of all that have an address, which texts may lead to."""
        return frozenset(case.id for case in (*self.cases, *self.notices))

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


def check_collection(
    cases: Iterable[Contribution], sound: Set[str] | None = None
) -> Iterator[Diagnostic]:
    """Compare what several cases say of the same school, license of others, and file.

    What most of the cases in `sound` say (of all, where it is left out) is taken to be right, so
    that one that is wrong turns none of the others out.
    """
    for _, diagnostic in clashes(cases, sound):
        yield diagnostic


def clashes(
    cases: Iterable[Contribution], sound: Set[str] | None = None
) -> Iterator[tuple[frozenset[str], Diagnostic]]:
    """Yield what cases say against each other, with the ids of those of which one is wrong."""
    ordered = sorted(cases, key=lambda case: case.id)
    counted = {case.id for case in ordered} if sound is None else sound
    yield from _schools(ordered, counted)
    yield from _licenses(ordered, counted)
    yield from check_same_files(ordered)


@dataclass(frozen=True, slots=True)
class _Said:
    """Hold what one case says of something that several cases name."""

    case: Contribution
    name: str
    """Of what it is said."""
    words: str | Localized
    field: FieldPath
    """Where it says so."""

    @property
    def place(self) -> Location:
        """Locate it."""
        return self.case.value(*self.field)


def _outvoted(
    said: Iterable[_Said], sound: Set[str]
) -> Iterator[tuple[frozenset[str], _Said, _Said]]:
    """Yield what differs from what most say, what it differs from, and whose fault it may be.

    Where as many say one thing as another, nobody knows which of them is wrong.
    """
    by_words: dict[str | Localized, list[_Said]] = {}
    for one in said:
        by_words.setdefault(one.words, []).append(one)
    if len(by_words) == 1:
        return
    votes = {
        words: len({one.case.id for one in ones if one.case.id in sound})
        for words, ones in by_words.items()
    }
    most = max(votes.values())
    right, *others = (words for words, count in votes.items() if count == most)
    first = next((one for one in by_words[right] if one.case.id in sound), by_words[right][0])
    for words, ones in by_words.items():
        for one in ones if words != right else ():
            blamed = {one.case.id, first.case.id} if words in others else {one.case.id}
            yield frozenset(blamed), one, first


def _schools(
    cases: Iterable[Contribution], sound: Set[str]
) -> Iterator[tuple[frozenset[str], Diagnostic]]:
    said: dict[str, list[_Said]] = {}
    for case in cases:
        for index, school in enumerate(case.metadata.schools):
            at = ("schools", index, "name")
            said.setdefault(school.id, []).append(_Said(case, school.id, school.name.localized, at))
    for ones in said.values():
        for blamed, one, other in _outvoted(ones, sound):
            diagnostic = SCHOOL_DIFFERS.at(
                one.place, id=one.name, name=one.words, other=other.words, case=other.case.id
            )
            yield blamed, diagnostic


def _licenses(
    cases: Iterable[Contribution], sound: Set[str]
) -> Iterator[tuple[frozenset[str], Diagnostic]]:
    """Hold each name of a license to one address: the site keeps one file for each name."""
    said: dict[str, list[_Said]] = {}
    for case in cases:
        for index, work in enumerate(case.metadata.third_party):
            if work.basis != "license" or work.license is None or work.license_url is None:
                continue
            at = ("third-party", index, "license-url")
            named = said.setdefault(work.license.casefold(), [])
            named.append(_Said(case, work.license, work.license_url, at))
    for ones in said.values():
        for blamed, one, other in _outvoted(ones, sound):
            diagnostic = LICENSE_URL_DIFFERS.at(
                one.place,
                license=one.name,
                address=one.words,
                other=other.words,
                case=other.case.id,
            )
            yield blamed, diagnostic
