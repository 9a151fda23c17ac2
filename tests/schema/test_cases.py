"""Front matter and what is said of it, as cases that anyone can read and extend.

Each file of `cases/` has a valid `base`; a case replaces words of it and lists every diagnostic,
rendered, or none. `zh-Hant` repeats the list in Chinese where its words are worth holding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from casebook.diagnostics import Diagnostic
from casebook.front_matter import parse_front_matter
from casebook.language import Language
from casebook.schema import Metadata, Translation
from casebook.schema.validation import validate
from casebook.source import SourceFile

MODELS: Final[Mapping[str, type[Metadata] | type[Translation]]] = {
    "index.md": Metadata,
    "index.en.md": Translation,
}


@dataclass(frozen=True)
class Case:
    title: str
    file: str
    text: str
    diagnostics: Mapping[Language, list[str]]


def case_of(entry: Mapping[str, Any], file: str, base: str) -> Case:
    text = base
    for old, new in entry.get("replace", {}).items():
        assert text.count(old) == 1, f"{entry['title']}: {old!r} does not stand once in the base"
        text = text.replace(old, new)
    expected: dict[Language, list[str]] = {"en": entry.get("diagnostics", [])}
    if "zh-Hant" in entry:
        expected["zh-Hant"] = entry["zh-Hant"]
    return Case(entry["title"], file, text, expected)


def all_cases() -> list[Case]:
    found = []
    for path in sorted(Path(__file__).parent.glob("cases/*.yml")):
        group = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        found += [case_of(entry, group["file"], group["base"]) for entry in group["cases"]]
    return found


def rendered(diagnostic: Diagnostic, language: Language) -> str:
    place = diagnostic.location
    message, help_ = diagnostic.message.in_(language), diagnostic.help.in_(language)
    return f"{place.line}:{place.column} {diagnostic.id}: {message} | {help_}"


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.title)
def test_says_exactly_what_the_case_lists(case: Case) -> None:
    front_matter, faults = parse_front_matter(SourceFile(case.file, case.text))
    assert faults == ()
    assert front_matter
    typed, diagnostics = validate(front_matter, MODELS[case.file])
    assert (typed is None) == bool(diagnostics)
    ordered = sorted(diagnostics, key=lambda one: one.sort_key)
    for language, expected in case.diagnostics.items():
        assert [rendered(one, language) for one in ordered] == expected
