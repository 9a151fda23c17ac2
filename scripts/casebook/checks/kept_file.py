"""A file that may not be published lies in the repository all the same."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.vocabularies import in_sentence

KIND = DiagnosticKind(
    "kept-file",
    "error",
    Localized(
        'the {type} "{file}" is for professional discussion only, so it must not be here',
        "「{file}」（{type}）只供專業討論，不可放在這裏",
    ),
    Localized(
        'delete the file and its "file:" line and keep the rest as a record; or, if everyone '
        "concerned agreed, write use: publish",
        "刪去檔案及「file:」一行，其餘留作紀錄；如有關各方均同意公開，則寫 use: publish",
    ),
)
NO_FILE = DiagnosticKind(
    "no-file",
    "error",
    Localized(
        'the material "{title}" is to be published, but names no file',
        "材料「{title}」要公開，卻沒有檔案",
    ),
    Localized(
        "add a line like file: rubric.docx, or write use: discussion-only",
        "加上一行，例如 file: rubric.docx；或寫 use: discussion-only",
    ),
)
KINDS = (KIND, NO_FILE)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Refuse a file beside a record of material that stays with the schools."""
    del context
    for index, material in enumerate(case.metadata.materials):
        if material.use == "discussion-only" and material.file:
            place = case.value("materials", index, "file")
            type_ = in_sentence("material-types", material.type)
            yield KIND.at(place, type=type_, file=material.file)
        if material.use == "publish" and not material.file:
            yield NO_FILE.at(case.value("materials", index, "title"), title=material.title)
