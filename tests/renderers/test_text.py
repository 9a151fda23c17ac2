"""Diagnostics for a person: place, words, the line, a mark below it, the edit."""

from __future__ import annotations

from casebook.diagnostics import DiagnosticKind, Location
from casebook.language import Language, Localized
from casebook.renderers.text import render

ERROR = DiagnosticKind(
    "unknown-term",
    "error",
    Localized('"{value}" is not a term', "「{value}」不是用語"),
    Localized("write {cure}", "改為 {cure}"),
)
WARNING = DiagnosticKind(
    "old", "warning", Localized("it is old", "已舊"), Localized("look", "看看")
)


def said(line: str, column: int, language: Language = "en", value: str = "English") -> list[str]:
    diagnostic = ERROR.at(Location("contributions/a/index.md", 24, column), value=value, cure="x")
    return render([diagnostic], language, lambda *_: line).split("\n")


def test_says_nothing_where_nothing_is_wrong() -> None:
    assert render([], "en", lambda *_: "") == ""


def test_shows_place_words_line_mark_and_edit() -> None:
    assert said("  subjects: [English]", 14) == [
        'contributions/a/index.md:24:14: error[unknown-term] "English" is not a term',
        "   24 |   subjects: [English]",
        "      |              ^",
        "  help: write x",
        "",
        "1 to put right, 0 to look at",
        "",
    ]


def test_says_the_same_in_chinese() -> None:
    lines = said("  subjects: [English]", 14, "zh-Hant")
    assert lines[0] == "contributions/a/index.md:24:14: 錯誤[unknown-term] 「English」不是用語"
    assert lines[3] == "  改法：改為 x"
    assert lines[5] == "1 項必須改正，0 項請留意"


def test_sets_the_mark_below_a_wide_character() -> None:
    lines = said("title: 讓學生 x", 12)
    assert lines[2] == "      | " + " " * len("title: ") + " " * 6 + " ^"


def test_shows_no_line_where_there_is_none() -> None:
    assert said("", 1)[1] == "  help: write x"


def test_shows_the_words_around_a_place_far_along_a_line() -> None:
    _, line, mark, *_ = said("a" * 200 + "HERE" + "b" * 200, 201)
    assert "HERE" in line
    assert line.index("HERE") == mark.index("^")
    assert len(line) < 120


def test_gives_a_terminal_nothing_to_obey() -> None:
    report = "\n".join(said("title: \x1b[31mred\x1b[0m\u202e", 8, value="\x1b[2J\u202e"))
    assert "\x1b" not in report
    assert "\u202e" not in report
    assert "\\x1b[2J" in report


def test_counts_errors_and_warnings_apart() -> None:
    place = Location("a", 1, 1)
    found = [ERROR.at(place, value="x", cure="y"), WARNING.at(place), WARNING.at(place)]
    assert render(found, "en", lambda *_: "").endswith("\n1 to put right, 2 to look at\n")
