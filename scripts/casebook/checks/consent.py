"""A published picture of people does not say who is in it, or that they agreed.

Photographs and video clips are collected for professional discussion; to publish them is a new
purpose that needs consent (Personal Data (Privacy) Ordinance, Data Protection Principle 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.assets.photographs import may_show_people
from casebook.checks.context import Context
from casebook.checks.scope import NARROWER_SCOPE, covers, is_secondary
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.schema.materials import Material
from casebook.vocabularies import in_sentence

MISSING = DiagnosticKind(
    "missing-people",
    "error",
    Localized(
        'the {type} "{file}" is to be published and is, or holds, what may be a photograph, film '
        "or recording, but nothing says who can be recognised in it",
        "「{file}」（{type}）要公開，它是或載有相片、影片或錄音，卻沒有寫明當中可辨認的人",
    ),
    Localized(
        "write people: none if nobody can be recognised; otherwise people: {{consent: guardians, "
        "scope: public-website, obtained: 2025-03-02}}; or use: discussion-only without the file",
        "如無人可被辨認，寫 people: none；否則寫 people: {{consent: guardians, scope: "
        "public-website, obtained: 2025-03-02}}；或改為 use: discussion-only 並刪去檔案",
    ),
)
PUPIL_NOT_ASKED = DiagnosticKind(
    "pupil-not-asked",
    "error",
    Localized(
        '"{consent}" is not enough: from S1 a pupil decides together with the guardian',
        "只有「{consent}」並不足夠：中一起須學生與監護人一同同意",
    ),
    Localized(
        "ask the pupils as well and write consent: both; or use: discussion-only without the file",
        "同時徵得學生同意，寫 consent: both；或改為 use: discussion-only 並刪去檔案",
    ),
)
KINDS = (MISSING, PUPIL_NOT_ASKED, NARROWER_SCOPE)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Ask who is in everything published that may show people, and whether they agreed."""
    del context
    for index, material in enumerate(case.metadata.materials):
        if material.use != "publish":
            continue
        people = material.people
        if people is None:
            if _may_show_people(case, material):
                place = case.value("materials", index, "file")
                type_ = in_sentence("material-types", material.type)
                yield MISSING.at(place, type=type_, file=material.file or material.title)
            continue
        if people == "none":
            continue
        if people.consent == "guardians" and is_secondary(case.metadata):
            place = case.value("materials", index, "people", "consent")
            yield PUPIL_NOT_ASKED.at(place, consent=people.consent)
        if not covers(people.scope, "public-website"):
            place = case.value("materials", index, "people", "scope")
            yield NARROWER_SCOPE.at(place, scope=people.scope)


def _may_show_people(case: Contribution, material: Material) -> bool:
    """Tell it from the file too: a photograph may be registered as a worksheet, or stand in one."""
    if material.type in ("photograph", "video-clip"):
        return True
    facts = case.files.get(material.file or "")
    return facts is not None and may_show_people(facts)
