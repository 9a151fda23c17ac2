"""Who owns a case follows from its programme, whatever its mode and whatever it says."""

from __future__ import annotations

from itertools import product

import pytest

from casebook.vocabularies import vocabulary
from tests.checks.conftest import Found

MODES = vocabulary("support-modes").ids
PROGRAMMES = (None, *vocabulary("support-programmes").ids)
STATED = (None, *vocabulary("owners").ids)
QEF = "qef-thematic-network"


def changes(mode: str, programme: str | None, stated: str | None) -> dict[str, str]:
    lines = {
        None: "  service: A service",
        QEF: f"  programme: {QEF}\n  network: Reading",
    }.get(programme, f"  programme: {programme}")
    return {
        "mode: learning-communities": f"mode: {mode}",
        "  service: Curriculum leaders, P6": lines,
        "  owner: joint\n": f"  owner: {stated}\n" if stated else "",
    }


@pytest.mark.parametrize(("mode", "programme", "stated"), list(product(MODES, PROGRAMMES, STATED)))
def test_the_fund_owns_a_case_if_and_only_if_the_programme_is_its_network(
    found: Found, mode: str, programme: str | None, stated: str | None
) -> None:
    owner = "qef" if programme == QEF else "joint"
    messages = found(changes(mode, programme, stated))
    if stated in (None, owner):
        assert messages == []
        return
    (message,) = messages
    line = 29 if programme == QEF else 28
    support = 11 if programme else 9
    assert message.startswith(
        f"index.md:{line}:10 error[owner-differs] line {line} says that the owner is "
        f'"{stated}", but line {support} ('
    )
    assert message.endswith(f') makes it "{owner}"')


def test_says_the_same_in_chinese(found: Found) -> None:
    assert found({"owner: joint": "owner: qef"}, language="zh-Hant") == [
        (
            "index.md:28:10 error[owner-differs] 第 28 行說版權屬「qef」，但按第 9 行"
            "（support 沒有優質教育基金主題網絡），應屬「joint」"
        )
    ]
