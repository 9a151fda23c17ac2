"""The text of a contribution: a safe subset of CommonMark, read with the place of every fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.limits import DEFAULTS, Limits
from casebook.markdown import blocks, bounds, headings, inlines, lost, sanitizer, tables, targets
from casebook.markdown.elements import SHIELD, SHIELD_AS_ENTITY
from casebook.markdown.engine import TooDeep, parse
from casebook.markdown.headings import anchor_in_link
from casebook.markdown.nodes import Node
from casebook.markdown.reading import Reading
from casebook.markdown.rendering import render
from casebook.markdown.values import Heading, Link, Picture, Piece, PublishedPicture, Read, Text
from casebook.source import MERGE_CONFLICT, with_plain_ends

__all__ = [
    "KINDS",
    "Heading",
    "Link",
    "Picture",
    "PublishedPicture",
    "Read",
    "Text",
    "anchor_in_link",
    "read_text",
    "render",
]

_AS_TYPED: Final = frozenset({"code", "code-block", "html", "html-block"})
"""Parts whose words may hold an entity and show it as it is."""

KINDS: Final[tuple[DiagnosticKind, ...]] = tuple(
    dict.fromkeys(
        value
        for module in (bounds, headings, inlines, targets, tables, blocks, lost, sanitizer)
        for value in vars(module).values()
        if isinstance(value, DiagnosticKind)
    )
)
"""Every kind of diagnostic that a text can bring, for the pages that explain them."""


def read_text(source: str, *, path: str, first_line: int = 1, limits: Limits = DEFAULTS) -> Read:
    """Read a text and return it with all that is wrong with it.

    `first_line` is the line of the file `path` on which `source` begins.
    """
    source = with_plain_ends(source)
    if refused := tuple(bounds.check_bounds(source, path, first_line, limits)):
        return Read(None, refused)
    reading = Reading(path, first_line, source, limits)
    tree = parse(source, limits.nesting)
    if isinstance(tree, TooDeep):
        place = reading.place(tree.line, tree.column)
        reading.report(bounds.NESTING_TOO_DEEP, place, limit=str(limits.nesting))
        return Read(None, tuple(reading.diagnostics))
    if refused := (*_long_paragraphs(reading, tree), *_hidden(reading, tree)):
        return Read(None, refused)
    text = _composed(reading, tree)
    if conflicts := [d for d in reading.diagnostics if d.id == MERGE_CONFLICT.id]:
        return Read(None, _sorted(conflicts))  # what two versions at once look like is noise
    if words := sanitizer.disagreement(text):
        reading.report(sanitizer.UNSAFE_MARKUP, Location(path, first_line), words=words)
        return Read(None, _sorted(reading.diagnostics))
    return Read(text, _sorted(reading.diagnostics))


def _long_paragraphs(reading: Reading, tree: Node) -> Iterator[Diagnostic]:
    limit = reading.limits.paragraph
    for node in tree.blocks() if len(reading.source) > limit else ():
        if node.kind == "paragraph" and node.end_line > node.line:
            size = sum(map(len, reading.lines[node.line - 1 : node.end_line]))
            if size > limit:
                place = reading.place(node.line)
                yield bounds.PARAGRAPH_TOO_LONG.at(place, count=f"{size:,}", limit=f"{limit:,}")


def _hidden(reading: Reading, tree: Node) -> Iterator[Diagnostic]:
    """Yield what an entity such as `&#x202e;` turns into; characters as typed were seen before."""
    if "&" not in reading.source:
        return
    for number, line in enumerate(reading.lines, 1):
        if match := SHIELD_AS_ENTITY.search(line):
            yield bounds.wrong_character(SHIELD, reading.place(number, match.start() + 1), line)
    for node in tree.walk():
        words = node.title if node.kind in _AS_TYPED else f"{node.text} {node.title}"
        if wrong := bounds.wrong_in(words):
            yield bounds.wrong_character(wrong, reading.place_of(node, "&"), words)


def _composed(reading: Reading, tree: Node) -> Text:
    notes = {node.text: node for node in tree.children if node.kind == "footnote"}
    blocks.compose_blocks(reading, tree.children)
    blocks.compose_footnotes(reading, notes)
    lost.check_lost(reading, tree)
    return Text(
        tuple(_joined(reading)),
        tuple(reading.headings),
        tuple(reading.links),
        tuple(reading.pictures),
        "\n".join(reading.plain),
    )


def _joined(reading: Reading) -> list[Piece]:
    """Join neighbouring strings: fewer, longer pieces are faster to render and to keep."""
    pieces: list[Piece] = []
    waiting: list[str] = []
    for piece in reading.pieces:
        if isinstance(piece, str):
            waiting.append(piece)
            continue
        pieces += ("".join(waiting), piece)
        waiting.clear()
    pieces.append("".join(waiting))
    return pieces


def _sorted(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key))
