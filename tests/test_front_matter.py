"""Front matter is read as typed, with the place of everything in it, or refused with its place."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ByteSize

from casebook.diagnostics import Location
from casebook.front_matter import FrontMatter, parse_front_matter
from casebook.front_matter.slips import half_width, typing_slips
from casebook.limits import DEFAULTS, Limits
from casebook.source import SourceFile

WORDS = "the text\n"


def read(fields: str) -> FrontMatter:
    source = SourceFile("index.md", f"---\n{dedent(fields)}---\n{WORDS}")
    front_matter, diagnostics = parse_front_matter(source)
    assert diagnostics == ()
    assert front_matter
    return front_matter


def refused(fields: str) -> list[str]:
    """Return what is said of `fields`, whose first line is line 2 of the file."""
    return refused_file(f"---\n{dedent(fields)}---\n{WORDS}")


def refused_file(text: str) -> list[str]:
    front_matter, diagnostics = parse_front_matter(SourceFile("index.md", text))
    assert front_matter is None
    assert {one.severity for one in diagnostics} == {"error"}
    return [
        f"{one.location.line}:{one.location.column} {one.id}: {one.message.en} | {one.help.en}"
        for one in diagnostics
    ]


def ids(fields: str) -> list[str]:
    return [line.split(":")[0] + ":" + line.split(":")[1] for line in refused(fields)]


@pytest.mark.parametrize(
    "typed",
    ["2024/25", "2024-25", "NO", "0123", "12:30", "1.10", "2025-03-02", "~", "null", "0x1F", "1e3"],
)
def test_keeps_a_value_as_it_was_typed(typed: str) -> None:
    assert read(f"title: {typed}\n").values == {"title": typed}


def test_reads_lists_and_groups_in_both_of_their_forms() -> None:
    assert read(
        """\
        schools:
          - id: lakeview-ps
            name: {en: Lakeview, zh-Hant: 湖景}
        keywords: [peer feedback, rubric]
        """
    ).values == {
        "schools": [{"id": "lakeview-ps", "name": {"en": "Lakeview", "zh-Hant": "湖景"}}],
        "keywords": ["peer feedback", "rubric"],
    }


def test_knows_the_place_of_every_name_and_value() -> None:
    front_matter = read(
        """\
        title: 讓學生學會回應
        schools:
          - {id: 湖, level: [primary, special]}
        """
    )
    assert front_matter.key("title") == Location("index.md", 2, 1)
    assert front_matter.value("title") == Location("index.md", 2, 8)
    assert front_matter.value("schools", 0, "level", 1) == Location("index.md", 4, 30)
    assert front_matter.key("schools", 0, "level") == Location("index.md", 4, 13)


def test_places_what_is_absent_at_what_lies_around_it() -> None:
    front_matter = read("schools:\n  - id: lakeview-ps\n")
    assert front_matter.key("schools", 0, "name", "en") == Location("index.md", 3, 5)
    assert front_matter.value("title") == Location("index.md", 1, 1)


def test_gives_the_text_below_with_its_line() -> None:
    front_matter = read("title: One question\n")
    assert (front_matter.body.strip(), front_matter.body_line) == (WORDS.strip(), 3)
    assert front_matter.source.line(4) == WORDS.strip()


def test_leaves_a_line_of_hyphens_in_the_text_alone() -> None:
    source = SourceFile("index.md", "---\ntitle: One\n---\nabove\n\n---\n\nbelow\n")
    front_matter, diagnostics = parse_front_matter(source)
    assert diagnostics == ()
    assert front_matter
    assert "above\n\n---\n\nbelow" in front_matter.body


@pytest.mark.parametrize("text", ["", "\n", "Important: read this\n", "--\ntitle: One\n--\n"])
def test_refuses_a_file_that_does_not_begin_with_front_matter(text: str) -> None:
    (said,) = refused_file(text)
    assert said.startswith("1:1 missing-front-matter: the file does not begin with front matter")


def test_refuses_front_matter_that_begins_on_a_later_line() -> None:
    assert refused_file("\n---\ntitle: One\n---\n")[0].startswith("1:1 missing-front-matter")


def test_refuses_front_matter_that_never_ends() -> None:
    (said,) = refused_file("---\ntitle: One\n\nThe text\n")
    assert said.startswith('1:1 unclosed-front-matter: the front matter begins with "---"')


def test_refuses_front_matter_longer_than_any_case_needs() -> None:
    (said,) = refused(f"title: {'a ' * (DEFAULTS.front_matter // 2)}\n")
    assert said.startswith("1:1 front-matter-too-long")


def test_counts_the_bytes_of_front_matter_as_the_publisher_limits_them() -> None:
    source = SourceFile("index.md", f"---\ntitle: {'字' * 40}\n---\n")
    assert parse_front_matter(source, Limits(front_matter=ByteSize(200)))[1] == ()
    (found,) = parse_front_matter(source, Limits(front_matter=ByteSize(100)))[1]
    assert found.message.en == "the front matter has 129 bytes; the limit is 100"


@pytest.mark.parametrize("fields", ["", "just some words\n", "- title: One\n", "[a, b]\n"])
def test_refuses_what_is_no_list_of_fields(fields: str) -> None:
    assert ids(fields) == ["2:1 not-fields"] if fields else ["1:1 not-fields"]


def test_refuses_a_group_as_the_name_of_a_field() -> None:
    assert ids("? {a: b}\n: c\n") == ["2:3 not-fields"]


def test_passes_over_a_group_that_has_no_place_and_reads_on_behind_it() -> None:
    fields = "? [a, {b: c}]\n: {d: [e]}\nf: 1\nf: {g: [h]}\nf: 2\n"
    assert ids(fields) == ["2:3 not-fields", "5:1 duplicate-key", "6:1 duplicate-key"]


def test_refuses_what_an_escape_hides() -> None:
    assert ids('title: "a\\u202Eb"\n') == ["2:8 invalid-yaml"]


def test_refuses_a_second_document() -> None:
    assert ids("title: One\n...\n--- title\n") == ["4:1 invalid-yaml"]


def test_refuses_a_field_that_is_written_twice_and_names_the_first() -> None:
    assert refused("title: One\nlanguage: en\ntitle: Two\n") == [
        (
            '4:1 duplicate-key: the field "title" is written twice; the first is on line 2 | '
            'keep one "title:" and delete the other'
        )
    ]


def test_refuses_every_field_that_is_written_twice() -> None:
    assert ids("a: 1\na: 2\ngroup:\n  b: 1\n  b: 2\n") == ["3:1 duplicate-key", "6:3 duplicate-key"]


def test_takes_fields_of_one_name_in_two_groups_for_two() -> None:
    read("schools:\n  - id: lakeview-ps\n  - id: bayside-ps\n")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("*rubric", "*rubric"), ("&rubric x", "&rubric x"), ("!Important", "!Important")],
)
def test_refuses_what_yaml_takes_for_more_than_words(value: str, shown: str) -> None:
    (said,) = refused(f"title: {value}\n")
    assert said == (
        f'2:8 yaml-feature: "{shown}" is a YAML anchor, alias or tag, which Casebook does not read '
        f'| put the value between quotation marks: "{shown}"'
    )


def test_refuses_an_alias_before_it_is_followed() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
    )
    assert {said.split(": ")[0].split(" ")[1] for said in refused(bomb)} == {"yaml-feature"}


def test_refuses_brackets_inside_brackets_without_end() -> None:
    assert ids(f"title: {'[' * 50}\n") == ["2:13 nested-too-deep"]
    assert len(ids(f"title: {'[' * 5000}\n")) == 1


def test_refuses_a_tab_at_the_beginning_of_a_line() -> None:
    assert ids("copyright:\n\towner: joint\n  \tyear: 2025\n") == [
        "3:1 tab-indent",
        "4:3 tab-indent",
    ]


def test_leaves_a_tab_inside_a_value_alone() -> None:
    assert read("title: one\ttwo\n").values == {"title": "one\ttwo"}


@pytest.mark.parametrize(
    ("fields", "place", "problem"),
    [
        ("title: One: two\n", "2:11", "it has a second colon with a space after it"),
        ("title: One\n language: en\n", "3:10", "it begins further to the right than it should"),
        ("title: [p4, p5\n", "2:8", "a bracket is opened and not closed, or a comma is missing"),
        ("name: {en: Lakeview\nb: c\n", "2:7", "a bracket is opened and not closed, or a comma"),
        ("title: 'One\n", "2:8", "a quotation mark is opened and never closed"),
        ('title: "One" two\n', "2:14", "it begins at another depth than its neighbours, or some"),
        ("title: @home\n", "2:8", "the value begins with a sign such as @, % or `"),
        ("title: *rubric*\n", "2:8", "the value begins with * or &"),
        ("title: - one\n", "2:8", "the value begins with a hyphen"),
        ("title: > one\n", "2:10", "the value begins with > or |"),
        ("title One\nlanguage: en\n", "2:1", "it has no colon with a space after it"),
        ("language: en\ntitle:One\n", "3:1", "it has no colon with a space after it"),
        ("a:\n  - b: 1\n   c: 2\n", "4:4", "it is not in line with the list above"),
        ('title: "a\\qb"\n', "2:10", "it has a backslash between double quotation marks"),
        ("title: One\x07\n", "2:11", "it has a character in it that nobody sees"),
        ("title: One\u2028b: c\n", "2:11", "it has a character in it that nobody sees"),
        ("title: \u202eenO\n", "2:8", "it has a character in it that nobody sees"),
        ("title: 深水\ue123\n", "2:10", "it has a character that only one font or computer can"),
    ],
)
def test_says_in_plain_words_why_a_line_cannot_be_read(
    fields: str, place: str, problem: str
) -> None:
    (said,) = refused(fields)
    assert said.startswith(f"{place} invalid-yaml: the line ")
    assert f"cannot be read: {problem}" in said
    assert said.rpartition(" | ")[2]


@pytest.mark.parametrize(
    ("line", "column", "fixed"),
    [
        ("title：讓學生學會回應", 6, "title: 讓學生學會回應"),
        ("title ： 讓學生學會回應", 7, "title: 讓學生學會回應"),
        ("　title: One", 1, "title: One"),
        ("－ id: lakeview-ps", 1, "- id: lakeview-ps"),
        ("＃ a note", 1, "# a note"),
        ("title: “One: two”", 8, 'title: "One: two"'),
        ("keywords: ［同儕互評，量表］", 11, "keywords: [同儕互評, 量表]"),
        ("keywords: [同儕互評、量表]", 16, "keywords: [同儕互評, 量表]"),
        ("school-year: 2024／25", 18, "school-year: 2024/25"),
        ("name: {en: Lakeview， zh-Hant: 湖景}", 20, "name: {en: Lakeview, zh-Hant: 湖景}"),
        ("name: {en: Lakeview, zh-Hant：湖景}", 29, "name: {en: Lakeview, zh-Hant: 湖景}"),
        ("- {name：陳主任，role：teacher}", 8, "- {name: 陳主任, role: teacher}"),
    ],
)
def test_shows_how_to_write_full_width_punctuation_in_half_width(
    line: str, column: int, fixed: str
) -> None:
    (said,) = refused(f"{line}\n")
    assert said.startswith(f"2:{column} full-width-punctuation: ")
    assert said.endswith(f"| write: {fixed}")
    assert half_width(half_width(line)) == half_width(line)


@pytest.mark.parametrize(
    "line",
    [
        "title: 一題：兩問，三答",
        "summary: 三校共建量表（見附件）；成效：倍增",
        'title: "One: two"',
        "evidence: {basis: 30 名學生，前後兩次, found: 採納率：六成}",
        "keywords: [同儕互評, 「我」的故事]",
        "title: “分數”不難",
        "title: “分數”和“小數”",
        "title: 【分數】紙條教學",
        "title: 【分數】怎樣教【一】",
        "title: ［分數］怎樣教",
        "keywords: [分數, 【一】]",
    ],
)
def test_leaves_full_width_punctuation_inside_words_alone(line: str) -> None:
    assert half_width(line) == line
    read(f"{line}\n")


TYPED = st.text(
    st.sampled_from("title: {}[]\"'#“”＂［］【】，、：／－＃\u3000,-分a2\\|*"), max_size=24
).map(lambda text: f"title{text}") | st.tuples(
    st.sampled_from(["title: ", "title：", "keywords: [", "name: {en: ", "- ", "－ ", ""]),
    st.text(st.sampled_from("a分:： ,，、[]{}［］【】“”\"'#*-"), max_size=12),
    st.sampled_from(["", "]", "}", "】", "］", "”"]),
).map("".join)


def is_readable(line: str) -> bool:
    try:
        yaml.compose(line, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return False
    return True


@given(TYPED)
@example("title：:")
@settings(max_examples=400, deadline=None)
def test_half_width_never_spoils_a_line_that_can_be_read(line: str) -> None:
    assert is_readable(half_width(line)) or not is_readable(line)


@given(TYPED)
@settings(max_examples=400, deadline=None)
def test_what_a_slip_is_to_be_changed_to_can_be_read(line: str) -> None:
    source = SourceFile("index.md", f"---\n{line}\n---\n")
    for one in typing_slips(source, line, 2):
        fixed = one.help.en.partition("write: ")[2]
        if fixed:
            assert any(is_readable(fixed + closing) for closing in ("", "}", "]")), fixed


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("title：一: 二", 'title: "一: 二"'),
        ('title: A "b" #2', """title: 'A "b" #2'"""),
    ],
)
def test_quotes_what_half_width_alone_would_not_make_readable(line: str, fixed: str) -> None:
    (said,) = refused(f"{line}\n")
    assert said.endswith(f"write: {fixed}")


def test_reports_every_slip_of_typing_and_nothing_that_follows_from_it() -> None:
    assert ids("title：一\nlanguage: en\n\tsummary：二\n") == [
        "2:6 full-width-punctuation",
        "4:1 tab-indent",
    ]


def test_finds_nothing_wrong_with_the_samples() -> None:
    root = Path(__file__).parent.parent / "contributions"
    texts = sorted(root.glob("*/*/*.md"))
    assert texts
    for path in texts:
        source = SourceFile(path.name, path.read_text("utf-8"))
        assert parse_front_matter(source)[1] == (), path
