"""Markdown read by comrak: the one module that knows the engine.

The dialect is CommonMark with tables, footnotes, alerts (`> [!NOTE]`), task lists, `~~struck~~`
and emphasis that works beside Chinese punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final
from xml.parsers import expat

import comrak

from casebook.markdown.corrections import correct, show_words
from casebook.markdown.elements import shield_words
from casebook.markdown.nodes import Alignment, Node, NodeKind

_EXTENSIONS: Final = comrak.ExtensionOptions(
    table=True,
    footnotes=True,
    alerts=True,
    strikethrough=True,
    tasklist=True,
    cjk_friendly_emphasis=True,
)
_PARSING: Final = comrak.ParseOptions(sourcepos_chars=True)
_RENDERING: Final = comrak.RenderOptions(sourcepos=True)

_SAFE_DELIMITERS: Final = 400
_SIGNS: Final = "*_~[>"
_DELIMITERS: Final = re.compile(f"[{re.escape(_SIGNS)}]")
_PARAGRAPH_END: Final = re.compile(r"\n[ \t>]*\n")
_NESTING: Final = {"quote", "alert", "item", "emphasis", "strong", "struck", "link", "picture"}
_XML_NESTING: Final = {
    *("block_quote", "alert", "item", "taskitem", "emph", "strong", "strikethrough", "link"),
    "image",
}


@dataclass(frozen=True, slots=True)
class TooDeep:
    """Say at which line and column a text nests deeper than is allowed."""

    line: int
    column: int


def parse(source: str, max_nesting: int) -> Node | TooDeep:
    """Return the tree of `source`, or the first place more than `max_nesting` levels deep.

    The engine builds its tree by recursion, and some thousand levels overflow the stack of a
    thread and kill the process. Its XML is written without recursion: where the characters that
    nest are many, the depth is taken from there first.
    """
    shielded = shield_words(source)
    if _may_nest_deeply(shielded) and (place := _first_too_deep(shielded, max_nesting)):
        return place
    tree = _converted(comrak.parse_document(shielded, _EXTENSIONS, _PARSING), max_nesting)
    if isinstance(tree, Node) and shielded != source:
        show_words(tree)
    return tree


def _may_nest_deeply(source: str) -> bool:
    if sum(map(source.count, _SIGNS)) <= _SAFE_DELIMITERS:
        return False
    ends = [0, *(match.start() for match in _PARAGRAPH_END.finditer(source)), len(source)]
    return any(
        sum(1 for _ in _DELIMITERS.finditer(source, start, end)) > _SAFE_DELIMITERS
        for start, end in pairwise(ends)
    )


def _first_too_deep(source: str, max_nesting: int) -> TooDeep | None:
    depth = 0
    found: TooDeep | None = None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, found
        depth += name in _XML_NESTING
        if depth > max_nesting and found is None:
            line, column = attributes["sourcepos"].split("-")[0].split(":")
            found = TooDeep(int(line), int(column))

    def end(name: str) -> None:
        nonlocal depth
        depth -= name in _XML_NESTING

    reader = expat.ParserCreate()
    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.Parse(comrak.markdown_to_xml(source, _EXTENSIONS, _PARSING, _RENDERING), True)
    return found


def _converted(root: comrak.AstNode, max_nesting: int) -> Node | TooDeep:
    """Copy the engine's tree without recursion; it is freed only once its cycles are cut."""
    top = Node("document", 1, 1, root.sourcepos.end.line)
    waiting: list[tuple[comrak.AstNode, Node, int]] = [(root, top, 0)]
    is_too_deep = False
    made: list[tuple[Node, list[Node]]] = []
    while waiting:
        given, parent, depth = waiting.pop()
        siblings = parent.children
        for child in given.children:
            child.parent = None
            value = child.node_value
            position = child.sourcepos
            start = position.start
            if type(value) is comrak.Text:  # two nodes of three
                siblings.append(Node("text", start.line, start.column, 0, value.value))
                continue
            kind, fill = _KINDS[type(value)]
            node = Node(kind, start.line, start.column, position.end.line)
            fill(node, value)
            siblings.append(node)
            made.append((node, siblings))
            deeper = depth + (kind in _NESTING)
            is_too_deep = is_too_deep or deeper > max_nesting
            waiting.append((child, node, deeper))
    if is_too_deep:
        return _too_deep_in(top, max_nesting)
    correct(made)
    return top


def _too_deep_in(top: Node, max_nesting: int) -> TooDeep:
    """Return the first place in the order of the text that is too deep."""
    waiting = [(top, 0)]
    while True:
        node, depth = waiting.pop()
        depth += node.kind in _NESTING
        if depth > max_nesting:
            return TooDeep(node.line, node.column)
        waiting.extend((child, depth) for child in reversed(node.children))


def _nothing(node: Node, value: object) -> None:
    """Leave a node that says nothing but its kind."""


def _literal(node: Node, value: comrak.HtmlInline) -> None:
    node.text = value.value


def _code(node: Node, value: comrak.Code | comrak.HtmlBlock) -> None:
    node.text = value.value.literal


def _code_block(node: Node, value: comrak.CodeBlock) -> None:
    block = value.value
    node.text, node.title, node.flag = block.literal, block.info, block.closed


def _heading(node: Node, value: comrak.Heading) -> None:
    node.number = value.value.level


def _list(node: Node, value: comrak.List) -> None:
    ordered = value.value.list_type == comrak.ListType.Ordered
    node.number, node.flag = value.value.start if ordered else -1, value.value.tight


def _task(node: Node, value: comrak.TaskItem) -> None:
    node.text = "☐" if value.value.symbol is None else "☑"


def _link(node: Node, value: comrak.Link | comrak.Image) -> None:
    node.text, node.title = value.value.url, value.value.title


def _footnote(node: Node, value: comrak.FootnoteDefinition | comrak.FootnoteReference) -> None:
    node.text = value.value.name


def _alert(node: Node, value: comrak.Alert) -> None:
    node.text, node.title = _member(value.value.alert_type).lower(), value.value.title or ""


def _row(node: Node, value: comrak.TableRow) -> None:
    node.flag = value.value


def _table(node: Node, value: comrak.Table) -> None:
    node.alignments = tuple(_ALIGNMENTS[_member(a)] for a in value.value.alignments)


def _member(value: comrak.AlertType | comrak.TableAlignment) -> str:
    """Return the name of a member: the binding's enums have none, and are not hashable."""
    return re.split(r"[.:]", str(value))[-1].rstrip("_")


_ALIGNMENTS: Final[Mapping[str, Alignment]] = {
    "None": "",
    "Left": "left",
    "Center": "center",
    "Right": "right",
}
_KINDS: Final[Mapping[type, tuple[NodeKind, Callable[[Node, Any], None]]]] = {
    comrak.Document: ("document", _nothing),
    comrak.Paragraph: ("paragraph", _nothing),
    comrak.Heading: ("heading", _heading),
    comrak.BlockQuote: ("quote", _nothing),
    comrak.Alert: ("alert", _alert),
    comrak.List: ("list", _list),
    comrak.Item: ("item", _nothing),
    comrak.TaskItem: ("item", _task),
    comrak.ThematicBreak: ("rule", _nothing),
    comrak.CodeBlock: ("code-block", _code_block),
    comrak.HtmlBlock: ("html-block", _code),
    comrak.FootnoteDefinition: ("footnote", _footnote),
    comrak.Table: ("table", _table),
    comrak.TableRow: ("row", _row),
    comrak.TableCell: ("cell", _nothing),
    comrak.Code: ("code", _code),
    comrak.HtmlInline: ("html", _literal),
    comrak.SoftBreak: ("soft-break", _nothing),
    comrak.LineBreak: ("hard-break", _nothing),
    comrak.Emph: ("emphasis", _nothing),
    comrak.Strong: ("strong", _nothing),
    comrak.Strikethrough: ("struck", _nothing),
    comrak.Link: ("link", _link),
    comrak.Image: ("picture", _link),
    comrak.FootnoteReference: ("footnote-reference", _footnote),
}
