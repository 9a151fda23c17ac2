"""Where fields stand: each is located once somebody asks, since of most nothing is said."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any, Protocol

from pydantic_core import to_json

from casebook.diagnostics import Location

FieldPath = tuple[str | int, ...]


class Mark(Protocol):
    """A place of YAML's own, counted from 0: of its Python and its C reader alike."""

    line: int
    column: int


Marks = dict[FieldPath, Mark | None]


class Places(Mapping[FieldPath, Location]):
    """Locate fields by YAML's marks."""

    def __init__(self, path: str, first_line: int, marks: Marks) -> None:
        """Locate what `marks` has when it is asked for, in a block that begins on `first_line`."""
        self._path = path
        self._first_line = first_line
        self._marks = marks

    def __getitem__(self, path: FieldPath) -> Location:
        return located(self._path, self._first_line, self._marks[path])

    def __contains__(self, path: object) -> bool:
        return path in self._marks

    def __iter__(self) -> Iterator[FieldPath]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)

    def within(self, groups: Collection[str]) -> PackedPlaces:
        """Return the places of the fields in some groups, so that they can be kept."""
        first = self._first_line
        rows = [
            (path, first + mark.line, mark.column + 1) if mark else (path, first, 1)
            for path, mark in self._marks.items()
            if path[0] in groups
        ]
        return PackedPlaces(self._path, to_json(rows).decode())


class PackedPlaces(Mapping[FieldPath, Location]):
    """Locate fields by rows of JSON, which are read once somebody asks for a place: few do."""

    def __init__(self, path: str, packed: str) -> None:
        """Locate fields of the file `path` by what `within` packed."""
        self._path = path
        self.packed = packed

    @cached_property
    def _unpacked(self) -> dict[FieldPath, Location]:
        rows: list[Any] = json.loads(self.packed)
        return {
            tuple(path): Location(self._path, int(line), int(column)) for path, line, column in rows
        }

    def __getitem__(self, path: FieldPath) -> Location:
        return self._unpacked[path]

    def __iter__(self) -> Iterator[FieldPath]:
        return iter(self._unpacked)

    def __len__(self) -> int:
        return len(self._unpacked)


def located(path: str, first_line: int, mark: Mark | None) -> Location:
    """Return the place of a mark in a block that begins on `first_line`."""
    if mark is None:
        return Location(path, first_line)
    return Location(path, first_line + mark.line, mark.column + 1)
