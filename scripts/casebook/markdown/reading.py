"""One text while it is read: what was found so far, and where."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.limits import Limits
from casebook.markdown.headings import Anchors
from casebook.markdown.nodes import Node
from casebook.markdown.rendering import escape
from casebook.markdown.values import Heading, Link, Picture, Piece

MAX_OF_A_KIND: Final = 100
"""Diagnostics of one kind for one text; nobody reads the hundred and first."""

_WIDE: Final = (
    r"[\u2e80-\u303f\u3040-\u30ff\u3100-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]"
)
_BREAK_IN_CHINESE: Final = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_MARK: Final = re.compile(r"\[([^\[\]]+)\]")
_IS_WIDE: Final = re.compile(_WIDE)


@dataclass(slots=True)
class Reading:
    """Gather what a text turns into."""

    path: str
    first_line: int
    source: str
    limits: Limits
    lines: list[str] = field(init=False)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    anchors: Anchors = field(default_factory=Anchors)
    notes: list[str] = field(default_factory=list)
    """Labels of the footnotes, in the order of the references."""
    footnotes: dict[str, int] = field(default_factory=dict)
    """Number of each footnote by its label."""
    references: Counter[str] = field(default_factory=Counter)
    tables: int = 0
    _marks: Counter[str] = field(default_factory=Counter)
    _reported: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.lines = self.source.split("\n")

    def write(self, piece: Piece) -> None:
        """Add finished HTML, or a part that the page fills in."""
        self.pieces.append(piece)

    def write_text(self, text: str) -> None:
        """Add words of the author, escaped."""
        self.pieces.append(escape(text))

    def say(self, node: Node) -> None:
        """Add the words of `node` to the plain text."""
        if words := unbroken(node.words()):
            self.plain.append(words)

    def report(self, kind: DiagnosticKind, place: Location, **values: str | Localized) -> None:
        """Add a diagnostic, its quoted values shortened to what fits on a line."""
        self._reported[kind.id] += 1
        if self._reported[kind.id] <= MAX_OF_A_KIND:
            self.diagnostics.append(kind.at(place, **values))

    @property
    def marks(self) -> Counter[str]:
        """Count the words in square brackets, as labels of links are compared: caseless."""
        if not self._marks:
            self._marks.update(_MARK.findall(" ".join(self.source.casefold().split())))
        return self._marks

    def line(self, number: int) -> str:
        """Return a line of the text, counted from 1."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place(self, line: int, column: int = 1) -> Location:
        """Turn a place in the text into a place in its file."""
        return Location(self.path, self.first_line + line - 1, column)

    def place_of(self, node: Node, mark: str) -> Location:
        r"""Find `mark`, with which `node` begins, at the node or next after it on its line.

        The engine counts columns without the backslashes of `\\|` in a table and without the
        indentation of a paragraph that follows link definitions.
        """
        line, start = self.line(node.line), node.column - 1
        if not line.startswith(mark, start):
            found = line.find(mark, start)
            start = found if found >= 0 else max(line.find(mark), 0)
        return self.place(node.line, start + 1)

    def breaks_chinese(self, node: Node) -> bool:
        """Tell whether a line break stands between two Chinese characters, where no space goes."""
        before = self.line(node.line).rstrip(" \t*_~`")[-1:]
        after = self.line(node.line + 1).lstrip(" \t>*_~`[")[:1]
        return bool(_IS_WIDE.match(before) and _IS_WIDE.match(after))


def unbroken(words: str) -> str:
    """Join the lines of a paragraph: by nothing between Chinese characters, else by a space."""
    return _BREAK_IN_CHINESE.sub("", words).replace("\n", " ") if "\n" in words else words


def shortened(text: str, limit: int = 60) -> str:
    """Return `text` as a message quotes it: one line, no longer than `limit` characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
