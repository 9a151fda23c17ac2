"""Every kind of diagnostic has its example, and every example says what it is there to say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.reference.content import base_case
from casebook.reference.example import HOME, Trial, Version, examples
from casebook.reference.kinds import all_kinds
from casebook.reference.said import SAID, produced
from casebook.reference.trial import tried

SCRIPTS = Path(__file__).parents[2] / "scripts" / "casebook"
TRIALS = {id_: example.trial for id_, example in examples().items() if example.trial}
PLACED = [pytest.param(trial, id_, id=id_) for id_, trial in TRIALS.items()]


def test_every_kind_has_its_example() -> None:
    missing = sorted(all_kinds().keys() - examples().keys())
    assert not missing, f"write scripts/casebook/reference/examples/<id>.yaml for: {missing}"


def test_every_example_has_its_kind() -> None:
    unknown = sorted(examples().keys() - all_kinds().keys())
    assert not unknown, f"no kind of diagnostic has these ids: {unknown}"


def test_every_module_that_declares_a_kind_is_looked_through() -> None:
    declared = {
        match[1]
        for path in SCRIPTS.rglob("*.py")
        for match in re.finditer(r'DiagnosticKind\(\s*"([a-z0-9-]+)"', path.read_text("utf-8"))
    }
    assert sorted(declared - all_kinds().keys()) == [], (
        "add the module to HOMES in reference/kinds.py"
    )


def test_only_a_fault_of_casebook_or_of_the_computer_has_no_trial() -> None:
    untried = [id_ for id_, example in examples().items() if not example.trial]
    assert untried == [
        "cannot-be-made",
        "cannot-be-read",
        "changed-meanwhile",
        "internal-error",
        "stopped-reading",
        "took-too-long",
        "took-too-much-memory",
        "unsafe-markup",
    ]


def test_the_base_case_has_nothing_wrong() -> None:
    files = {f"{HOME}/{name}": content for name, content in base_case().items()}
    assert tried(Version(files, "", ())) == ()


@pytest.mark.parametrize(("trial", "id_"), PLACED)
def test_the_failing_version_has_this_diagnostic_alone(trial: Trial, id_: str) -> None:
    stays = {one.id for one in tried(trial.fixed)} - {id_}
    found = [one for one in tried(trial.failing) if one.id not in stays]
    assert [(one.location, one.id) for one in found[:1]] == [(trial.place, id_)]
    assert {one.id for one in found} == {id_}


@pytest.mark.parametrize(("trial", "id_"), PLACED)
def test_the_fixed_version_has_no_error_and_not_this_diagnostic(trial: Trial, id_: str) -> None:
    found = tried(trial.fixed)
    assert [one for one in found if one.severity == "error" or one.id == id_] == []


@pytest.mark.parametrize("id_", list(examples()))
def test_the_reason_is_given_in_both_languages(id_: str) -> None:
    why = examples()[id_].why
    assert why.en.endswith(".")
    assert why.zh_hant.endswith("。")


def test_what_is_said_is_what_casebook_says_today() -> None:
    assert SAID.read_text("utf-8") == produced(), "run: .venv/bin/python -m casebook.reference"
