"""Each case is a text and what is said of it: line, column, id, message."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casebook.diagnostics import Diagnostic
from casebook.markdown import read_text

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['what']}")
    for file in sorted(Path(__file__).parent.glob("cases/*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def shown(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    return f"{place.line}:{place.column} {diagnostic.id} {diagnostic.message.en}"


@pytest.mark.parametrize("case", CASES)
def test_says_this_and_nothing_else(case: dict[str, object]) -> None:
    read = read_text(str(case["source"]), path="case/index.md")
    assert [shown(diagnostic) for diagnostic in read.diagnostics] == case["diagnostics"]
