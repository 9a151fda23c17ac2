"""What runs and what is loaded was chosen once, and is held to that."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS: Final = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED: Final = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40}")
VENDOR: Final = ROOT / "overrides/assets/javascripts/vendor"


def read(workflow: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(workflow.read_text("utf-8"))
    return loaded


def rights(workflow: dict[Any, Any]) -> set[str]:
    groups = [
        workflow.get("permissions"),
        *(j.get("permissions") for j in workflow["jobs"].values()),
    ]
    return {f"{name}: {right}" for group in groups if group for name, right in group.items()}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_every_action_is_fixed_to_a_commit(workflow: Path) -> None:
    used = re.findall(r"uses: (\S+)", workflow.read_text("utf-8"))
    assert [one for one in used if not PINNED.fullmatch(one)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_a_workflow_says_what_it_may_do(workflow: Path) -> None:
    loaded = read(workflow)
    assert "permissions" in loaded
    assert loaded["permissions"] in ({}, {"contents": "read"})


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_what_a_stranger_sent_never_meets_a_right_to_write_or_a_secret(workflow: Path) -> None:
    text, loaded = workflow.read_text("utf-8"), read(workflow)
    # YAML 1.1 takes the word for true.
    on = loaded[True]
    assert "pull_request_target" not in on
    assert "secrets." not in text
    if "pull_request" in on:
        assert rights(loaded) <= {"contents: read"}
    if "workflow_run" in on:
        assert "checkout" not in re.sub(r"(?m)^ *#.*$", "", text)
        assert "download-artifact" not in text
    for job in loaded["jobs"].values():
        for step in job["steps"]:
            # What others named would be read by the shell as its own words.
            assert "${{" not in step.get("run", "")
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def commands(workflow: Path) -> list[str]:
    jobs = read(workflow)["jobs"].values()
    return [step["run"] for job in jobs for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_no_line_of_a_case_is_a_command_to_the_runner(workflow: Path) -> None:
    """It obeys `##[command]` wherever it stands in a line; annotations are escaped for it."""
    for run in commands(workflow):
        for place in (one.start() for one in re.finditer(r"bin/casebook (?:build|check)", run)):
            line = run[place:].partition("\n")[0]
            assert "--format github" in line or (
                "::stop-commands::$token" in run[:place] and "::$token::" in run[place:]
            )


def test_the_site_is_built_each_day() -> None:
    assert read(ROOT / ".github/workflows/publish.yml")[True]["schedule"]


def test_what_others_wrote_for_the_browser_is_what_was_taken() -> None:
    lines = (ROOT / "tests/vendor.sha256").read_text("utf-8").splitlines()
    wanted = {name: digest for digest, name in (line.split("  ") for line in lines)}
    found = {
        str(file.relative_to(VENDOR)): sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.rglob("*")
        if file.is_file() and file.name != "README.md"
    }
    assert found == wanted
