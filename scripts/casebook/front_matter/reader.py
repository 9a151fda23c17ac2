"""YAML read once, with the place of every key and value.

Scalars stay text until the schema types them, so that `2024/25`, `NO`, `0123` and `12:30` mean
what the author typed. Anchors, aliases and tags are refused: no case study needs them, and a
few lines of them can fill a machine's memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml

from casebook.characters import fault_of, first_wrong, has_wrong
from casebook.diagnostics import Diagnostic, Location
from casebook.front_matter.kinds import (
    DUPLICATE_KEY,
    INVALID_YAML,
    NESTED_TOO_DEEP,
    NOT_FIELDS,
    YAML_FEATURE,
)
from casebook.front_matter.places import FieldPath, Mark, Marks, Places, located
from casebook.front_matter.problems import CHARACTERS, NO_COLON, Problem, explained
from casebook.source import SourceFile

RawValue = str | list["RawValue"] | dict[str, "RawValue"]


_BEGUN: Final = ("simple key", "quoted scalar", "flow sequence", "flow mapping", "alias", "anchor")
"""What LibYAML was reading when it gave up, where the cause is at its beginning."""


class Reader:
    """Walk YAML's events once, keeping the place of each and refusing what is not plain data."""

    def __init__(self, source: SourceFile, first_line: int, max_depth: int) -> None:
        self.source = source
        self.first_line = first_line
        self.max_depth = max_depth
        self.diagnostics: list[Diagnostic] = []
        self._keys: Marks = {}
        self._places: Marks = {}
        self.keys = Places(source.path, first_line, self._keys)
        self.places = Places(source.path, first_line, self._places)
        self._events: Iterator[yaml.Event] = iter(())
        self._anchored = False
        self._has_escapes = False

    def read(self, block: str) -> dict[str, RawValue] | None:
        """Return the fields of `block`, or None; what is wrong is in `diagnostics`."""
        try:
            if self._refuse_characters(block):
                return None
            events = self._plain(block)
        except yaml.YAMLError as error:
            # A feature that was refused often breaks its line too; one finding is enough.
            if not self.diagnostics:
                self.diagnostics.append(self._unreadable(error))
            return None
        if self.diagnostics:
            return None
        root = events[0] if events else None
        if not isinstance(root, yaml.MappingStartEvent):
            place = self._at(root.start_mark) if root else self.source.at(self.first_line + 1)
            self.diagnostics.append(NOT_FIELDS.at(place))
            return None
        self._events, self._has_escapes = iter(events[1:]), "\\" in block
        return self._mapping(())

    def _at(self, mark: Mark | None) -> Location:
        return located(self.source.path, self.first_line, mark)

    def _plain(self, block: str) -> list[yaml.Event]:
        """Return what the one document holds; anything but plain data is refused."""
        found: list[yaml.Event] = []
        depth, documents = 0, 0
        for event in iter(yaml.CBaseLoader(block).get_event, None):
            if isinstance(event, yaml.ScalarEvent):  # three of four
                found.append(event)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_features(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                found.append(event)
            elif isinstance(event, yaml.NodeEvent):
                depth += isinstance(event, yaml.CollectionStartEvent)
                found.append(event)
                if depth > self.max_depth:
                    place, limit = self._at(event.start_mark), str(self.max_depth)
                    self.diagnostics.append(NESTED_TOO_DEEP.at(place, limit=limit))
                    return found
                self._refuse_features(event)
            else:
                documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            self._refuse_documents(block)
        return found

    def _refuse_documents(self, block: str) -> None:
        if not self.diagnostics:
            yaml.compose(block, Loader=yaml.CBaseLoader)  # it says what is wrong with a second one

    def _refuse_features(self, event: yaml.NodeEvent) -> None:
        """Refuse an anchor, of which what follows refers to it: one finding is enough; and tags."""
        tag = getattr(event, "tag", None)
        is_new = event.anchor is not None and not self._anchored
        self._anchored = self._anchored or is_new
        if is_new or tag not in (None, "!"):
            place = self._at(event.start_mark)
            text = self.source.line(place.line)[place.column - 1 :].strip()
            self.diagnostics.append(YAML_FEATURE.at(place, text=text[:60]))

    def _invalid(self, place: Location, words: Problem) -> Diagnostic:
        line = self.source.line(place.line).strip()
        return INVALID_YAML.at(place, line=line[:80], problem=words.said, help=words.help)

    def _unreadable(self, error: yaml.YAMLError) -> Diagnostic:
        place = self._cause(error)
        before = self.source.line(place.line)[: place.column - 1]
        words = explained(str(getattr(error, "problem", "")), before)
        if words is NO_COLON and ":" not in before and "simple key" not in _context(error):
            place = self.source.at(place.line - 1)
        return self._invalid(place, words)

    def _cause(self, error: yaml.YAMLError) -> Location:
        """Locate what is wrong: LibYAML notices some things only on a later line."""
        mark = getattr(error, "problem_mark", None)
        context = getattr(error, "context_mark", None)
        if context and any(words in _context(error) for words in _BEGUN):
            is_one_sign = "alias" in _context(error) or "anchor" in _context(error)
            if mark is None or mark.line != context.line or is_one_sign:
                mark = context
        return self._at(mark) if mark else self.source.at(self.first_line)

    def _refuse_characters(self, block: str) -> bool:
        """Refuse what nobody sees: it can hide words, and some of it ends a line for YAML."""
        if not has_wrong(block):
            return False
        for number, line in enumerate(block.split("\n"), start=self.first_line):
            if match := first_wrong(line):
                place = self.source.at(number, match.start() + 1)
                self.diagnostics.append(self._invalid(place, CHARACTERS[fault_of(match)]))
        return bool(self.diagnostics)

    def _mapping(self, path: FieldPath) -> dict[str, RawValue]:
        values: dict[str, RawValue] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self.diagnostics.append(NOT_FIELDS.at(self._at(event.start_mark)))
                self._pass_over(event)
                self._pass_over(next(self._events))
                continue
            key = event.value
            if key in values:
                place, first = self._at(event.start_mark), self.keys[(*path, key)]
                self.diagnostics.append(DUPLICATE_KEY.at(place, key=key, line=str(first.line)))
                self._pass_over(next(self._events))
                continue
            here = (*path, key)
            self._keys[here] = event.start_mark
            values[key] = self._value(next(self._events), here)
        return values

    def _value(self, event: yaml.Event, path: FieldPath) -> RawValue:
        self._places[path] = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            value: str = event.value
            # An escape such as \u202E, between quotation marks, is a character like any other.
            if self._has_escapes and (match := first_wrong(value)):
                words = CHARACTERS[fault_of(match)]
                self.diagnostics.append(self._invalid(self._at(event.start_mark), words))
            return value
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        items: list[RawValue] = []
        for item in self._events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            items.append(self._value(item, (*path, len(items))))
        return items

    def _pass_over(self, event: yaml.Event) -> None:
        """Take the rest of what begins with `event`."""
        depth = 0
        while depth := depth + _step(event):
            event = next(self._events)


def _step(event: yaml.Event) -> int:
    """Return by how much deeper an event leads."""
    begins = isinstance(event, yaml.CollectionStartEvent)
    return begins - isinstance(event, yaml.CollectionEndEvent)


def _context(error: yaml.YAMLError) -> str:
    return str(getattr(error, "context", ""))
