"""A pupil's work is published without the pupil's license.

Pupils are not employees: a pupil owns what the pupil made (Copyright Ordinance, Cap. 528,
sections 11 and 13), and joint ownership of the case does not reach it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from casebook.checks.context import Context
from casebook.checks.scope import NARROWER_SCOPE, covers, is_secondary
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.schema.materials import Material
from casebook.vocabularies import in_sentence

MISSING = DiagnosticKind(
    "missing-pupil-license",
    "error",
    Localized(
        'the student work "{title}" is to be published, but the pupil, who owns it, has not '
        "licensed it",
        "學生作品「{title}」要公開，但沒有學生（版權擁有人）的授權",
    ),
    Localized(
        "add pupil-license: {{given-by: guardian, scope: public-website, obtained: 2025-03-02}}; "
        "or use: discussion-only without the file",
        "加上 pupil-license: {{given-by: guardian, scope: public-website, obtained: 2025-03-02}}；"
        "或改為 use: discussion-only 並刪去檔案",
    ),
)
GUARDIAN_ALONE = DiagnosticKind(
    "guardian-alone",
    "error",
    Localized(
        "from S1 the pupil licenses the work together with the guardian",
        "中一起，作品須由學生與監護人一同授權",
    ),
    Localized(
        "ask the pupil and write given-by: pupil-and-guardian",
        "徵得學生同意，寫 given-by: pupil-and-guardian",
    ),
)
PERHAPS = DiagnosticKind(
    "perhaps-student-work",
    "warning",
    Localized(
        '"{words}" sounds like the work of a pupil, who owns it, but "{file}" is registered as '
        "{type}",
        "「{words}」似是學生的作品，版權屬學生，但「{file}」登記為{type}",
    ),
    Localized(
        "if a pupil made it, write type: student-work with pupil-license; if not, say in its title "
        "who did",
        "如由學生創作，改為 type: student-work 並寫 pupil-license；否則在標題寫明由誰製作",
    ),
)
KINDS = (MISSING, GUARDIAN_ALONE, NARROWER_SCOPE, PERHAPS)
_WORKS: Final = re.compile(
    r"\b(?:pupil|student|child)(?:['’]s|s['’]|ren['’]s) (?:own )?"
    r"(?:work|drawing|painting|essay|poem|story|stories|draft|composition|artwork)s?\b"
    r"|\b(?:drawn|painted|written|made) by (?:a|our|the|one) (?:\w+ )?(?:pupil|student|child)"
    r"|(?:學生|幼兒|同學)的?(?:作品|畫作|習作|作文|文章|詩作|圖畫)",
    re.IGNORECASE,
)
_MAY_BE: Final = ("illustration", "poster", "photograph", "audio", "other")
"""What a pupil's work may be registered as; a rubric for pupils' drafts is a rubric."""


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Ask for the pupil's license of every published student work."""
    del context
    for index, material in enumerate(case.metadata.materials):
        if material.use != "publish":
            continue
        if material.type != "student-work":
            if material.type in _MAY_BE:
                yield from _perhaps(case, index, material)
            continue
        license_ = material.pupil_license
        if license_ is None:
            yield MISSING.at(case.value("materials", index, "title"), title=material.title)
            continue
        if license_.given_by == "guardian" and is_secondary(case.metadata):
            yield GUARDIAN_ALONE.at(case.value("materials", index, "pupil-license", "given-by"))
        if not covers(license_.scope, "public-website"):
            place = case.value("materials", index, "pupil-license", "scope")
            yield NARROWER_SCOPE.at(place, scope=license_.scope)


def _perhaps(case: Contribution, index: int, material: Material) -> Iterator[Diagnostic]:
    for field, said in (("title", material.title), ("alt", material.alt)):
        if match := _WORKS.search(said or ""):
            place = case.value("materials", index, field)
            type_ = in_sentence("material-types", material.type)
            yield PERHAPS.at(place, words=match[0], file=material.file or "", type=type_)
            return
