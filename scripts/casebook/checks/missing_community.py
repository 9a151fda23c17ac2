"""A case of the Learning Communities mode does not name its community."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

KIND = DiagnosticKind(
    "missing-community",
    "error",
    Localized(
        "the mode is learning-communities, but the community is not named",
        "模式是 learning-communities，卻沒有寫學習社群",
    ),
    Localized(
        "add a line like: community: writing-in-primary",
        "加上一行，例如：community: writing-in-primary",
    ),
)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Ask for the community where the mode is Learning Communities."""
    del context
    # A community that is misspelt was left out of the metadata, but it was named.
    named = case.metadata.community or "community" in case.front_matter.values
    if case.metadata.support.mode == "learning-communities" and not named:
        yield KIND.at(case.value("support", "mode"))
