"""The sections of a text: which there are, and a text of some of them alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from casebook.markdown.engine import TooDeep, parse
from casebook.markdown.headings import Anchors
from casebook.markdown.nodes import Node
from casebook.markdown.reading import unbroken

_ANY_NESTING: Final = 50
"""The most that any site allows: the text was read within its own limit before."""
_ADDRESS: Final = re.compile(
    r" {0,3}\[(?!\^)[^\[\]]+\]:\s*(?:<[^<>]*>|\S+)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*"
)


@dataclass(frozen=True, slots=True)
class Section:
    """Hold the lines from a heading to the next of its level or above."""

    anchor: str
    level: int
    title: str
    start: int
    """Number of its first line, from 1."""
    end: int
    """Number of the line after its last."""


def sections_of(source: str) -> tuple[Section, ...]:
    """Return the sections of a text in their order; each holds those of lower headings too.

    A heading inside a quotation or a list begins no section.
    """
    tree = parse(source, _ANY_NESTING)
    if isinstance(tree, TooDeep):
        return ()
    top = {id(node) for node in tree.children}
    anchors = Anchors()
    begun: list[tuple[str, Node]] = []
    for node in tree.walk():
        if node.kind == "heading" and (title := _title(node)):
            anchor = anchors.new(title)
            if id(node) in top:
                begun.append((anchor, node))
    last = source.count("\n") + 2
    return tuple(
        Section(
            anchor,
            node.number,
            _title(node),
            node.line,
            next((n.line for _, n in begun[place + 1 :] if n.number <= node.number), last),
        )
        for place, (anchor, node) in enumerate(begun)
    )


def excerpt(source: str, chosen: Iterable[Section]) -> str:
    """Return the Markdown of the chosen sections, with every note and address they may refer to."""
    lines = source.split("\n")
    tree = parse(source, _ANY_NESTING)
    if isinstance(tree, TooDeep):
        return ""
    parts = ["\n".join(lines[one.start - 1 : one.end - 1]) for one in chosen]
    return "\n\n".join([*parts, *_definitions(lines, tree)]) + "\n"


def _title(node: Node) -> str:
    return " ".join(unbroken(node.words()).split())


def _definitions(lines: list[str], tree: Node) -> Iterator[str]:
    """Yield the notes, and the lines that say what `[words]` lead to: none is shown by itself."""
    for node in tree.children:
        if node.kind == "footnote":
            yield "\n".join(lines[node.line - 1 : node.end_line])
    yield "\n".join(line for line in lines if _ADDRESS.fullmatch(line))
