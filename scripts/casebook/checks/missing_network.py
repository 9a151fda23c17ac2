"""A case of the QEF Thematic Network does not name the network, or another case names one."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.rights.ownership import QEF_PROGRAMME

MISSING = DiagnosticKind(
    "missing-network",
    "error",
    Localized(
        f"the programme is {QEF_PROGRAMME}, but the network is not named",
        f"計劃是 {QEF_PROGRAMME}，卻沒有寫網絡名稱",
    ),
    Localized(
        "add below the programme a line like: network: Reading in the digital age",
        "在 programme 下面加一行，例如：network: 從說到寫主題網絡",
    ),
)
UNEXPECTED = DiagnosticKind(
    "unexpected-network",
    "error",
    Localized(
        f'"{{network}}" is named as a network, but the programme is not {QEF_PROGRAMME}',
        f"寫了網絡「{{network}}」，但計劃不是 {QEF_PROGRAMME}",
    ),
    Localized(
        f"delete the line, or write programme: {QEF_PROGRAMME}",
        f"刪去這一行，或寫 programme: {QEF_PROGRAMME}",
    ),
)
KINDS = (MISSING, UNEXPECTED)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Ask for the network's name with that programme, and refuse it without."""
    del context
    support = case.metadata.support
    if support.programme == QEF_PROGRAMME and support.network is None:
        yield MISSING.at(case.value("support", "programme"))
    if support.programme != QEF_PROGRAMME and support.network is not None:
        yield UNEXPECTED.at(case.value("support", "network"), network=support.network)
