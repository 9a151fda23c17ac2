"""A text as a tree of nodes, each with its place: what any Markdown engine is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

NodeKind = Literal[
    "document",
    "paragraph",
    "heading",
    "quote",
    "alert",
    "list",
    "item",
    "rule",
    "code-block",
    "html-block",
    "footnote",
    "table",
    "row",
    "cell",
    "text",
    "code",
    "html",
    "soft-break",
    "hard-break",
    "emphasis",
    "strong",
    "struck",
    "link",
    "picture",
    "footnote-reference",
]
Alignment = Literal["", "left", "center", "right"]


@dataclass(slots=True)
class Node:
    """Hold one part of a text; lines and columns count from 1, in characters.

    What `text`, `title`, `number` and `flag` mean depends on the kind:
    `text`: the words of text, code and html; the target of a link or picture; the label of a
    footnote; the type of an alert ("note").
    `title`: of a link, a picture or an alert; the language of a code block.
    `number`: the level of a heading; the first number of an ordered list (-1: not ordered).
    `flag`: a list is tight; a code block is closed; a row is the head of its table.
    """

    kind: NodeKind
    line: int
    column: int
    end_line: int
    text: str = ""
    title: str = ""
    number: int = 0
    flag: bool = False
    alignments: tuple[Alignment, ...] = ()
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def blocks(self) -> Iterator[Node]:
        """Yield the parts below this node that hold lines, without going into their words."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if node.kind not in _OF_LINES:
                waiting.extend(reversed(node.children))

    def words(self) -> str:
        """Return the words of this node as a reader sees them, without any form."""
        if len(self.children) == 1 and self.children[0].kind == "text":
            return self.children[0].text.strip()  # as in most paragraphs
        parts: list[str] = []
        _gather(self.children or [self], parts)
        return "".join(parts).strip()


_OF_LINES: Final = frozenset({"paragraph", "heading", "table", "code-block", "html-block"})


def _gather(nodes: list[Node], parts: list[str]) -> None:
    for node in nodes:
        if node.kind in ("text", "code", "html"):
            parts.append(node.text)
        elif node.kind in ("soft-break", "hard-break"):
            parts.append("\n")
        elif node.children:
            _gather(node.children, parts)
