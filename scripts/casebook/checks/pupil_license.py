"""A pupil's work is published without the pupil's license.

Pupils are not employees: a pupil owns what the pupil made (Copyright Ordinance, Cap. 528,
sections 11 and 13), and joint ownership of the case does not reach it.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.checks.scope import NARROWER_SCOPE, covers, is_secondary
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

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
KINDS = (MISSING, GUARDIAN_ALONE, NARROWER_SCOPE)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Ask for the pupil's license of every published student work."""
    del context
    for index, material in enumerate(case.metadata.materials):
        if material.type != "student-work" or material.use != "publish":
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
