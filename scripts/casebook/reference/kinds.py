"""Every kind of diagnostic that the code can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Final

from casebook import (
    assets,
    checks,
    collection,
    compiling,
    examining,
    faults,
    folder_kinds,
    front_matter,
    markdown,
    rights,
    schema,
    source,
)
from casebook.diagnostics import DiagnosticKind

HOMES: Final[tuple[ModuleType, ...]] = (
    assets,
    checks,
    collection,
    compiling,
    examining,
    faults,
    folder_kinds,
    front_matter,
    markdown,
    rights,
    schema,
    source,
)
"""Modules, and packages with all their modules, that declare kinds; a test holds them complete."""


def all_kinds() -> Mapping[str, DiagnosticKind]:
    """Return every kind by its id, sorted; raise `ValueError` where two share an id."""
    found: dict[str, DiagnosticKind] = {}
    for module in _modules():
        for value in vars(module).values():
            if isinstance(value, DiagnosticKind) and found.setdefault(value.id, value) != value:
                raise ValueError(f"two kinds of diagnostic are called {value.id}")
    return dict(sorted(found.items()))


def _modules() -> Iterator[ModuleType]:
    for home in HOMES:
        yield home
        for info in walk_packages(getattr(home, "__path__", ()), f"{home.__name__}."):
            yield import_module(info.name)
