"""The school year in the front matter is not the one of the folder."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

KIND = DiagnosticKind(
    "folder-differs",
    "error",
    Localized(
        'the school year is "{year}", but the case lies in the folder "{folder}"',
        "學年寫「{year}」，但案例放在資料夾「{folder}」",
    ),
    Localized(
        "write school-year: {expected}, or move the folder to {right}",
        "改為 school-year: {expected}，或把資料夾移到 {right}",
    ),
)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Compare the school year with the folder's name."""
    del context
    year = case.metadata.school_year
    if year.replace("/", "-") != case.year_folder:
        yield KIND.at(
            case.value("school-year"),
            year=year,
            folder=case.year_folder,
            expected=case.year_folder.replace("-", "/"),
            right=f"contributions/{year.replace('/', '-')}/{case.slug}",
        )
