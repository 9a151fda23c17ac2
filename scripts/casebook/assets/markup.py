"""The XML parts of an Office file read in one pass each: what they hide, and what they would do.

Elements are known by their local names, so that both forms of ECMA-376 (transitional and strict)
are read alike, and a part may have any number of them: nothing is held in memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from casebook.assets.errors import DamagedError, IrregularError
from casebook.assets.fields import ELSEWHERE, PROGRAM, Fault, field_fault, formula_fault
from casebook.assets.fields import link_fault as judged
from casebook.language import Localized

_CHANGES: Final = frozenset(
    {
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "delText",
        "delInstrText", "numberingChange", "pPrChange", "rPrChange", "sectPrChange",
        "tblGridChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange",
        "moveFromRangeStart", "moveToRangeStart", "customXmlInsRangeStart",
        "customXmlDelRangeStart", "conflictIns", "conflictDel",
    }
)  # fmt: skip
_FORMULAS: Final = frozenset(
    {
        "f",
        "formula",
        "formula1",
        "formula2",
        "definedName",
        "calculatedColumnFormula",
        "totalsRowFormula",
        "FmlaMacro",
        "fmla",
    }
)
_INSTRUCTIONS: Final = ("instrText", "delInstrText")
_OTHER_ACTION: Final = re.compile(
    r"\s*ppaction:(?!//(?:hlinkshowjump|hlinksldjump|noaction|media|customshow)\b)", re.IGNORECASE
)
"""An action of PowerPoint that does more than show another slide."""
_HIDING: Final = frozenset({"row", "col", "sheet", "sld"})
_WATCHED: Final = frozenset(
    {"href", "src", "althref", "macro", "onaction", "action", "embeddedhtml"}
)
_RUN: Final = ("macro", "onaction", "embeddedhtml")
_OFF: Final = ("0", "false", "off")
_MAX_DEPTH: Final = 500
_MAX_FAULTS: Final = 100
_DEEP: Final = ("its parts are nested without end", "層層嵌套，沒有止境")
_PROGRAM_ELEMENTS: Final = frozenset(
    {
        "script",
        "webVideoPr",
        "binData",
        "control",
        "FmlaMacro",
        "mailMerge",
        "ddeLink",
        "oleLink",
        "webPublishObject",
        "webPublishItem",
    }
)
_WORD: Final = "wordprocessingml"


@dataclass(slots=True)
class Seen:
    """Gather what the parts of one file hide and would do."""

    faults: dict[Fault, None] = field(default_factory=dict)
    """In order, each once."""
    has_changes: bool = False
    hidden: dict[Localized, None] = field(default_factory=dict)
    hidden_slides: int = 0


def read_markup(part: bytes, seen: Seen) -> None:
    """Read one XML part; raise `DamagedError` where it is none, `IrregularError` for a DTD."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")):
        raise IrregularError("one of its parts is not UTF-8", "有部分不是 UTF-8 編碼")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    reader = _Reader(seen)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.XmlDeclHandler = _look_at_encoding
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DamagedError from error
    reader.close()


def _refuse_declarations(*_: object) -> None:
    raise IrregularError(
        "one of its parts declares entities (DOCTYPE)", "有部分宣告了實體（DOCTYPE）"
    )


def _look_at_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
        raise IrregularError(f"one of its parts is in {encoding}", f"有部分的編碼是 {encoding}")


@dataclass(slots=True)
class _Field:
    """Be a field of Word whose end has not been read."""

    instruction: list[str] = field(default_factory=list)
    is_composed: bool = False
    """Another field stands in its instruction."""
    has_result: bool = False


class _Reader:
    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.depth = 0
        self.elements: dict[str, tuple[str, bool, bool]] = {}
        self.attributes: dict[str, str] = {}
        """What is known of names: a sheet has a million elements and a dozen of them."""
        self.fields: list[_Field] = []
        self.loose = _Field()
        """Instructions outside of any field."""
        self.taken: list[str] | None = None
        """The text of a formula, while one is read."""
        self.in_instruction = False
        self.in_text = False
        self.is_hidden_run = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise IrregularError(*_DEEP)
        local, is_word, is_watched = self.elements.get(name) or self._element(name)
        for attribute, value in attributes.items():
            watched = self.attributes.get(attribute)
            if watched is None:
                watched = self._attribute(attribute)
            if watched:
                self._look_at(watched, value)
        if is_watched:
            self._begin(local, attributes, is_word=is_word)

    def _begin(self, local: str, attributes: Mapping[str, str], *, is_word: bool) -> None:
        if is_word:
            self._word(local, attributes)
        elif local in _FORMULAS:
            self.taken = []
            self._look_at_name(local, attributes)
        else:
            self._hidden(local, attributes)
        if local in _PROGRAM_ELEMENTS:
            self._program(local)

    def _element(self, name: str) -> tuple[str, bool, bool]:
        """Return the local name of an element, and whether anything depends on it."""
        space, _, local = name.rpartition(" ")
        is_word = _WORD in space
        is_watched = is_word or local in _FORMULAS | _HIDING | _PROGRAM_ELEMENTS
        self.elements[name] = (local, is_word, is_watched)
        return self.elements[name]

    def _attribute(self, name: str) -> str:
        """Return the local name of an attribute that is watched, "" of any other."""
        local = name.rpartition(" ")[2].lower()
        self.attributes[name] = local if local in _WATCHED else ""
        return self.attributes[name]

    def end(self, name: str) -> None:
        self.depth -= 1
        local, _, is_watched = self.elements[name]
        if not is_watched:
            return
        self.in_text = False
        if local in _INSTRUCTIONS:
            self.in_instruction = False
        elif self.taken is not None and local in _FORMULAS:
            self._add(formula_fault("".join(self.taken)))
            self.taken = None

    def text(self, data: str) -> None:
        if self.taken is not None:
            self.taken.append(data)
        elif self.in_instruction:
            (self.fields[-1] if self.fields else self.loose).instruction.append(data)
        elif self.in_text and self.is_hidden_run and data.strip():
            self.seen.hidden[Localized("hidden text", "隱藏文字")] = None

    def close(self) -> None:
        for one in (*self.fields, self.loose):
            self._judge(one)

    def _add(self, fault: Fault | None) -> None:
        if fault and len(self.seen.faults) < _MAX_FAULTS:
            self.seen.faults[fault] = None

    def _program(self, what: str) -> None:
        kind = ELSEWHERE if what == "mailMerge" else PROGRAM
        self._add((kind, Localized(what, what)))

    def _word(self, local: str, attributes: Mapping[str, str]) -> None:
        if local in _CHANGES:
            self.seen.has_changes = True
        if local == "r":
            self.is_hidden_run = False
        elif local == "vanish":
            self.is_hidden_run = _value(attributes, "val", "1") not in _OFF
        elif local in ("t", "delText"):
            self.in_text = True
        elif local in _INSTRUCTIONS:
            self.in_instruction = True
        elif local == "fldSimple":
            self._add(field_fault(_value(attributes, "instr", "")))
        elif local == "fldChar":
            self._field(_value(attributes, "fldCharType", ""))

    def _field(self, character: str) -> None:
        if character == "begin":
            if self.fields and not self.fields[-1].has_result:
                self.fields[-1].is_composed = True
            if len(self.fields) > _MAX_DEPTH:
                raise IrregularError(*_DEEP)
            self.fields.append(_Field())
        elif character == "separate" and self.fields:
            self.fields[-1].has_result = True
        elif character == "end" and self.fields:
            self._judge(self.fields.pop())

    def _judge(self, one: _Field) -> None:
        self._add(field_fault("".join(one.instruction), is_composed=one.is_composed))

    def _look_at(self, name: str, value: str) -> None:
        shown = Localized(value[:80], value[:80])
        if name == "href":
            self._add(judged(value))
        elif name in ("src", "althref") and value.strip():
            self._add((ELSEWHERE, shown))
        elif (name in _RUN and value.strip()) or (name == "action" and _OTHER_ACTION.match(value)):
            self._add((PROGRAM, shown))

    def _look_at_name(self, local: str, attributes: Mapping[str, str]) -> None:
        is_code = any(attributes.get(key, "0") in ("1", "true") for key in ("xlm", "vbProcedure"))
        opens = attributes.get("name", "").lower().removeprefix("_xlnm.").startswith("auto_")
        if local == "definedName" and (is_code or opens):
            self._program(attributes.get("name", local))

    def _hidden(self, local: str, attributes: Mapping[str, str]) -> None:
        if local in ("row", "col") and attributes.get("hidden") in ("1", "true"):
            self.seen.hidden[Localized("hidden rows or columns", "隱藏的列或欄")] = None
        elif local == "sheet" and attributes.get("state") in ("hidden", "veryHidden"):
            title = attributes.get("name", "")
            words = Localized(f'the hidden sheet "{title}"', f"隱藏的工作表「{title}」")
            self.seen.hidden[words] = None
        elif local == "sld" and attributes.get("show") in _OFF:
            self.seen.hidden_slides += 1


def _value(attributes: Mapping[str, str], local: str, default: str) -> str:
    """Return an attribute of any namespace."""
    found = (value for name, value in attributes.items() if name.rpartition(" ")[2] == local)
    return next(found, default)
