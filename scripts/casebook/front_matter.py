"""The front matter of a text file: YAML with the place of every key and value.

Scalars stay text until the schema types them, so that `2024/25`, `NO`, `0123` and `12:30` mean
what the author typed. Anchors, aliases and tags are refused: no case study needs them, and a
few lines of them can fill a machine's memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
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
    boundaries = list(islice(YAMLHandler.FM_BOUNDARY.finditer(source.text), 2))
    if not boundaries or boundaries[0].start() != 0:
        return None, (MISSING_FRONT_MATTER.at(source.at(1), line=source.line(1)[:40]),)
    if len(boundaries) == 1:
        return None, (UNCLOSED_FRONT_MATTER.at(source.at(1)),)
    opening, closing = boundaries
    block = source.text[opening.end() : closing.start()]
    if len(block) > MAX_CHARACTERS:
        return None, (FRONT_MATTER_TOO_LONG.at(source.at(1), count=f"{len(block):,}"),)
    first_line = source.text.count("\n", 0, opening.end()) + 1
    reader = _Reader(source, first_line)
    values = reader.read(block)
    typing_slips = tuple(_typing_slips(source, block, first_line))
    if typing_slips:
        # What YAML makes of a full-width colon or a tab is noise beside the slip itself.
        return None, typing_slips
    if values is None or reader.diagnostics:
        return None, tuple(reader.diagnostics)
    body_line = source.text.count("\n", 0, closing.end()) + 1
    front_matter = FrontMatter(
        values, source.text[closing.end() :], body_line, source, reader.keys, reader.places
    )
    return front_matter, ()


_KEY = r"[ ]*(?:-[ ]+)?\{?[ ]*[A-Za-z][A-Za-z-]*"
_FULL_WIDTH: Final = (
    # Each pattern marks a place where YAML's own punctuation has to stand.
    (re.compile(rf"^{_KEY}[ \u3000]*(?P<at>：)[ \u3000]*"), ": "),
    (re.compile(r"^[ ]*(?P<at>\u3000)"), "  "),
    (re.compile(r"^[ ]*(?P<at>[－—])[ \u3000]*(?=[A-Za-z])"), "- "),
    (re.compile(r"^[ ]*(?P<at>＃)[ ]*"), "# "),
    (re.compile(rf"^{_KEY}:[ ]+(?P<at>[“”＂])"), '"'),
    (re.compile(rf"^{_KEY}:[ ]+(?P<at>［|【)"), "["),
    (re.compile(rf"^{_KEY}:[ ]+\[[^\]\"']*?(?P<at>[，、])[ \u3000]*"), ", "),
    (re.compile(rf"^{_KEY}:[ ]+\[[^\]\"']*?(?P<at>］|】)"), "]"),
    (re.compile(r"^school-year:[ ]+[\"']?[0-9]{4}(?P<at>／)"), "/"),
)
_PAIRS: Final = str.maketrans(
    {"：": ": ", "，": ", ", "、": ", ", "“": '"', "”": '"', "＂": '"', "［": "[", "］": "]"}
    | {"【": "[", "】": "]", "／": "/", "＃": "#", "\u3000": " "}
)


def _typing_slips(source: SourceFile, block: str, first_line: int) -> Iterator[Diagnostic]:
    """Find what an input method or the Tab key typed in place of YAML's punctuation."""
    for number, line in enumerate(block.split("\n"), start=first_line):
        if indent := re.match(r"^ *\t", line):
            yield TAB_INDENT.at(source.at(number, indent.end()))
        slips = [match for pattern, _ in _FULL_WIDTH if (match := pattern.search(line))]
        if slips:
            first = min(slips, key=lambda match: match.start("at"))
            yield FULL_WIDTH_PUNCTUATION.at(
                source.at(number, first.start("at") + 1),
                character=first["at"],
                line=line.strip(),
                fixed=half_width(line).strip(),
            )


def half_width(line: str) -> str:
    """Return a front matter line with YAML's punctuation in half width, its text untouched."""
    previous = None
    while line != previous:
        previous = line
        for pattern, typed in _FULL_WIDTH:
            if match := pattern.search(line):
                line = line[: match.start("at")].rstrip(" \u3000" if typed == ": " else "") + (
                    typed + line[match.end() :]
                )
                if typed == '"':
                    line = re.sub(r"[“”＂](?=[ ]*$)", '"', line)
    return line


class _Reader:
    """Walk YAML's nodes once, keeping the place of each and refusing what is not plain data."""

    def __init__(self, source: SourceFile, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.diagnostics: list[Diagnostic] = []
        self.keys: dict[FieldPath, Location] = {}
        self.places: dict[FieldPath, Location] = {}

    def read(self, block: str) -> dict[str, RawValue] | None:
        try:
            if self._refuse_features(block):
                return None
            root = yaml.compose(block, Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            self.diagnostics.append(self._invalid(error))
            return None
        if not isinstance(root, yaml.MappingNode):
            place = self._at(root.start_mark) if root else self.source.at(self.first_line + 1)
            self.diagnostics.append(NOT_FIELDS.at(place))
            return None
        return self._mapping(root, ())

    def _at(self, mark: yaml.Mark) -> Location:
        return self.source.at(self.first_line + mark.line, mark.column + 1)

    def _refuse_features(self, block: str) -> bool:
        """Read events before nodes: an alias must be refused before anything follows it."""
        depth = 0
        for event in yaml.parse(block, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    self.diagnostics.append(NESTED_TOO_DEEP.at(self._at(event.start_mark)))
                    return True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.NodeEvent):
                tag = getattr(event, "tag", None)
                if event.anchor is not None or (tag is not None and tag != "!"):
                    place = self._at(event.start_mark)
                    text = self.source.line(place.line)[place.column - 1 :].strip()
                    self.diagnostics.append(YAML_FEATURE.at(place, text=text[:60]))
        return bool(self.diagnostics)

    def _invalid(self, error: yaml.YAMLError) -> Diagnostic:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = str(getattr(error, "problem", None) or "it holds a character YAML does not allow")
        place = self._at(mark) if mark else self.source.at(self.first_line)
        # LibYAML notices an open quotation or bracket at the end; the cause is where it began.
        context = getattr(error, "context_mark", None)
        if context is not None and "end of stream" in problem:
            place = self._at(context)
        line = self.source.line(place.line).strip()
        return INVALID_YAML.at(place, problem=Localized(f"{line!r}: {problem}", f"「{line}」"))

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
        return str(node.value)
