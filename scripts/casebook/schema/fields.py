"""The fields of a group, and which of them a name that is not among them was meant for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final, get_args

from pydantic.fields import FieldInfo

from casebook.front_matter import FieldPath
from casebook.schema.types import Record, Term
from casebook.vocabularies import VocabularyName

_NEAR = 70
"""Similarity in percent from which a misspelt name is worth a "did you mean"."""

_CHINESE: Final[Mapping[str, tuple[str, ...]]] = {
    "標題": ("title",),
    "題目": ("title",),
    "語文": ("language",),
    "語言": ("language",),
    "摘要": ("summary",),
    "成效": ("evidence",),
    "依據": ("evidence", "basis"),
    "學年": ("school-year",),
    "年度": ("school-year",),
    "支援": ("support",),
    "模式": ("mode",),
    "計劃": ("programme",),
    "服務": ("service",),
    "學習社群": ("community",),
    "學校": ("schools", "school"),
    "名稱": ("name",),
    "姓名": ("name",),
    "英文": ("en",),
    "中文": ("zh-Hant",),
    "代號": ("id",),
    "學校類別": ("level",),
    "地區": ("district",),
    "貢獻者": ("contributors",),
    "角色": ("role",),
    "課程": ("curriculum",),
    "學習領域": ("key-learning-areas",),
    "學習範疇": ("learning-areas",),
    "學習階段": ("key-stages",),
    "年級": ("levels", "level"),
    "級別": ("levels", "level"),
    "科目": ("subjects",),
    "主題": ("themes",),
    "關鍵詞": ("keywords",),
    "關鍵字": ("keywords",),
    "版權": ("copyright",),
    "擁有人": ("owner",),
    "年份": ("year",),
    "授權": ("license", "pupil-license"),
    "材料": ("materials",),
    "檔案": ("file",),
    "種類": ("type",),
    "類型": ("type",),
    "替代文字": ("alt",),
    "用途": ("use",),
    "人物": ("people",),
    "同意": ("consent",),
    "範圍": ("scope",),
    "第三方": ("third-party",),
    "作品": ("work",),
    "人工智能": ("ai",),
    "工具": ("tool",),
    "狀態": ("status",),
    "撤回": ("withdrawn",),
    "日期": ("date", "obtained"),
    "譯者": ("translator",),
}
"""What each field is called in Chinese; the group that lacks the name decides between several."""


def names(model: type[Record]) -> tuple[str, ...]:
    """Return the fields of a group as the front matter spells them, in order."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def meant(model: type[Record], key: str) -> str | None:
    """Return the field that an unknown name was probably meant for: misspelt, or in Chinese."""
    fields = names(model)
    typed = re.sub(r"[\s_]+", "-", unicodedata.normalize("NFKC", key).strip().lower())
    for name in _CHINESE.get(typed, ()):
        if name in fields:
            return name
    # Only a mistake pays for loading rapidfuzz.
    from rapidfuzz import process  # noqa: PLC0415

    match = process.extractOne(typed, fields, processor=str.lower, score_cutoff=_NEAR)
    return match[0] if match else None


def model_at(model: type[Record], path: FieldPath) -> type[Record]:
    """Return the model of the group at `path`."""
    for part in path:
        found = field_of(model, part)
        if found:
            model = next(_models_in(found.annotation), model)
    return model


def field_of(model: type[Record], key: str | int) -> FieldInfo | None:
    """Return the declaration of a field of a group."""
    return next(
        (field for name, field in model.model_fields.items() if key == (field.alias or name)), None
    )


def example(model: type[Record], path: FieldPath) -> str:
    """Return a line that shows how the field at `path` is written."""
    parts = [part for part in path if isinstance(part, str)]
    if not parts:
        return ""
    found = field_of(model_at(model, tuple(parts[:-1])), parts[-1])
    if found and isinstance(found.json_schema_extra, dict):
        return f"{parts[-1]}: {found.json_schema_extra['x-example']}"
    return parts[-1] + ": …"


def holds_groups(field: FieldInfo) -> bool:
    """Say whether the values of a field are groups of fields."""
    return next(_models_in(field.annotation), None) is not None


def vocabulary_of(field: FieldInfo) -> VocabularyName | None:
    """Return the vocabulary of the terms that a field lists."""
    marks = (mark for one in get_args(field.annotation) for mark in get_args(one))
    return next((mark.vocabulary for mark in marks if isinstance(mark, Term)), None)


def _models_in(annotation: object) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
