"""Levels, key stages, learning areas and kinds of school contradict one another."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.schema import fields
from casebook.schema.schools import Curriculum
from casebook.vocabularies import vocabulary

LEVEL = DiagnosticKind(
    "level-outside-stage",
    "error",
    Localized(
        'the level "{level}" belongs to the key stage "{stage}", which is not named',
        "年級「{level}」屬學習階段「{stage}」，但 key-stages 沒有寫",
    ),
    Localized(
        "add {stage} to key-stages, or correct the level",
        "在 key-stages 加上 {stage}，或更正年級",
    ),
)
NO_AREA = DiagnosticKind(
    "missing-area",
    "error",
    Localized("no {name} is named", "沒有寫 {name}"),
    Localized(
        "add a line like: {example}",
        "加上一行，例如：{example}",
    ),
)
SUBJECT = DiagnosticKind(
    "subject-outside-stage",
    "warning",
    Localized(
        'the subject "{subject}" is not taught in {stages}',
        "{stages} 不開設科目「{subject}」",
    ),
    Localized("check the subject and the key stages", "請核對科目和學習階段"),
)
SUBJECT_YEAR = DiagnosticKind(
    "subject-outside-year",
    "warning",
    Localized(
        'the subject "{subject}" was not taught in {year} at every level named here',
        "科目「{subject}」在 {year} 學年並非這裏每個年級都開設",
    ),
    Localized(
        "check the subject and the school year; leave them if your school tried it out",
        "請核對科目和學年；如屬學校試行，可保留",
    ),
)
SCHOOL_LEVEL = DiagnosticKind(
    "level-without-school",
    "warning",
    Localized(
        'the level "{level}" belongs to {kind} schools, and none is named here',
        "年級「{level}」屬{kind}，但這裏沒有這類學校",
    ),
    Localized("check the levels, and the level of each school", "請核對年級，以及每所學校的 level"),
)
KINDS = (LEVEL, NO_AREA, SUBJECT, SUBJECT_YEAR, SCHOOL_LEVEL)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold levels, subjects and kinds of school against key stages, and ask for the areas."""
    del context
    yield from _levels(case)
    yield from _areas(case)
    yield from _subjects(case)


def _levels(case: Contribution) -> Iterator[Diagnostic]:
    curriculum = case.metadata.curriculum
    kinds = {kind for school in case.metadata.schools for kind in school.level}
    for index, level in enumerate(curriculum.levels):
        term = vocabulary("levels").get(level)
        if term is None:
            continue
        if term.stage and term.stage not in curriculum.key_stages:
            place = case.value("curriculum", "levels", index)
            yield LEVEL.at(place, level=level, stage=term.stage)
        kind = vocabulary("school-levels").get(term.school_level or "")
        # A special school has pupils of every level.
        if kind and not {kind.id, "special"} & kinds:
            name = Localized(kind.label.en.lower(), kind.label.zh_hant)
            place = case.value("curriculum", "levels", index)
            yield SCHOOL_LEVEL.at(place, level=level, kind=name)


def _areas(case: Contribution) -> Iterator[Diagnostic]:
    curriculum = case.metadata.curriculum
    stages = set(curriculum.key_stages)
    if stages - {"kg"} and not _is_typed(case, "key-learning-areas"):
        example = "key-learning-areas: [mathematics-education]"
        yield NO_AREA.at(case.key("curriculum"), name="key-learning-areas", example=example)
    if stages == {"kg"} and not _is_typed(case, "learning-areas"):
        example = "learning-areas: [nature-and-living]"
        yield NO_AREA.at(case.key("curriculum"), name="learning-areas", example=example)


def _is_typed(case: Contribution, name: str) -> bool:
    """Say whether the author typed the areas: what is wrong with them is said at their place."""
    typed = case.front_matter.values.get("curriculum")
    if not isinstance(typed, dict):
        return False
    if name in typed:
        return typed[name] != []
    known = set(fields.names(Curriculum))
    return any(fields.meant(Curriculum, key) == name for key in typed.keys() - known)


def _subjects(case: Contribution) -> Iterator[Diagnostic]:
    curriculum = case.metadata.curriculum
    year = case.metadata.school_year
    for index, subject in enumerate(curriculum.subjects):
        term = vocabulary("subjects").get(subject)
        if term is None:
            continue
        if term.stages and not set(curriculum.key_stages) & set(term.stages):
            place = case.value("curriculum", "subjects", index)
            stages = ", ".join(curriculum.key_stages)
            yield SUBJECT.at(place, subject=subject, stages=stages)
        elif not all(term.valid_in(year, level) for level in curriculum.levels or (None,)):
            place = case.value("curriculum", "subjects", index)
            yield SUBJECT_YEAR.at(place, subject=subject, year=year)
