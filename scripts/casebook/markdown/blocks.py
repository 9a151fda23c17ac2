"""The parts of a text: headings, paragraphs, lists, quotations, alerts, code, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized
from casebook.markdown.elements import elements_in
from casebook.markdown.headings import (
    EMPTY_HEADING,
    HEADING_WITHOUT_SPACE,
    PICTURE_IN_HEADING,
    SKIPPED_HEADING_LEVEL,
    TOP_LEVEL_HEADING,
    UNMARKED_HEADING,
)
from casebook.markdown.inlines import HTML_IN_TEXT, compose_inlines
from casebook.markdown.nodes import Node, NodeKind
from casebook.markdown.reading import Reading, shortened, unbroken
from casebook.markdown.rendering import escape, escape_value
from casebook.markdown.tables import check_broken_table, compose_table
from casebook.markdown.values import Heading

UNCLOSED_CODE_BLOCK = DiagnosticKind(
    "unclosed-code-block",
    "error",
    Localized(
        'the code block that begins with "{fence}" never ends: all that follows is shown as code',
        "以「{fence}」開始的程式碼區塊沒有結束，之後的內容全當作程式碼顯示",
    ),
    Localized(
        "type {marks} on a line of its own after the last line of code",
        "在最後一行程式碼之後另起一行，輸入 {marks}",
    ),
)

_ALERTS: Final[Mapping[str, Localized]] = {
    "note": Localized("Note", "附註"),
    "tip": Localized("Tip", "提示"),
    "important": Localized("Important", "重要"),
    "warning": Localized("Warning", "警告"),
    "caution": Localized("Caution", "注意"),
}
_CODE_LANGUAGE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+#-]{0,30}")
_FENCE: Final = re.compile(r"(`{3,}|~{3,}).*")


def compose_blocks(reading: Reading, nodes: Iterable[Node], *, tight: bool = False) -> None:
    """Write `nodes`; in a `tight` list paragraphs are not elements of their own."""
    for node in nodes:
        if node.kind == "paragraph":
            _paragraph(reading, node, tight=tight)
        else:
            _COMPOSERS[node.kind](reading, node)


def _paragraph(reading: Reading, node: Node, *, tight: bool) -> None:
    lines = reading.lines[node.line - 1 : node.end_line]
    if len(lines) > 1:
        check_broken_table(reading, node)
    if "#" in (typed := "\n".join(lines)) or "＃" in typed:
        _check_unmarked_headings(reading, node)
    reading.say(node)
    if tight:
        compose_inlines(reading, node.children)
        reading.write("\n")
        return
    caption = _caption(node)
    reading.write('<figure class="cb-figure">' if caption else "<p>")
    if caption:
        node.children[0].title = ""
    compose_inlines(reading, node.children)
    if caption:
        reading.plain.append(caption)
        reading.write(f"<figcaption>{escape(caption)}</figcaption></figure>\n")
    else:
        reading.write("</p>\n")


def _caption(node: Node) -> str:
    """Return the title of a picture that is a paragraph of its own: it becomes a caption."""
    only = node.children[0] if len(node.children) == 1 else None
    return only.title if only and only.kind == "picture" else ""


def _check_unmarked_headings(reading: Reading, node: Node) -> None:
    starts = [node.children[0]] if node.children else []
    breaks = zip(node.children, node.children[1:], strict=False)
    starts += [after for before, after in breaks if before.kind in ("soft-break", "hard-break")]
    for start in starts:
        if start.kind != "text" or start.text[:1] not in ("#", "＃"):
            continue
        place = reading.place_of(start, start.text[0])
        line = reading.line(start.line)[place.column - 1 :]
        if match := UNMARKED_HEADING.fullmatch(line):
            signs = match["signs"] or "#" * max(2, len(match["wide"]))
            edit = shortened(f"{signs} {match['title']}")
            reading.report(HEADING_WITHOUT_SPACE, place, line=shortened(line), edit=edit)


def _heading(reading: Reading, node: Node) -> None:
    # Its words would stay in the list of headings and in the address when its time is over.
    for picture in (part for part in node.walk() if part.kind == "picture"):
        spot = reading.place_of(picture, "![")
        reading.report(PICTURE_IN_HEADING, spot, target=shortened(picture.text))
    title = " ".join(unbroken(node.words()).split())
    if not title:
        reading.report(EMPTY_HEADING, reading.place(node.line, node.column))
        return
    level = max(2, node.number)
    if node.number == 1:
        place = reading.place(node.line, node.column)
        reading.report(TOP_LEVEL_HEADING, place, title=shortened(title))
    elif level > (before := reading.headings[-1].level if reading.headings else 1) + 1:
        reading.report(
            SKIPPED_HEADING_LEVEL,
            reading.place(node.line, node.column),
            title=shortened(title),
            level=str(level),
            before=str(before),
            edit="#" * (before + 1),
        )
    anchor = reading.anchors.new(title)
    reading.headings.append(Heading(level, title, anchor))
    reading.write(f'<h{level} id="{escape_value(anchor)}">')
    compose_inlines(reading, node.children)
    reading.write(f"</h{level}>\n")


def _list(reading: Reading, node: Node) -> None:
    tag = "ul" if node.number < 0 else "ol"
    start = f' start="{node.number}"' if node.number >= 0 and node.number != 1 else ""
    reading.write(f"<{tag}{start}>\n")
    for item in node.children:
        reading.write("<li>")
        if item.text:
            reading.write(f"{item.text} ")
        compose_blocks(reading, item.children, tight=node.flag)
        reading.write("</li>\n")
    reading.write(f"</{tag}>\n")


def _quote(reading: Reading, node: Node) -> None:
    reading.write("<blockquote>\n")
    compose_blocks(reading, node.children)
    reading.write("</blockquote>\n")


def _rule(reading: Reading, _: Node) -> None:
    reading.write("<hr>\n")


def _footnote(_reading: Reading, _node: Node) -> None:
    """Leave it for the end of the text: see `compose_footnotes`."""


def _alert(reading: Reading, node: Node) -> None:
    reading.write(f'<div class="cb-alert cb-alert-{node.text}" role="note">\n')
    reading.write('<p class="cb-alert-title">')
    if node.title:
        reading.plain.append(node.title)
        reading.write_text(node.title)
    else:
        reading.write(_ALERTS[node.text])
    reading.write("</p>\n")
    compose_blocks(reading, node.children)
    reading.write("</div>\n")


def _code_block(reading: Reading, node: Node) -> None:
    if not node.flag:
        place = reading.place(node.line, node.column)
        fence = reading.line(node.line)[node.column - 1 :]
        marks = _FENCE.match(fence)
        reading.report(
            UNCLOSED_CODE_BLOCK,
            place,
            fence=shortened(fence, 20),
            marks=marks[1] if marks else "```",
        )
    words = node.text.rstrip("\n")
    if words:
        reading.plain.append(words)
    language = _CODE_LANGUAGE.match(node.title)
    name = f' class="language-{language[0].lower()}"' if language else ""
    reading.write(f'<pre><code{name} tabindex="0">{escape(node.text)}</code></pre>\n')


def _html_block(reading: Reading, node: Node) -> None:
    for number in range(node.line, node.end_line + 1):
        start = node.column - 1 if number == node.line else 0
        for offset, element in elements_in(reading.line(number)[start:]):
            place = reading.place(number, start + offset + 1)
            reading.report(HTML_IN_TEXT, place, element=shortened(element, 40))
            break
    reading.plain.append(unbroken(node.text.strip()))
    reading.write(f"<p>{escape(node.text.strip())}</p>\n")


def compose_footnotes(reading: Reading, notes: Mapping[str, Node]) -> None:
    """Write the notes that the text refers to, in order, each with the ways back."""
    if not reading.footnotes:
        return
    reading.write('<section class="cb-footnotes" role="doc-endnotes" aria-label="')
    reading.write(Localized("Notes", "註釋"))
    reading.write('">\n<ol>\n')
    for number, label in enumerate(reading.notes, 1):  # notes may add notes
        reading.write(f'<li id="fn-{number}">')
        if label in notes:
            compose_blocks(reading, notes[label].children)
        _ways_back(reading, number, reading.references[label])
        reading.write("</li>\n")
    reading.write("</ol>\n</section>\n")


def _ways_back(reading: Reading, number: int, count: int) -> None:
    for reference in range(1, count + 1):
        own = f"fnref-{number}" if reference == 1 else f"fnref-{number}-{reference}"
        reading.write(f'<a href="#{own}" role="doc-backlink" aria-label="')
        reading.write(Localized(f"Back to note {number} in the text", f"返回正文註 {number}"))
        reading.write('">↩</a>\n')


_COMPOSERS: Final[Mapping[NodeKind, Callable[[Reading, Node], None]]] = {
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "alert": _alert,
    "code-block": _code_block,
    "table": compose_table,
    "rule": _rule,
    "footnote": _footnote,
    "html-block": _html_block,
}
