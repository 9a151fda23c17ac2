"""Whatever is made by a grammar of front matter, Markdown and folders ends as one would wish.

Where mutations rarely leave the neighborhood of a real case, a grammar goes deep: every field with
every kind of value, blocks within blocks, and folders of anything that a computer can hold.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casebook.contribution import Contribution
from casebook.markdown import PublishedPicture, render
from casebook.pipeline import Checked
from casebook.quarantine import without_errors
from casebook.reference.content import base_case
from tests.hostile.folders import HERE, MINIMAL, Content
from tests.hostile.fuzzing import CASE, checked, faults_of, given_enough
from tests.markdown.test_properties import faults_of as faults_of_html

FIELDS: Final[dict[str, Any]] = yaml.safe_load(base_case()["index.md"].split(b"---\n")[1])
PICTURES: Final = {"wall.png": PublishedPicture("wall.webp", 320, 200)}
BODY: Final = MINIMAL.split(b"---\n", 2)[2].decode()
WORDS: Final = st.sampled_from(
    [
        *(
            "",
            " ",
            "字",
            "Peer feedback",
            "同儕回饋",
            "=1+1",
            "\u202eabc",
            "e\u0301",
            "\u200d",
            "A" * 500,
        ),
        *("<script>alert(1)</script>", "]]>", "-->", "{{ 7*7 }}", "${x}", "%s", "$(id)", "`id`"),
        *("__proto__", "constructor", "null", "NaN", "../../etc/passwd", "C:\\CON", "javascript:a"),
        *("2024-25", "2024/25", "2025-02-30", "1e999", "0x10", "yes", "~", "en", "ks2", "joint"),
        *("9876 5432", "A123456(7)", "a@school.edu.hk", "https://u:p@h.example/", "//h.example"),
    ]
)
SCALARS: Final = st.one_of(
    WORDS,
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=8),
)
KEYS: Final = st.one_of(
    st.sampled_from([*FIELDS, "id", "name", "en", "zh-Hant", "file", "type", "use", "by", "work"]),
    SCALARS,
)
VALUES: Final = st.recursive(
    SCALARS,
    lambda inside: st.one_of(
        st.lists(inside, max_size=4), st.dictionaries(KEYS, inside, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def front_matter(draw: st.DrawFn) -> bytes:
    """Put values of any kind in the place of some of a valid case, at any depth, as YAML has it."""
    fields = json.loads(json.dumps(FIELDS, default=str))
    for _ in range(draw(st.integers(1, 3))):
        at: Any = fields
        while True:
            choices = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = draw(st.sampled_from(choices)) if choices else None
            deeper = key is not None and isinstance(at[key], dict | list) and at[key]
            if not deeper or draw(st.booleans()):
                break
            at = at[key]
        if key is not None:
            at[key] = draw(VALUES)
        if isinstance(at, dict):
            at[draw(KEYS)] = draw(VALUES)
    flow = draw(st.sampled_from([None, True, False]))
    text = yaml.safe_dump(
        fields,
        allow_unicode=draw(st.booleans()),
        default_flow_style=flow,
        default_style=draw(st.sampled_from([None, "'", '"', "|", ">"])),
        sort_keys=False,
    )
    return f"---\n{text}---\n{BODY}".encode("utf-8", "surrogatepass")


@given_enough
@given(front_matter())
def test_any_value_in_any_field_is_said_in_its_place(data: bytes) -> None:
    files = {**base_case(), "index.md": data}
    assert faults_of(checked(files).diagnostics, files) == []


ADDRESSES: Final = st.sampled_from(
    [
        *("https://example.org/a?b=c#d", "http://h.example", "mailto:a@b.example", "rubric.csv"),
        *("../talking-through-fractions/", "#top", "javascript:a()", "JaVaScRiPt&colon;a()", "//h"),
        *("data:text/html,x", "file:///etc/passwd", "https://u:p@h.example", "%2e%2e/%2e%2e/a"),
        *("java\tscript:a()", "<b>", "vbscript:a", "wall.png", "wall.png 'title'", "", "\\\\h\\a"),
    ]
)
INLINES: Final = st.recursive(
    st.one_of(WORDS, st.sampled_from(["&#x3c;b&#x3e;", "[^1]", "<https://h.example>", ":smile:"])),
    lambda inside: st.one_of(
        *(inside.map(f"{mark}{{}}{mark}".format) for mark in ("*", "**", "~~", "`", "_", "$")),
        st.builds("[{}]({})".format, inside, ADDRESSES),
        st.builds("![{}]({})".format, inside, ADDRESSES),
        st.builds("[{}][a]".format, inside),
        st.builds("<b {}={}>{}</b>".format, WORDS, WORDS, inside),
        st.lists(inside, max_size=4).map(" ".join),
    ),
    max_leaves=8,
)


def _marked(mark: str, text: str) -> str:
    return "\n".join(mark + line for line in text.split("\n"))


BLOCKS: Final = st.recursive(
    st.one_of(
        INLINES,
        st.builds(
            "{} {} {{#{} onclick={}}}".format,
            st.sampled_from(["#", "##", "######"]),
            INLINES,
            WORDS,
            WORDS,
        ),
        st.builds("```{}\n{}\n```".format, WORDS, INLINES),
        st.builds("[a]: {} '{}'".format, ADDRESSES, INLINES),
        st.builds("[^1]: {}".format, INLINES),
        st.builds("| {} | {} |\n|:-:|--:|\n| {} | {} |".format, INLINES, INLINES, INLINES, INLINES),
        st.builds(
            "<{0}>\n{1}\n</{0}>".format, st.sampled_from(["div", "svg", "style", "x-y"]), INLINES
        ),
        st.sampled_from(["---", "[TOC]", "--8<-- 'a.md'", ":::note", "<!-- a", "]]>", "    code"]),
    ),
    lambda inside: st.one_of(
        *(inside.map(partial(_marked, mark)) for mark in ("> ", "  ", "    ")),
        st.builds("{}{}".format, st.sampled_from(["- ", "1. ", "- [x] ", "> [!NOTE]\n> "]), inside),
        st.lists(inside, min_size=2, max_size=4).map("\n\n".join),
    ),
    max_leaves=10,
)


@given_enough
@given(BLOCKS)
def test_any_blocks_give_reasons_in_their_place_or_safe_html(text: str) -> None:
    head = base_case()["index.md"].decode().split("---\n")[1]
    data = f"---\n{head}---\n\n{text}\n".encode("utf-8", "surrogatepass")
    files = {**base_case(), "index.md": data}
    found = checked(files)
    assert faults_of(found.diagnostics, files) == []
    for case in published(found):
        for words in case.texts.values():
            html = render(words.text, language=words.language, pictures=PICTURES)
            assert faults_of_html(html) == []


NAMES: Final = st.one_of(
    st.sampled_from(
        [
            *("index.md", "index.en.md", "index.zh-Hant.md", "INDEX.MD", "index.html", "_headers"),
            *("rubric.csv", "Rubric.csv", "wall.png", "wall.png.exe", "CON", "nul.txt", "a:b.pdf"),
            *(".git/config", ".DS_Store", "~$a.docx", "sw.js", "a\nb.png", "a\u202egnp.exe", "-rf"),
            *("工作紙.docx", "cafe\u0301.pdf", "café.pdf", "a" * 200 + ".pdf", " a.pdf", "a.pdf."),
            *("sub/rubric.csv", "sub/index.md", "__proto__", "search", "rights.json", "a&b<c>.pdf"),
        ]
    ),
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=12
    ).filter(lambda name: name not in (".", "..")),
)
HELD: Final = [
    *base_case().values(),
    *(path.read_bytes() for path in sorted(HERE.glob("files/*/*.*")) if path.suffix != ".yaml"),
    *(b"", b"MZ\x90", b"PK\x03\x04", b"%PDF-1.7\n", b"<svg onload='a()'/>", b"\x89PNG\r\n\x1a\n"),
]
CONTENT: Final[st.SearchStrategy[Content]] = st.one_of(
    st.sampled_from(HELD),
    st.binary(max_size=64),
    st.sampled_from(
        [
            {"link": "/etc/passwd"},
            {"link": "index.md"},
            {"link": "."},
            {"link": "nowhere"},
            {"pipe": True},
            {"socket": True},
            {"folder": {"a.txt": "x"}},
            {"folder": {}},
        ]
    ),
)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Content]:
    """Put anything beside the files of a valid case, or in their place."""
    files: dict[str, Content] = {}
    beside = draw(st.dictionaries(NAMES, CONTENT, min_size=1, max_size=4))
    for name, content in {**beside, **base_case(), **draw(st.dictionaries(NAMES, CONTENT))}.items():
        parts = name.split("/")
        above = {"/".join(parts[:end]) for end in range(1, len(parts))}
        if not above & files.keys() and not any(one.startswith(f"{name}/") for one in files):
            files[name] = content
    return files


@given_enough
@given(trees())
def test_any_folder_is_answered_and_no_file_is_offered_that_nobody_declared(
    files: dict[str, Content],
) -> None:
    found = checked(files)
    held = {name: content for name, content in files.items() if isinstance(content, bytes)}
    assert faults_of(found.diagnostics, held) == []
    for case in published(found):
        assert {material.file for material in case.published_materials} <= held.keys()
        assert set(case.files) <= held.keys()


def published(found: Checked) -> Sequence[Contribution]:
    """Return the cases that would be on the site, with what has errors left out."""
    divided = without_errors(found) if found.has_errors else (found, ())
    return divided[0].collection.cases if divided else ()


@pytest.fixture(autouse=True)
def tracebacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_DEBUG", "1")


def test_the_case_that_all_begins_with_is_sound() -> None:
    found = checked(dict(base_case()))
    assert [one.id for one in found.diagnostics if one.severity == "error"] == []
    assert [case.id for case in found.collection.cases] == [CASE.removeprefix("contributions/")]
