"""Every hostile contribution is answered as its folder says: in words, in its place, in no time.

`UPDATE_HOSTILE=1 pytest tests/hostile` writes what is said today into the folders; read the
difference before you keep it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, unquote_to_bytes

import pytest
import yaml

from casebook.limits import DEFAULTS
from tests.hostile.cage import ROOT, Cage, Outcome
from tests.hostile.folders import Found, Hostile, everything, lay_out

HOSTILE: Final = [pytest.param(one, id=one.name) for one in everything()]
LEAST: Final = 700
FORMATS: Final = ("text", "json", "github", "sarif")
LANGUAGES: Final = ("en", "zh-Hant")
PRINTS: Final = [*((form, "en") for form in FORMATS), ("text", "zh-Hant"), ("github", "zh-Hant")]
_COMMAND: Final = re.compile(
    r"::(?:error|warning) file=(?P<path>[^,:\n\r]*),line=(?P<line>\d+),col=(?P<column>\d+),"
    r"title=(?P<id>[a-z0-9-]+)::(?P<words>[^\n\r]+)"
)


@pytest.fixture(scope="module")
def cage() -> Iterator[Cage]:
    with Cage() as started:
        yield started


def test_there_are_as_many_as_were_promised() -> None:
    assert len(everything()) >= LEAST


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that is gone afterwards: some of these are too large or too deep to keep."""
    yield tmp_path
    subprocess.run(["rm", "-rf", "--", tmp_path], check=True)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_is_answered_as_its_folder_says(hostile: Hostile, cage: Cage, work: Path) -> None:
    contributions = work / "contributions"
    case = lay_out(hostile, contributions)
    # With its own configuration, the hand-written pages do not speak of other cases.
    config = shutil.copy(ROOT / "mkdocs.yml", work)
    shared = ("--config", str(config), "--contributions", str(contributions))
    check = ("check", *shared)
    commands = [
        *((*check, "--format", form, "--lang", language) for form, language in PRINTS),
        (*check, "--format", "json", "--lang", "en"),
        ("rights", *shared, "--format", "csv"),
        ("fix", *shared, str(case)),
    ]
    outcome = cage.run(work / "printed", commands)
    assert faults_of(outcome) == []
    said = json.loads(outcome.runs[PRINTS.index(("json", "en"))].out)
    found = tuple(_found(one, f"contributions/{hostile.case}") for one in said)
    if os.environ.get("UPDATE_HOSTILE"):
        _write(hostile, found)
        return
    assert found == hostile.found
    assert outcome.runs[0].status == int(hostile.is_refused)
    assert misplaced(said, contributions.parent) == []
    assert unsafe_prints(outcome, said) == []


def _found(one: dict[str, Any], case: str) -> Found:
    path = "." if one["path"] == case else one["path"].removeprefix(f"{case}/")
    return Found(one["id"], one["severity"], f"{path}:{one['line']}:{one['column']}")


def _write(hostile: Hostile, found: tuple[Found, ...]) -> None:
    entry = {"why": hostile.why, "found": [f"{one.severity} {one.id} {one.at}" for one in found]}
    text = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=96)
    (hostile.folder / "expected.yaml").write_text(text, encoding="utf-8")


def faults_of(outcome: Outcome) -> list[str]:
    """Say what no input may bring about: a traceback, a process that dies, time and memory."""
    faults = [f"a run was ended: {outcome.status}"] if outcome.status else []
    faults += [one.err for one in outcome.runs if one.status not in (0, 1) or "Trace" in one.err]
    if outcome.seconds / len(outcome.runs) > DEFAULTS.seconds:
        faults.append(f"{len(outcome.runs)} runs took {outcome.seconds:.1f} s")
    if outcome.megabytes * 1_000_000 > DEFAULTS.memory:
        faults.append(f"a run held {outcome.megabytes} MB")
    return faults


def misplaced(said: list[dict[str, Any]], root: Path) -> list[str]:
    """Say which places are in no file, or past the end of a line."""
    faults = []
    for one in said:
        path, line, column = root / one["path"], one["line"], one["column"]
        if (line, column) == (1, 1):
            if not (path.exists() or path.is_symlink()):
                faults.append(f"there is no {path}")
            continue
        text = path.read_bytes().decode("utf-8-sig", "replace")
        lines = re.split(r"\r\n|\r|\n", text)
        if not (1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
            faults.append(f"{one['id']} at {path}:{line}:{column}")
    return faults


def unsafe_prints(outcome: Outcome, said: list[dict[str, Any]]) -> list[str]:
    """Say what a terminal or another program would obey, or take for something else."""
    prints = dict(zip(PRINTS, outcome.runs, strict=False))
    faults = [
        f"{form} prints {character!r}"
        for (form, _), one in prints.items()
        for character in set(one.out.decode("utf-8"))
        if character != "\n" and obeyed(character)
    ]
    if prints["json", "en"].out != outcome.runs[len(PRINTS)].out:
        faults.append("two runs say different things")
    for language in LANGUAGES:
        lines = prints["github", language].out.decode("utf-8").splitlines()
        matches = [_COMMAND.fullmatch(line) for line in lines]
        if [match and match["id"] for match in matches] != [one["id"] for one in said]:
            faults.append("the annotations are not one for each diagnostic")
    sarif, github = (prints[form, "en"].out.decode("utf-8") for form in ("sarif", "github"))
    return [*faults, *_reworded_in_sarif(sarif, said), *_reworded_for_github(github, said)]


def _reworded_in_sarif(text: str, said: list[dict[str, Any]]) -> Iterator[str]:
    for one, result in zip(said, json.loads(text)["runs"][0]["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        path = os.fsdecode(unquote_to_bytes(place["artifactLocation"]["uri"]))
        if path != one["path"]:
            yield f"SARIF names {path!r}, not {one['path']!r}"
        told = re.sub(r"\\([\\\[\]])|([{}])\2", r"\1\2", result["message"]["text"])
        if told != f"{one['message']}\n{one['help']}":
            yield f"SARIF says {told!r}"


def _reworded_for_github(text: str, said: list[dict[str, Any]]) -> Iterator[str]:
    for one, line in zip(said, text.splitlines(), strict=True):
        match = _COMMAND.fullmatch(line)
        if match is None or unquote(match["words"]) != f"{one['message']}\n{one['help']}":
            yield f"GitHub is told {line!r}"


def obeyed(character: str) -> bool:
    """Tell whether a terminal acts on a character: it moves, hides or turns what follows."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
