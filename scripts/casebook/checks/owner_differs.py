"""The stated owner of the copyright is not the one that follows from the support service.

The QEF owns a case if and only if the service is under the QEF Thematic Network; otherwise the
EDB and the schools own it jointly.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized
from casebook.rights.ownership import owner_of

KIND = DiagnosticKind(
    "owner-differs",
    "error",
    Localized(
        'line {line} says that the owner is "{stated}", but line {support_line} ({reason}) makes '
        'it "{owner}"',
        "第 {line} 行說版權屬「{stated}」，但按第 {support_line} 行（{reason}），應屬「{owner}」",
    ),
    Localized(
        "write owner: {owner}; or, if the service was under another programme, correct "
        "support.programme",
        "改為 owner: {owner}；如支援服務屬另一計劃，則更正 support.programme",
    ),
)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Compare the stated owner with the derived one."""
    del context
    stated = case.metadata.copyright.owner
    owner = owner_of(case.metadata.support)
    if stated is None or stated == owner:
        return
    place = case.value("copyright", "owner")
    programme = case.metadata.support.programme
    support = case.value("support", "programme") if programme else case.key("support")
    if programme:
        reason = Localized(f"programme: {programme}", f"programme: {programme}")
    else:
        reason = Localized(
            "support, with no QEF Thematic Network", "support 沒有優質教育基金主題網絡"
        )
    yield KIND.at(
        place,
        line=str(place.line),
        support_line=str(support.line),
        stated=stated,
        owner=owner,
        reason=reason,
    )
