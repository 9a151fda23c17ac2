"""Diagnostics for other tools: JSON, annotations of GitHub, SARIF."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import LANGUAGES, Language, Localized
from casebook.renderers import RENDERERS

ERROR: Final = DiagnosticKind(
    "too-long",
    "error",
    Localized("100% of “{value}”, too long", "「{value}」太長"),
    Localized("cut: it,\nnow", "刪短"),
)
WARNING: Final = DiagnosticKind("old", "warning", Localized("old", "舊"), Localized("look", "看"))
FOUND: Final[tuple[Diagnostic, ...]] = (
    ERROR.at(Location("contributions/2024-25/a, b/index.md", 3, 8), value="讓學生"),
    WARNING.at(Location("contributions/2024-25/c/資料.md")),
)


def as_json(name: str, language: Language = "en") -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(RENDERERS[name](FOUND, language))


def test_json_has_exactly_the_keys_that_tools_rely_on() -> None:
    assert as_json("json") == [
        {
            "id": "too-long",
            "severity": "error",
            "path": "contributions/2024-25/a, b/index.md",
            "line": 3,
            "column": 8,
            "message": "100% of “讓學生”, too long",
            "help": "cut: it,\nnow",
        },
        {
            "id": "old",
            "severity": "warning",
            "path": "contributions/2024-25/c/資料.md",
            "line": 1,
            "column": 1,
            "message": "old",
            "help": "look",
        },
    ]
    assert list(as_json("json")[0]) == [
        *("id", "severity", "path", "line", "column", "message", "help")
    ]


def test_json_speaks_chinese() -> None:
    text = RENDERERS["json"](FOUND, "zh-Hant")
    assert "「讓學生」太長" in text
    assert [one["message"] for one in json.loads(text)] == ["「讓學生」太長", "舊"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_of_nothing_is_an_empty_array(language: Language) -> None:
    assert RENDERERS["json"]((), language) == "[]\n"


def test_github_gets_one_escaped_command_a_line() -> None:
    assert RENDERERS["github"](FOUND, "en").splitlines() == [
        (
            "::error file=contributions/2024-25/a%2C b/index.md,line=3,col=8,title=too-long::"
            "100%25 of “讓學生”, too long%0Acut: it,%0Anow"
        ),
        "::warning file=contributions/2024-25/c/資料.md,line=1,col=1,title=old::old%0Alook",
    ]


def test_github_gets_no_command_that_a_file_name_smuggles_in() -> None:
    evil = WARNING.at(Location("a::b\n::error file=x::y", 1, 1))
    (command,) = RENDERERS["github"]([evil], "en").splitlines()
    assert command.startswith("::warning file=a%3A%3Ab%0A%3A%3Aerror file=x%3A%3Ay,line=1,")
    assert command.count("::") == 2


def test_sarif_has_what_version_2_1_0_asks_for() -> None:
    log = as_json("sarif")
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["tool"]["driver"] == {
        "name": "casebook",
        "rules": [{"id": "old"}, {"id": "too-long"}],
    }
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]


def test_sarif_writes_a_path_as_an_address() -> None:
    (run,) = as_json("sarif")["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0] == {
        "artifactLocation": {"uri": "contributions/2024-25/a%2C%20b/index.md"},
        "region": {"startLine": 3, "startColumn": 8},
    }
    assert places[1]["artifactLocation"]["uri"] == "contributions/2024-25/c/%E8%B3%87%E6%96%99.md"


def test_sarif_makes_neither_a_link_nor_a_blank_of_what_was_typed() -> None:
    """Links are `[words](target)`, blanks `{0}` (SARIF 2.1.0, 3.11.6 and 3.11.5)."""
    found = ERROR.at(Location("a.md"), value="[x](https://evil.example) {0} \\")
    log = json.loads(RENDERERS["sarif"]([found], "en"))
    text = log["runs"][0]["results"][0]["message"]["text"]
    assert text.startswith(r"100% of “\[x\](https://evil.example) {{0}} \\”, too long")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_names_its_language(language: Language) -> None:
    (run,) = as_json("sarif", language)["runs"]
    assert run["language"] == language
    assert run["results"][1]["message"]["text"].startswith("舊" if language != "en" else "old")
