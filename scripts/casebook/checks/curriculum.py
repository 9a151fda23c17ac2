"""Levels, key stages, learning areas and kinds of school contradict one another."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
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
        "科目「{subject}」不在 {stages} 任教",
    ),
    Localized("check the subject and the key stages", "請核對科目和學習階段"),
)
KINDS = (LEVEL, NO_AREA, SUBJECT)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold levels and subjects against key stages, and ask for the areas that apply."""
    del context
    curriculum = case.metadata.curriculum
    stages = set(curriculum.key_stages)
    for index, level in enumerate(curriculum.levels):
        term = vocabulary("levels").get(level)
        if term and term.stage and term.stage not in stages:
            place = case.value("curriculum", "levels", index)
            yield LEVEL.at(place, level=level, stage=term.stage)
    place = case.key("curriculum")
    if stages - {"kg"} and not curriculum.key_learning_areas:
        example = "key-learning-areas: [mathematics-education]"
        yield NO_AREA.at(place, name="key-learning-areas", example=example)
    if stages == {"kg"} and not curriculum.learning_areas:
        example = "learning-areas: [nature-and-living]"
        yield NO_AREA.at(place, name="learning-areas", example=example)
    for index, subject in enumerate(curriculum.subjects):
        term = vocabulary("subjects").get(subject)
        if term and term.stages and not stages & set(term.stages):
            yield SUBJECT.at(
                case.value("curriculum", "subjects", index),
                subject=subject,
                stages=", ".join(curriculum.key_stages),
            )
