"""The kinds of diagnostic that reading front matter can give."""

from __future__ import annotations

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized

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
        "the front matter has {count} bytes; the limit is {limit}",
        "前置資料有 {count} 位元組，上限為 {limit}",
    ),
    Localized(
        "move long passages below the closing --- line",
        "把長段文字移到結束的 --- 之後",
    ),
)
INVALID_YAML = DiagnosticKind(
    "invalid-yaml",
    "error",
    Localized('the line "{line}" cannot be read: {problem}', "讀不到「{line}」這一行：{problem}"),
    Localized("{help}", "{help}"),
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
LOST_AFTER_HASH = DiagnosticKind(
    "lost-after-hash",
    "error",
    Localized(
        'from "#" on the line is a remark that nobody reads, so "{lost}" is lost',
        "「#」之後的文字會當作註解而遺失：「{lost}」",
    ),
    Localized("write: {fixed}", "改為：{fixed}"),
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
        "fields stand inside one another more than {limit} levels deep",
        "欄位一層套一層，超過 {limit} 層",
    ),
    Localized("remove the extra brackets or indentation", "刪去多餘的括號或縮排"),
)
