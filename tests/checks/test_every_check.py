"""Nothing that belongs to a check is forgotten."""

from __future__ import annotations

from pathlib import Path
from pkgutil import iter_modules

from casebook import checks
from casebook.checks import CHECKS
from tests.checks.conftest import Found

SHARED = {"context", "scope"}
"""Modules that checks use and that are none."""
NAMES = sorted({module.name for module in iter_modules(checks.__path__)} - SHARED)


def test_the_base_case_has_nothing_wrong(found: Found) -> None:
    assert found() == []


def test_every_check_is_run() -> None:
    assert [check.__module__.rpartition(".")[2] for check in CHECKS] == NAMES


def test_every_check_has_its_tests() -> None:
    here = Path(__file__).parent
    assert [name for name in NAMES if not (here / f"test_{name}.py").is_file()] == []
