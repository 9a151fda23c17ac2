"""One file in several places, of which different things are said, or which was withdrawn once.

A consent that ends, or is withdrawn, ends for the photograph wherever it stands: so what is said
of the same bytes must be the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized

RIGHTS_DIFFER = DiagnosticKind(
    "rights-differ",
    "error",
    Localized(
        '"{name}" is the same file as "{other}" in {case}, but what is said of its people, its '
        "pupil or works of others in it differs",
        "「{name}」與 {case} 的「{other}」是同一個檔案，但兩處所寫的人、學生授權或他人作品並不相同",
    ),
    Localized(
        "write the same in both places: what ends in one of them ends in the other",
        "兩處寫法須一致：一處屆滿，另一處亦隨之屆滿",
    ),
)
IN_WITHDRAWN_CASE = DiagnosticKind(
    "in-withdrawn-case",
    "warning",
    Localized(
        '"{name}" also stands in {case}, which was withdrawn, as "{other}"',
        "「{name}」亦見於已撤回的案例 {case}，名為「{other}」",
    ),
    Localized(
        "if it is what was withdrawn, delete it here as well; if not, delete its entry there",
        "如撤回的正是這個檔案，在此一併刪去；否則刪去該案例的登記",
    ),
)
KINDS = (RIGHTS_DIFFER, IN_WITHDRAWN_CASE)


@dataclass(frozen=True, slots=True)
class _Use:
    case: Contribution
    name: str
    index: int
    """Of its entry."""
    rights: tuple[object, ...]

    @property
    def place(self) -> Location:
        return self.case.value("materials", self.index, "file")

    @property
    def is_withdrawn(self) -> bool:
        return self.case.metadata.status == "withdrawn"


def check_same_files(
    cases: Iterable[Contribution],
) -> Iterator[tuple[frozenset[str], Diagnostic]]:
    """Compare what is said of each file that is published more than once, by its bytes.

    Each finding comes with the ids of the cases that hold the file.
    """
    uses: dict[str, list[_Use]] = {}
    for case in cases:
        if case.metadata.status != "draft":
            for digest, use in _uses(case):
                uses.setdefault(digest, []).append(use)
    for first, *others in uses.values():
        for use in others:
            ids = frozenset((first.case.id, use.case.id))
            yield from ((ids, diagnostic) for diagnostic in _compared(first, use))


def _uses(case: Contribution) -> Iterator[tuple[str, _Use]]:
    for index, material in enumerate(case.metadata.materials):
        facts = case.files.get(material.file or "")
        if facts is None or material.use != "publish":
            continue
        inside = (work for work in case.metadata.third_party if work.in_ == material.file)
        works = tuple((work.owner, work.basis, work.license, work.expires) for work in inside)
        of_pupil = material.type == "student-work"
        rights = (material.people or "none", material.pupil_license, of_pupil, works)
        yield facts.digest, _Use(case, facts.name, index, rights)


def _compared(first: _Use, use: _Use) -> Iterator[Diagnostic]:
    if first.is_withdrawn != use.is_withdrawn:
        gone, stays = (first, use) if first.is_withdrawn else (use, first)
        yield IN_WITHDRAWN_CASE.at(stays.place, name=stays.name, other=gone.name, case=gone.case.id)
    elif first.rights != use.rights and not use.is_withdrawn:
        yield RIGHTS_DIFFER.at(use.place, name=use.name, other=first.name, case=first.case.id)
