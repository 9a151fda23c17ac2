"""Headings: the anchors that lead to them, and the order they must keep."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized

PREFIX: Final = "s-"
"""Begins every anchor of a text, so that none is the id of something else on the page."""

TOP_LEVEL_HEADING = DiagnosticKind(
    "top-level-heading",
    "error",
    Localized(
        'the heading "{title}" is of the first level, which is kept for the title of the case',
        "標題「{title}」屬第一級，第一級只用於案例的標題",
    ),
    Localized("begin it with two number signs: ## {title}", "改用兩個井號：## {title}"),
)
SKIPPED_HEADING_LEVEL = DiagnosticKind(
    "skipped-heading-level",
    "warning",
    Localized(
        'the heading "{title}" is of level {level}, but the one before is of level {before}: '
        "readers who move from heading to heading miss a step",
        "標題「{title}」屬第 {level} 級，上一個標題卻屬第 {before} 級："
        "逐個標題閱讀的人會以為漏了一層",
    ),
    Localized("write: {edit} {title}", "改為：{edit} {title}"),
)
EMPTY_HEADING = DiagnosticKind(
    "empty-heading",
    "error",
    Localized("the number signs (#) begin a heading without words", "井號（#）後面沒有標題文字"),
    Localized(
        "type the heading after the number signs, or delete the line",
        "在井號後輸入標題，或刪去這一行",
    ),
)
PICTURE_IN_HEADING = DiagnosticKind(
    "picture-in-heading",
    "error",
    Localized('the picture "{target}" stands in a heading', "圖片「{target}」放在標題之內"),
    Localized(
        "write the heading in words, and put the picture on a line of its own below it",
        "標題只寫文字，圖片在標題下另起一行",
    ),
)
HEADING_WITHOUT_SPACE = DiagnosticKind(
    "heading-without-space",
    "warning",
    Localized(
        'the line "{line}" is no heading: it is shown with its number signs',
        "「{line}」這一行不是標題，井號會照樣顯示",
    ),
    Localized(
        "type half-width number signs and one space after them: {edit}",
        "用半形井號，並在井號後加一個空格：{edit}",
    ),
)
UNMARKED_HEADING: Final = re.compile(
    r"(?:(?P<signs>#{2,6})(?![#\s])|(?P<wide>＃{1,6})\s*)(?P<title>.+)"
)

_DROPPED: Final = re.compile(r"[^\w\s-]")
_GAPS: Final = re.compile(r"[\s-]+")
MAX_ANCHOR: Final = 80


def anchor_of(title: str) -> str:
    """Return the anchor of a heading: its letters, digits and Han characters, joined by hyphens."""
    kept = _DROPPED.sub("", unicodedata.normalize("NFKC", title).lower())
    return PREFIX + (_GAPS.sub("-", kept).strip("-_")[:MAX_ANCHOR].strip("-_") or "section")


def anchor_in_link(fragment: str) -> str:
    """Return the anchor that an author means by `#fragment`, however the heading was spelt."""
    fragment = unquote(fragment)
    return anchor_of(fragment.removeprefix(PREFIX))


class Anchors:
    """Give each heading of one text an anchor of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def __contains__(self, anchor: str) -> bool:
        return anchor in self._taken

    def new(self, title: str) -> str:
        """Return the anchor of the next heading, numbered if the same words came before."""
        stem = anchor_of(title)
        count = self._counts.get(stem, 1)
        anchor = stem if count == 1 else f"{stem}-{count}"
        while anchor in self._taken:
            count += 1
            anchor = f"{stem}-{count}"
        self._counts[stem] = count + 1
        self._taken.add(anchor)
        return anchor
