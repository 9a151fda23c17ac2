"""The front matter of a text file: its fields as typed, with the place of every key and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from frontmatter.default_handlers import YAMLHandler

from casebook.diagnostics import Diagnostic, Location
from casebook.front_matter.kinds import (
    FRONT_MATTER_TOO_LONG,
    MISSING_FRONT_MATTER,
    UNCLOSED_FRONT_MATTER,
)
from casebook.front_matter.places import FieldPath, PackedPlaces, Places
from casebook.front_matter.reader import RawValue, Reader
from casebook.front_matter.slips import typing_slips
from casebook.limits import DEFAULTS, Limits
from casebook.source import MERGE_CONFLICT, SourceFile, is_conflict, may_conflict

__all__ = [
    "FieldPath",
    "FrontMatter",
    "PackedPlaces",
    "Places",
    "RawValue",
    "parse_front_matter",
]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Hold the fields as typed by the author, with the place of each, and the text below them."""

    values: Mapping[str, RawValue]
    body: str
    body_line: int
    """Line of the file on which `body` begins."""
    source: SourceFile
    keys: Places | PackedPlaces
    places: Places | PackedPlaces

    def key(self, *path: str | int) -> Location:
        """Locate the name of a field, or of the nearest field around one that is absent."""
        return self._nearest(self.keys, path)

    def value(self, *path: str | int) -> Location:
        """Locate the value of a field, or the nearest field around one that is absent."""
        return self.places[path] if path in self.places else self._nearest(self.keys, path)

    def _nearest(self, places: Mapping[FieldPath, Location], path: FieldPath) -> Location:
        for length in range(len(path), 0, -1):
            if path[:length] in places:
                return places[path[:length]]
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.source.at(1)


def parse_front_matter(
    source: SourceFile, limits: Limits = DEFAULTS
) -> tuple[FrontMatter | None, tuple[Diagnostic, ...]]:
    """Split `source` and read its front matter; return everything that is wrong with it."""
    boundaries = list(islice(YAMLHandler.FM_BOUNDARY.finditer(source.text), 2))
    if not boundaries or boundaries[0].start() != 0:
        return None, (MISSING_FRONT_MATTER.at(source.at(1), line=source.line(1)[:40]),)
    if len(boundaries) == 1:
        return None, (UNCLOSED_FRONT_MATTER.at(source.at(1)),)
    opening, closing = boundaries
    block = source.text[opening.end() : closing.start()]
    size = len(block.encode("utf-8", "surrogatepass"))
    if size > limits.front_matter:
        found = FRONT_MATTER_TOO_LONG.at(
            source.at(1), count=f"{size:,}", limit=f"{limits.front_matter:,}"
        )
        return None, (found,)
    first_line = source.text.count("\n", 0, opening.end()) + 1
    reader = Reader(source, first_line, limits.field_nesting)
    values = reader.read(block)
    slips = tuple(_conflicts(source, block, first_line)) or tuple(
        typing_slips(source, block, first_line)
    )
    if slips:
        # What YAML makes of a full-width colon or a tab is noise beside the slip itself.
        return None, slips
    if values is None or reader.diagnostics:
        return None, tuple(reader.diagnostics)
    body_line = source.text.count("\n", 0, closing.end()) + 1
    front_matter = FrontMatter(
        values, source.text[closing.end() :], body_line, source, reader.keys, reader.places
    )
    return front_matter, ()


def _conflicts(source: SourceFile, block: str, first_line: int) -> Iterator[Diagnostic]:
    if not may_conflict(block):
        return
    for number, line in enumerate(block.split("\n"), start=first_line):
        if is_conflict(line):
            yield MERGE_CONFLICT.at(source.at(number), line=line[:40])
