"""Someone is credited at a school that is not one of the case's, or a school is named twice."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process

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
E_MAIL = DiagnosticKind(
    "e-mail-address",
    "error",
    Localized(
        'the credit "{name}" holds an e-mail address, which is not for the public',
        "署名「{name}」含有電郵地址，不宜公開",
    ),
    Localized("write the name or the post alone", "只寫姓名或職銜"),
)
KINDS = (UNKNOWN, REPEATED, E_MAIL)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold the schools of contributors against the schools of the case."""
    del context
    ids: list[str] = []
    for index, school in enumerate(case.metadata.schools):
        if school.id in ids:
            yield REPEATED.at(case.value("schools", index, "id"), school=school.id)
        ids.append(school.id)
    for index, person in enumerate(case.metadata.contributors):
        if person.school and person.school not in ids:
            nearest = process.extractOne(person.school, ids, score_cutoff=0)
            place = case.value("contributors", index, "school")
            yield UNKNOWN.at(
                place, school=person.school, suggestion=nearest[0] if nearest else ids[0]
            )
        if person.name and "@" in person.name:
            place = case.value("contributors", index, "name")
            yield E_MAIL.at(place, name=person.name)
