"""What Markdown would leave out without a word, and what a merge left behind."""

from __future__ import annotations

import re
from typing import Final

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized
from casebook.markdown.nodes import Node
from casebook.markdown.reading import Reading, shortened
from casebook.source import MERGE_CONFLICT, is_conflict, may_conflict

UNUSED_DEFINITION = DiagnosticKind(
    "unused-definition",
    "warning",
    Localized(
        'the line "{line}" is not shown: it explains the mark {mark}, which the text does not use',
        "「{line}」這一行不會顯示：它解釋記號 {mark}，但正文沒有用這個記號",
    ),
    Localized(
        "write {mark} where it belongs in the text; if the line is meant to be read, "
        "begin it with a backslash: \\{mark}: …",
        "在正文適當位置寫上 {mark}；如想顯示這一行，在開首加反斜線：\\{mark}: …",
    ),
)
MISSING_DEFINITION = DiagnosticKind(
    "missing-definition",
    "warning",
    Localized(
        "the mark {mark} is shown as typed: nothing in the text explains it",
        "記號 {mark} 會照樣顯示：正文沒有解釋它",
    ),
    Localized("add a line at the end of the text: {edit}", "在正文最後加一行：{edit}"),
)
LINK_NOT_READ = DiagnosticKind(
    "link-not-read",
    "warning",
    Localized(
        '"{link}" is no link: the address has a space in it or full-width brackets around it, '
        "and is shown as typed",
        "「{link}」不是連結：網址有空格，或用了全形括號，會照樣顯示",
    ),
    Localized("write: {edit}", "改為：{edit}"),
)
_SHOWN: Final = frozenset({"paragraph", "heading", "table", "html-block", "footnote"})
_DEFINITION: Final = re.compile(r"[> \t]*(?:[-*+] )?(?P<mark>\[(?P<label>[^\[\]]+)\]):")
_UNDEFINED: Final = re.compile(
    r"\[\^[^\[\]\s]+\]|(?<![\w\]\)])\[[^\[\]]+\]\[(?P<label>[^\[\]^]+)\]"
)
_NOT_A_LINK: Final = re.compile(
    r"(?P<words>\[[^\[\]]+\])(?:\((?P<spaced>[^()<>\n]*)\)|（(?P<wide>[^（）\s]*)）)"
)
_CONFLICTS_BEGIN: Final = ("<", ">", "|")
_FILE: Final = re.compile(r"[^\s].*\.\w{2,5}")


def check_lost(reading: Reading, tree: Node) -> None:
    """Report definitions without use and what a merge left."""
    if not ("]:" in reading.source or may_conflict(reading.source)):
        return
    doubtful = [
        (number, line)
        for number, line in enumerate(reading.lines, 1)
        if "]:" in line or line[:1] in _CONFLICTS_BEGIN
    ]
    if not doubtful:
        return
    shown: set[int] = set()
    code: set[int] = set()
    for node in tree.blocks():
        if node.kind in _SHOWN:
            shown.update(range(node.line, node.end_line + 1))
        elif node.kind == "code-block":
            code.update(range(node.line, node.end_line + 1))
    for number, line in doubtful:
        if number not in code:
            _check_line(reading, number, line, is_shown=number in shown)


def _check_line(reading: Reading, number: int, line: str, *, is_shown: bool) -> None:
    if is_conflict(line):
        place = reading.place(number)
        reading.report(MERGE_CONFLICT, place, line=shortened(line, 40))
    elif not is_shown and "]:" in line:
        _check_definition(reading, number, line)


def _check_definition(reading: Reading, number: int, line: str) -> None:
    match = _DEFINITION.match(line)
    if match is None:
        return
    if not _is_used(reading, match["label"]):
        place = reading.place(number, match.start("mark") + 1)
        reading.report(UNUSED_DEFINITION, place, line=shortened(line.strip()), mark=match["mark"])


def _is_used(reading: Reading, label: str) -> bool:
    """Look for a mark besides the one that begins the definition."""
    return reading.marks[" ".join(label.casefold().split())] > 1


def check_marks(reading: Reading, node: Node) -> None:
    """Report what looks like a link or a note in the words of `node`, which Markdown left alone."""
    for match in _UNDEFINED.finditer(node.text):
        label = match["label"]
        mark = f"[{label}]" if label else match[0]
        edit = f"{mark}: https://…" if label else f"{mark}: …"
        reading.report(MISSING_DEFINITION, reading.place_of(node, match[0]), mark=mark, edit=edit)
    for match in _NOT_A_LINK.finditer(node.text):
        target = (match["wide"] or match["spaced"] or "").strip()
        if not _FILE.fullmatch(target) and "://" not in target:
            continue
        address = f"<{target}>" if " " in target else target
        edit = shortened(f"{match['words']}({address})", 100)
        place = reading.place_of(node, match[0])
        reading.report(LINK_NOT_READ, place, link=shortened(match[0]), edit=edit)
