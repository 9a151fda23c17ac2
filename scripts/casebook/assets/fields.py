"""What a field of Word or a formula of Excel would do; what is not known to be harmless is refused.

Field codes as in ECMA-376, part 1, 17.16.5; functions as Excel and Google Sheets know them.
"""

from __future__ import annotations

import re
from typing import Final

from casebook.addresses import fault_in_document
from casebook.language import Localized

_HARMLESS: Final = frozenset(
    {
        "=", "ADDIN", "ADDRESSBLOCK", "ADVANCE", "ASK", "AUTHOR", "AUTONUM", "AUTONUMLGL",
        "AUTONUMOUT", "AUTOTEXT", "AUTOTEXTLIST", "BARCODE", "BIBLIOGRAPHY", "BIDIOUTLINE",
        "CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DISPLAYBARCODE", "DOCPROPERTY",
        "DOCVARIABLE", "EDITTIME", "EQ", "FILENAME", "FILESIZE", "FILLIN", "FORMCHECKBOX",
        "FORMDROPDOWN", "FORMTEXT", "GOTOBUTTON", "GREETINGLINE", "IF", "INDEX", "INFO",
        "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEBARCODE", "MERGEFIELD", "MERGEREC", "MERGESEQ",
        "NEXT", "NEXTIF", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF",
        "PRINTDATE", "QUOTE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "SET",
        "SHAPE", "SKIPIF", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE", "TIME",
        "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
    }
)  # fmt: skip
_STARTS_PROGRAMS: Final = ("DDE", "DDEAUTO", "MACROBUTTON", "PRINT", "CONTROL", "HTMLCONTROL")
_NAME: Final = re.compile(r"\s*(=|[A-Za-z]+)")
_LINK: Final = re.compile(
    r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"((?:[^"\\]|\\.)*)"|([^\s"\\]\S*))', re.IGNORECASE
)
_SWITCH_WITH_VALUE: Final = re.compile(r'\\[lotLOT]\s*(?:"(?:[^"\\]|\\.)*"|\S+)')

_STRING: Final = re.compile(r'"[^"]*"')
_LITERAL: Final = re.compile(r'"((?:[^"]|"")*+)"')
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAX_FORMULA: Final = 8_192
"""Characters: Excel takes no more. None of these expressions takes longer than the text is long."""
_MAX_LINK: Final = 4_096
_FETCHES: Final = re.compile(
    # Either called, or handed to another function by name: MAP(A1, _xleta.WEBSERVICE).
    r"(?i)(?<![\w.])(?:(?P<prefix>_xl\w+\.)+|)(?P<name>WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST|IMAGE"
    r"|STOCKHISTORY|TRANSLATE|DETECTLANGUAGE|PY|COPILOT|LABS\.GENERATIVEAI|CUBE[A-Z]+"
    r"|IMPORT(?:XML|DATA|RANGE|FEED|HTML)|GOOGLE(?:FINANCE|TRANSLATE)|DDE|EVALUATE"
    r"|FOPEN|FWRITELN?|RUN)(?:\s*\(|(?(prefix)(?![\w.])|(?!)))"
)
_HYPERLINK: Final = re.compile(r"(?i)(?<![\w.])HYPERLINK\s*\(\s*")
_HANDED_ON: Final = re.compile(r"(?i)(?<![\w\\])(?:_xl\w+\.)*HYPERLINK(?![\w.!]|\s*\()")
_OTHER_BOOK: Final = re.compile(r"(?i)\[[^\[\]]*\.(?:xl\w{1,3}|csv|od\w)\]")

_LONG: Final = Localized("is longer than any address", "長於任何網址")

Fault = tuple[str, Localized]
"""One word for what it would do (see `KINDS`), and the words for people."""

PROGRAM, ELSEWHERE, LINK = "program", "elsewhere", "link"


def field_fault(instruction: str, *, is_composed: bool = False) -> Fault | None:
    """Judge one field of Word; of a composed one, another field gives a part."""
    named = _NAME.match(instruction)
    name = named[1].upper() if named else ""
    if name == "HYPERLINK":
        return _link_fault(instruction, is_composed=is_composed)
    if name in _HARMLESS or not (instruction.strip() or is_composed):
        return None
    shown = " ".join(instruction[:200].split())[:60] or "{ }"
    words = Localized(f"the field {shown}", f"功能變數 {shown}")
    return (PROGRAM if name in _STARTS_PROGRAMS else ELSEWHERE), words


def _link_fault(instruction: str, *, is_composed: bool) -> Fault | None:
    if is_composed or len(instruction) > _MAX_LINK:
        return LINK, _cannot_be_read(instruction)
    found = _LINK.match(_SWITCH_WITH_VALUE.sub("", instruction))
    if found is None:
        return None  # it leads to a place in the document
    target = found[1].replace("\\\\", "\\") if found[1] is not None else found[2]
    return link_fault(target)


def link_fault(target: str) -> Fault | None:
    """Judge the address of a link inside a document."""
    reason = fault_in_document(target) if len(target) <= _MAX_LINK else _LONG
    if reason is None:
        return None
    return LINK, Localized(f'"{target[:80]}" {reason.en}', f"「{target[:80]}」{reason.zh_hant}")


def formula_fault(formula: str) -> Fault | None:
    """Judge one formula of Excel."""
    shown = " ".join(formula[:200].split())[:60]
    words = Localized(f"the formula {shown}", f"公式 {shown}")
    if len(formula) > _MAX_FORMULA:
        return PROGRAM, words
    bare = _QUOTED.sub('""', formula)
    if fetches := _FETCHES.search(bare):
        name = fetches["name"].upper()
        return ELSEWHERE, Localized(f"the function {name}", f"函數 {name}")
    without_strings = _STRING.sub('""', formula)
    if "|" in without_strings:
        return PROGRAM, words
    if _OTHER_BOOK.search(without_strings):
        return ELSEWHERE, words
    if _HANDED_ON.search(bare):
        return LINK, _cannot_be_read(formula)
    links = (_formula_link_fault(formula, start.end()) for start in _HYPERLINK.finditer(formula))
    return next((fault for fault in links if fault), None)


def _formula_link_fault(formula: str, at: int) -> Fault | None:
    """Judge the address that stands at one place of a formula."""
    literal = _LITERAL.match(formula, at)
    if literal is None or formula[literal.end() :].lstrip()[:1] not in (",", ")"):
        return LINK, _cannot_be_read(formula)
    return link_fault(literal[1].replace('""', '"'))


def _cannot_be_read(words: str) -> Localized:
    shown = " ".join(words[:200].split())[:60]
    return Localized(
        f'"{shown}" puts its address together only when it is opened',
        f"「{shown}」在開啟時才組成網址",
    )
