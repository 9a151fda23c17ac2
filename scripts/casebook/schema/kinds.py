"""The kinds of diagnostic that typing a field can give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized

MISSING_FIELD = DiagnosticKind(
    "missing-field",
    "error",
    Localized('the required field "{name}" is missing', "缺少必填的「{name}」一欄"),
    Localized("add a line like: {example}", "加上一行，例如：{example}"),
)
UNKNOWN_FIELD = DiagnosticKind(
    "unknown-field",
    "error",
    Localized('there is no field called "{key}" here', "這裏沒有名為「{key}」的欄位"),
    Localized("{help}", "{help}"),
)
FACT_IN_TRANSLATION = DiagnosticKind(
    "fact-in-translation",
    "error",
    Localized(
        'the translation states "{key}", a fact that stands once, in index.md',
        "譯文寫了「{key}」；這項資料只應寫在 index.md",
    ),
    Localized('delete "{key}" here', "刪去這裏的「{key}」"),
)
EMPTY_VALUE = DiagnosticKind(
    "empty-value",
    "error",
    Localized('the field "{name}" says nothing', "「{name}」一欄沒有內容"),
    Localized("fill it in, for example: {example}", "填上內容，例如：{example}"),
)
WRONG_TYPE = DiagnosticKind(
    "wrong-type",
    "error",
    Localized(
        'the field "{name}" has a value of the wrong form: {value}',
        "「{name}」一欄的內容形式不對：{value}",
    ),
    Localized("write it like this: {example}", "寫法如下：{example}"),
)
TOO_LONG = DiagnosticKind(
    "too-long",
    "error",
    Localized(
        'the field "{name}" has {count} characters; the limit is {limit}',
        "「{name}」一欄有 {count} 個字，上限為 {limit}",
    ),
    Localized(
        "shorten it to {limit} characters; details belong in the text",
        "刪至 {limit} 字；細節寫在正文",
    ),
)
UNKNOWN_TERM = DiagnosticKind(
    "unknown-term",
    "error",
    Localized('"{value}" is not a term of "{name}"', "「{value}」不是「{name}」的用語"),
    Localized("{help}", "{help}"),
)
UNKNOWN_CHOICE = DiagnosticKind(
    "unknown-choice",
    "error",
    Localized('"{value}" is not a value of "{name}"', "「{name}」一欄不可寫「{value}」"),
    Localized("{help}", "{help}"),
)
INVALID_SLUG = DiagnosticKind(
    "invalid-slug",
    "error",
    Localized(
        '"{value}" is not a short name: small letters, digits and single hyphens, up to 60',
        "「{value}」不是合用的代號：只可用小寫英文字母、數字和連字號，不多於 60 個",
    ),
    Localized("write {key}: {suggestion}", "改為 {key}: {suggestion}"),
)
RESERVED_ID = DiagnosticKind(
    "reserved-id",
    "error",
    Localized(
        '"{value}" stands for another owner of copyright, not for a school',
        "「{value}」代表另一版權擁有人，不可用作學校代號",
    ),
    Localized(
        "choose another short name for the school, for example {example}",
        "另選學校代號，例如 {example}",
    ),
)
INVALID_FILE_NAME = DiagnosticKind(
    "invalid-file-name",
    "error",
    Localized(
        '"{value}" is not a file name that works everywhere: letters, digits, hyphens and an '
        "extension",
        "「{value}」不是到處適用的檔案名稱：只可用英文字母、數字、連字號和副檔名",
    ),
    Localized(
        "rename the file, for example rubric-for-feedback.docx, and write that name here",
        "把檔案改名（例如 rubric-for-feedback.docx），並在這裏寫新名稱",
    ),
)
INVALID_SCHOOL_YEAR = DiagnosticKind(
    "invalid-school-year",
    "error",
    Localized('"{value}" is not a school year', "「{value}」不是學年"),
    Localized(
        "write two years that follow each other, for example 2024/25",
        "寫相連的兩年，例如 2024/25",
    ),
)
INVALID_DATE = DiagnosticKind(
    "invalid-date",
    "error",
    Localized('"{value}" is not {what}', "「{value}」{what}"),
    Localized("{help}", "{help}"),
)
INVALID_YEAR = DiagnosticKind(
    "invalid-year",
    "error",
    Localized('"{value}" is not a year', "「{value}」不是年份"),
    Localized("write it in digits, for example {key}: 2025", "用數字書寫，例如 {key}: 2025"),
)

BY_CODE: Final[Mapping[str, DiagnosticKind]] = {
    "unknown-term": UNKNOWN_TERM,
    "literal_error": UNKNOWN_CHOICE,
    "string_too_long": TOO_LONG,
    "too_long": TOO_LONG,
    "too_short": EMPTY_VALUE,
    "empty-value": EMPTY_VALUE,
    "invalid-slug": INVALID_SLUG,
    "reserved-id": RESERVED_ID,
    "invalid-file-name": INVALID_FILE_NAME,
    "invalid-school-year": INVALID_SCHOOL_YEAR,
    "invalid-date": INVALID_DATE,
    "invalid-year": INVALID_YEAR,
}
"""The kind for each code of the schema's errors; any other is a value of the wrong form."""
