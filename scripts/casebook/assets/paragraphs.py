"""The paragraphs of one XML part of an Office file, and the cells of a sheet."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

_PARAGRAPHS: Final = ("p", "si", "is")
_BREAKS: Final = ("tab", "br", "cr")


def paragraphs(part: bytes) -> tuple[str, ...]:
    """Return the words of each paragraph, its runs joined: a number is often cut into several.

    Of a part that `read_markup` has passed.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(part, True)
    return tuple(reader.found)


class _Reader:
    def __init__(self) -> None:
        self.found: list[str] = []
        self.open: list[list[str]] = []
        """Paragraphs that have not ended: those of a text box stand inside another."""
        self.in_text = False
        self.locals: dict[str, str] = {}

    def start(self, name: str, _attributes: object) -> None:
        local = self.locals.get(name)
        if local is None:
            local = self.locals[name] = name.rpartition(" ")[2]
        if local in _PARAGRAPHS:
            self.open.append([])
        elif local == "t":
            self.in_text = True
        elif local in _BREAKS and self.open:
            self.open[-1].append(" ")

    def end(self, name: str) -> None:
        local = self.locals[name]
        if local == "t":
            self.in_text = False
        elif local in _PARAGRAPHS and self.open:
            self.found.append("".join(self.open.pop()))

    def text(self, data: str) -> None:
        if self.in_text and self.open:
            self.open[-1].append(data)
