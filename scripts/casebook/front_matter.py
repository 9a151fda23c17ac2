"""The front matter of a text file: YAML with the place of every key and value.

Scalars stay text until the schema types them, so that `2024/25`, `NO`, `0123` and `12:30` mean
what the author typed. Anchors, aliases and tags are refused: no case study needs them, and a
few lines of them can fill a machine's memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import yaml
from frontmatter.default_handlers import YAMLHandler  # type: ignore[import-untyped]

from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.source import SourceFile

FieldPath = tuple[str | int, ...]
RawValue = str | list["RawValue"] | dict[str, "RawValue"]

MAX_CHARACTERS: Final = 16_000
MAX_DEPTH: Final = 6

MISSING_FRONT_MATTER = DiagnosticKind(
    "missing-front-matter",
    "error",
    Localized(
        'the file does not begin with front matter: its first line is "{line}"',
        "檔案開首沒有前置資料，第一行是「{line}」",
    ),
    Localized(
        "type three hyphens (---) as the first line, the fields below it, and --- again",
        "第一行輸入三個連字號（---），下面寫各欄，最後再寫一行 ---",
    ),
)
UNCLOSED_FRONT_MATTER = DiagnosticKind(
    "unclosed-front-matter",
    "error",
    Localized(
        'the front matter begins with "---" but never ends',
        "前置資料以「---」開始，卻沒有結束",
    ),
    Localized(
        "type three hyphens (---) on a line of their own after the last field",
        "在最後一欄之後另起一行，輸入三個連字號（---）",
    ),
)
FRONT_MATTER_TOO_LONG = DiagnosticKind(
    "front-matter-too-long",
    "error",
    Localized(
        f"the front matter has {{count}} characters; the limit is {MAX_CHARACTERS:,}",
        f"前置資料有 {{count}} 個字，上限為 {MAX_CHARACTERS:,}",
    ),
    Localized(
        "move long passages below the closing --- line",
        "把長段文字移到結束的 --- 之後",
    ),
)
INVALID_YAML = DiagnosticKind(
    "invalid-yaml",
    "error",
    Localized("this line cannot be read: {problem}", "這一行讀不到：{problem}"),
    Localized(
        'if the value has ": " or "#" in it, put it between quotation marks: title: "One: two"',
        '如果內容含有「: 」或「#」，請用半形引號括住，例如 title: "一: 二"',
    ),
)
TAB_INDENT = DiagnosticKind(
    "tab-indent",
    "error",
    Localized("the line is indented with a tab", "這一行用了定位鍵（Tab）縮排"),
    Localized(
        "delete the tab and type two spaces for each level",
        "刪去定位字元，每一層改用兩個空格",
    ),
)
FULL_WIDTH_PUNCTUATION = DiagnosticKind(
    "full-width-punctuation",
    "error",
    Localized(
        'the full-width "{character}" of a Chinese input method stands where a half-width '
        'one must: "{line}"',
        "這裏須用半形標點，卻用了中文輸入法的全形「{character}」：「{line}」",
    ),
    Localized("write: {fixed}", "改為：{fixed}"),
)
DUPLICATE_KEY = DiagnosticKind(
    "duplicate-key",
    "error",
    Localized(
        'the field "{key}" is written twice; the first is on line {line}',
        "「{key}」一欄寫了兩次，第一次在第 {line} 行",
    ),
    Localized(
        'keep one "{key}:" and delete the other',
        "只留一個「{key}:」，刪去另一個",
    ),
)
YAML_FEATURE = DiagnosticKind(
    "yaml-feature",
    "error",
    Localized(
        '"{text}" is a YAML anchor, alias or tag, which Casebook does not read',
        "「{text}」是 YAML 的錨點、別名或標籤，本系統不讀取",
    ),
    Localized(
        'put the value between quotation marks: "{text}"',
        '用半形引號括住內容："{text}"',
    ),
)
NOT_FIELDS = DiagnosticKind(
    "not-fields",
    "error",
    Localized(
        "the front matter is not a list of fields of the form name: value",
        "前置資料不是「欄名: 內容」的形式",
    ),
    Localized(
        "write one field a line, for example title: Peer feedback that pupils act on",
        "每行寫一欄，例如 title: 讓學生學會回應",
    ),
)
NESTED_TOO_DEEP = DiagnosticKind(
    "nested-too-deep",
    "error",
    Localized(
        f"fields stand inside one another more than {MAX_DEPTH} levels deep",
        f"欄位一層套一層，超過 {MAX_DEPTH} 層",
    ),
    Localized("remove the extra brackets or indentation", "刪去多餘的括號或縮排"),
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Hold the fields as typed by the author, with the place of each, and the text below them."""

    values: Mapping[str, RawValue]
    body: str
    body_line: int
    """Line of the file on which `body` begins."""
    source: SourceFile
    keys: Mapping[FieldPath, Location] = field(default_factory=dict)
    places: Mapping[FieldPath, Location] = field(default_factory=dict)

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


def parse_front_matter(source: SourceFile) -> tuple[FrontMatter | None, tuple[Diagnostic, ...]]:
    """Split `source` and read its front matter; return everything that is wrong with it."""
    first = source.line(1)
    if first.rstrip() != "---":
        return None, (MISSING_FRONT_MATTER.at(source.at(1), line=first[:40]),)
    try:
        block, _ = YAMLHandler().split(source.text)
    except ValueError:
        return None, (UNCLOSED_FRONT_MATTER.at(source.at(1)),)
    # The handler's part begins with the line break after the opening "---", so that a mark's
    # line counted from 0 is the file's line counted from 1 less one.
    if len(block) > MAX_CHARACTERS:
        return None, (FRONT_MATTER_TOO_LONG.at(source.at(1), count=f"{len(block):,}"),)
    body, body_line = _body(source, block)
    typed = tuple(_input_method_diagnostics(source, body_line - 1))
    reader = _Reader(source)
    values = reader.read(block)
    diagnostics = typed or tuple(reader.diagnostics)
    if values is None or diagnostics:
        return None, typed + tuple(d for d in reader.diagnostics if not typed or d.id != "invalid-yaml")
    return FrontMatter(values, body, body_line, source, reader.keys, reader.places), ()


def _body(source: SourceFile, block: str) -> tuple[str, int]:
    """Return the text after the closing line and the number of its first line."""
    end = block.count("\n") + 1
    lines = source.text.split("\n")
    while end < len(lines) and lines[end].rstrip() != "---":
        end += 1
    return "\n".join(lines[end + 1 :]), end + 2
