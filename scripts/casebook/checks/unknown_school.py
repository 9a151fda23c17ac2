"""Someone is credited at a school that is not one of the case's, or a school is named twice.

Each school of a learning community nominates one coordinator.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

UNKNOWN = DiagnosticKind(
    "unknown-school",
    "error",
    Localized(
        '"{school}" is not the id of a school of this case', "「{school}」不是本案例任何學校的代號"
    ),
    Localized("write school: {suggestion}", "改為 school: {suggestion}"),
)
REPEATED = DiagnosticKind(
    "repeated-school",
    "error",
    Localized('the school "{school}" is named twice', "學校「{school}」寫了兩次"),
    Localized("delete one of them", "刪去其中一項"),
)
TWO_COORDINATORS = DiagnosticKind(
    "two-coordinators",
    "error",
    Localized(
        'the school "{school}" has a second coordinator; a school nominates one',
        "學校「{school}」有第二位統籌；每校只設一位",
    ),
    Localized("write role: curriculum-leader for the other", "另一位改為 role: curriculum-leader"),
)
KINDS = (UNKNOWN, REPEATED, TWO_COORDINATORS)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold the schools of contributors against the schools of the case."""
    del context
    ids: list[str] = []
    for index, school in enumerate(case.metadata.schools):
        if school.id in ids:
            yield REPEATED.at(case.value("schools", index, "id"), school=school.id)
        ids.append(school.id)
    coordinated: set[str] = set()
    for index, person in enumerate(case.metadata.contributors):
        if person.school and person.school not in ids:
            # Only a mistake pays for loading rapidfuzz.
            from rapidfuzz import process  # noqa: PLC0415

            nearest = process.extractOne(person.school, ids, score_cutoff=0)
            place = case.value("contributors", index, "school")
            yield UNKNOWN.at(
                place, school=person.school, suggestion=nearest[0] if nearest else ids[0]
            )
        if person.role == "coordinator" and person.school:
            if person.school in coordinated:
                place = case.value("contributors", index, "role")
                yield TWO_COORDINATORS.at(place, school=person.school)
            coordinated.add(person.school)
