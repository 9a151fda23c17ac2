"""YAML read once, with the place of every key and value.

Scalars stay text until the schema types them, so that `2024/25`, `NO`, `0123` and `12:30` mean
what the author typed. Anchors, aliases and tags are refused: no case study needs them, and a
few lines of them can fill a machine's memory.
"""

from __future__ import annotations

from typing import Final, Protocol

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
from casebook.front_matter.problems import CHARACTERS, NO_COLON, Problem, explained
from casebook.source import SourceFile

FieldPath = tuple[str | int, ...]
RawValue = str | list["RawValue"] | dict[str, "RawValue"]


class _Mark(Protocol):
    """A place of YAML's own, counted from 0: of its Python and its C reader alike."""

    line: int
    column: int


_BEGUN: Final = ("simple key", "quoted scalar", "flow sequence", "flow mapping", "alias", "anchor")
"""What LibYAML was reading when it gave up, where the cause is at its beginning."""


class Reader:
    """Walk YAML's nodes once, keeping the place of each and refusing what is not plain data."""

    def __init__(self, source: SourceFile, first_line: int, max_depth: int) -> None:
        self.source = source
        self.first_line = first_line
        self.max_depth = max_depth
        self.diagnostics: list[Diagnostic] = []
        self.keys: dict[FieldPath, Location] = {}
        self.places: dict[FieldPath, Location] = {}

    def read(self, block: str) -> dict[str, RawValue] | None:
        """Return the fields of `block`, or None; what is wrong is in `diagnostics`."""
        try:
            if self._refuse_characters(block) or self._refuse_features(block):
                return None
            root = yaml.compose(block, Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            # A feature that was refused often breaks its line too; one finding is enough.
            if not self.diagnostics:
                self.diagnostics.append(self._unreadable(error))
            return None
        if not isinstance(root, yaml.MappingNode):
            place = self._at(root.start_mark) if root else self.source.at(self.first_line + 1)
            self.diagnostics.append(NOT_FIELDS.at(place))
            return None
        return self._mapping(root, ())

    def _at(self, mark: _Mark | None) -> Location:
        if mark is None:
            return self.source.at(self.first_line)
        return self.source.at(self.first_line + mark.line, mark.column + 1)

    def _refuse_features(self, block: str) -> bool:
        """Read events before nodes: an alias must be refused before anything follows it."""
        depth = 0
        anchored = False
        for event in yaml.parse(block, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > self.max_depth:
                    place = self._at(event.start_mark)
                    self.diagnostics.append(NESTED_TOO_DEEP.at(place, limit=str(self.max_depth)))
                    return True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.NodeEvent):
                tag = getattr(event, "tag", None)
                # Of an anchor, what follows refers to it: one finding is enough.
                is_new = event.anchor is not None and not anchored
                anchored = anchored or is_new
                if is_new or (tag is not None and tag != "!"):
                    place = self._at(event.start_mark)
                    text = self.source.line(place.line)[place.column - 1 :].strip()
                    self.diagnostics.append(YAML_FEATURE.at(place, text=text[:60]))
        return bool(self.diagnostics)

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

    def _mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, RawValue]:
        values: dict[str, RawValue] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.diagnostics.append(NOT_FIELDS.at(self._at(key_node.start_mark)))
                continue
            key = key_node.value
            place = self._at(key_node.start_mark)
            if key in values:
                first = self.keys[(*path, key)]
                self.diagnostics.append(DUPLICATE_KEY.at(place, key=key, line=str(first.line)))
                continue
            self.keys[(*path, key)] = place
            values[key] = self._value(value_node, (*path, key))
        return values

    def _value(self, node: yaml.Node, path: FieldPath) -> RawValue:
        self.places[path] = self._at(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        # An escape such as \u202E, between quotation marks, is a character like any other.
        if match := first_wrong(node.value):
            self.diagnostics.append(self._invalid(self.places[path], CHARACTERS[fault_of(match)]))
        return str(node.value)


def _context(error: yaml.YAMLError) -> str:
    return str(getattr(error, "context", ""))
