"""What Casebook says of every example, produced by trying them and kept in `said.yaml`.

A build shows it without trying a hundred cases first; a test holds it equal to what is said today.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from casebook.diagnostics import Diagnostic, DiagnosticKind, Location, Severity
from casebook.language import Localized
from casebook.reference.example import Example, examples
from casebook.reference.kinds import all_kinds

SAID: Final = Path(__file__).with_name("said.yaml")


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one diagnostic as it is shown for its example."""

    severity: Severity
    message: Localized
    help: Localized


@cache
def said() -> Mapping[str, Said]:
    """Return what was said of each example, by id."""
    entries = yaml.load(SAID.read_bytes(), Loader=yaml.CSafeLoader)
    return {
        id_: Said(entry["severity"], _words(entry["message"]), _words(entry["help"]))
        for id_, entry in entries.items()
    }


def produced() -> str:
    """Try every example and return the text of `said.yaml`."""
    kinds = all_kinds()
    entries = {
        id_: _entry(_diagnostic(example, kinds[id_]))
        for id_, example in examples().items()
        if id_ in kinds
    }
    head = "# Produced by: .venv/bin/python -m casebook.reference\n"
    return head + yaml.dump(
        entries, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=96
    )


def _diagnostic(example: Example, kind: DiagnosticKind) -> Diagnostic:
    # Only producing tries examples; showing them needs neither checks nor a temporary folder.
    from casebook.reference.trial import tried  # noqa: PLC0415

    if example.trial is None:
        templates = kind.message.en + kind.help.en
        return kind.at(Location(""), **dict.fromkeys(re.findall(r"{(\w+)}", templates), "…"))
    return next(found for found in tried(example.trial.failing) if found.id == example.id)


def _entry(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "severity": diagnostic.severity,
        "message": {"en": diagnostic.message.en, "zh-Hant": diagnostic.message.zh_hant},
        "help": {"en": diagnostic.help.en, "zh-Hant": diagnostic.help.zh_hant},
    }


def _words(entry: Mapping[str, str]) -> Localized:
    return Localized(entry["en"], entry["zh-Hant"])
