"""Whatever is typed, a page holds nothing but what this project put on its list."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.markdown import PublishedPicture, Read, read_text, render
from casebook.markdown.sanitizer import ATTRIBUTES, ELEMENTS, SCHEMES

PARTS = st.sampled_from(
    [
        *("a", "字", "。", " ", "  ", "    ", "\t", "\n", "\n\n", "\\", "`", "```", "~~~", "~"),
        *("*", "**", "_", "[", "]", "(", ")", "![", "](", "](a.jpg)", "[^1]", "[^1]: ", "[a]: "),
        *("<", ">", "</", "/>", "<b>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "<?"),
        *("<T>", "<commit-id>", "<svg onload=alert(1)>", "<a href='javascript:alert(1)'>", "="),
        *("javascript:", "data:text/html,", "https://", "//", "example.org", "/", "@", "#"),
        *(
            "&",
            "&lt;",
            "&#60;",
            "&#x0a;",
            "&Tab;",
            "&colon;",
            "&quot;",
            '"',
            "'",
            "onerror=",
            "%3A",
        ),
        *(
            "> ",
            ">",
            "- ",
            "- [ ] ",
            "1. ",
            "|",
            "|-|-|\n",
            "| a | b |\n|--|--|\n",
            "---\n",
            "===\n",
        ),
        *(
            "> [!NOTE]\n> ",
            "# ",
            "## ",
            "＃",
            "[x](",
            "<https://a.b>",
            "\u00a0",
            "\u3000",
            "\u200b",
        ),
        *(
            "{: onclick=x}",
            "--8<--",
            "{{",
            "\ue000",
            "\u202e",
            "\x00",
            "\x0c",
            "\r",
            "😀",
            "e\u0301",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PARTS, max_size=40).map("".join), st.text(max_size=200))


def faults_of(html: str) -> list[str]:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    faults = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            faults.append(f"a comment: {element.text}")
            continue
        if element.tag not in ELEMENTS | {"DOCUMENT_FRAGMENT"}:
            faults.append(f"<{element.tag}>")
        allowed = ATTRIBUTES.get(element.tag, set())
        faults += [f"{name} of <{element.tag}>" for name in element.attrib if name not in allowed]
        for name in ("href", "src"):
            address = element.attrib.get(name, "")
            scheme = urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme
            if (scheme and scheme not in SCHEMES) or address.startswith(("//", "/", "\\")):
                faults.append(address)
    return faults


def html_of(read: Read) -> str:
    assert read.text is not None
    pictures = {p.target: PublishedPicture("a.webp", 1, 1) for p in read.text.pictures}
    return render(read.text, language="zh-Hant", pictures=pictures, base="../")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_gives_safe_html_or_a_reason(source: str) -> None:
    read = read_text(source, path="case/index.md", first_line=7)
    assert "unsafe-markup" not in {diagnostic.id for diagnostic in read.diagnostics}
    if read.text is None:
        assert any(diagnostic.severity == "error" for diagnostic in read.diagnostics)
        return
    assert faults_of(html_of(read)) == []


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_diagnostic_has_a_place_in_the_file(source: str) -> None:
    lines = re.split(r"\r\n|\r|\n", source)
    for diagnostic in read_text(source, path="case/index.md", first_line=7).diagnostics:
        place = diagnostic.location
        assert 7 <= place.line < 7 + len(lines)
        assert 1 <= place.column <= len(lines[place.line - 7]) + 1


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same(source: str) -> None:
    assert read_text(source, path="x") == read_text(source, path="x")
