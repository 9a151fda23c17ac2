"""Where comrak reads a text otherwise than its author meant, or counts its lines wrongly."""

from __future__ import annotations

from casebook.markdown.elements import SHIELD
from casebook.markdown.nodes import Node


def show_words(tree: Node) -> None:
    """Give back to each `<word>` the sign that the engine was not shown."""
    for node in tree.walk():
        node.text = node.text.replace(SHIELD, "<")
        node.title = node.title.replace(SHIELD, "<")


def correct(made: list[tuple[Node, list[Node]]]) -> None:
    """Put right what the engine reads otherwise than we do; `made` are nodes and their siblings."""
    struck: dict[int, list[Node]] = {}
    for node, siblings in reversed(made):  # the inner before the outer
        if node.kind in ("paragraph", "heading"):
            _correct_lines(node)
        elif node.kind == "struck":
            struck[id(siblings)] = siblings
    for siblings in struck.values():
        _unstrike(siblings)


def _correct_lines(node: Node) -> None:
    """Move what the engine counts from the link definitions that open its paragraph."""
    if not node.children:
        return
    underlined = node.kind == "heading" and node.end_line > node.line
    shift = node.end_line - underlined - _last_line(node)
    if shift > 0:
        for part in node.walk():
            part.line += shift
            part.end_line += shift
        node.end_line -= shift


def _unstrike(siblings: list[Node]) -> None:
    """Strike out `~~words~~` only: in `10~15 and 3~5` the signs mean "to"."""
    kept: list[Node] = []
    for node in siblings:
        if node.kind == "struck" and _marks_before(node) < len("~~"):
            sign = Node("text", node.line, node.column, 0, "~")
            kept += (sign, *node.children, sign)
        else:
            kept.append(node)
    siblings[:] = kept


def _marks_before(node: Node) -> int:
    return node.children[0].column - node.column if node.children else 0


def _last_line(node: Node) -> int:
    last = node.children[-1]
    return last.line if last.kind == "text" else last.end_line
