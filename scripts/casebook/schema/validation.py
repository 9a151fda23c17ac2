"""Front matter typed by the schema, and every error of it said in a teacher's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from casebook.diagnostics import Diagnostic
from casebook.front_matter import FieldPath, FrontMatter, RawValue
from casebook.language import Localized
from casebook.schema import Metadata, Translation, fields, kinds
from casebook.schema.types import Record
from casebook.schema.written import written
from casebook.vocabularies import VocabularyName, vocabulary

Model = TypeVar("Model", bound=Record)

_SHOWN = 8
"""Terms that are listed where none is near."""


def validate(
    front_matter: FrontMatter, model: type[Model]
) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """Type the fields of `front_matter` by `model`, or return every error at its own place."""
    try:
        return model.model_validate(front_matter.values), ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
        misnamed = _misnamed(model, errors)
        return None, tuple(
            _diagnostic(front_matter, model, details)
            for details in errors
            # Pydantic counts valid items alone: a list of one wrong item is "too short" as well.
            if (details["type"] != "too_short" or not details["input"])
            # A field under a wrong name is not missing as well.
            and (details["type"] != "missing" or _field_path(details["loc"]) not in misnamed)
        )


def _misnamed(model: type[Record], errors: Sequence[ErrorDetails]) -> set[FieldPath]:
    """Return the fields that stand under another name."""
    paths = [_field_path(one["loc"]) for one in errors if one["type"] == "extra_forbidden"]
    return {
        (*path[:-1], name)
        for path in paths
        if (name := fields.meant(fields.model_at(model, path[:-1]), str(path[-1])))
    }


def salvage(front_matter: FrontMatter, model: type[Model]) -> Model | None:
    """Type what is valid of `front_matter` without what is not, or return None.

    Only for looking: checks run on it so that an author sees all errors in one run; it is never
    published.
    """
    values: Any = front_matter.values
    for _ in range(3):
        try:
            return model.model_validate(values)
        except ValidationError as error:
            paths = {_field_path(e["loc"]) for e in error.errors(include_url=False)}
            values = _without(values, paths)
    return None


def _without(values: RawValue, paths: set[FieldPath], at: FieldPath = ()) -> RawValue:
    if isinstance(values, dict):
        return {
            key: _without(value, paths, (*at, key))
            for key, value in values.items()
            if (*at, key) not in paths
        }
    if isinstance(values, list):
        return [
            _without(value, paths, (*at, index))
            for index, value in enumerate(values)
            if (*at, index) not in paths
        ]
    return values


def _diagnostic(
    front_matter: FrontMatter, model: type[Record], details: Mapping[str, Any]
) -> Diagnostic:
    path = _field_path(details["loc"])
    if details["type"] == "extra_forbidden":
        return _unknown_field(front_matter, model, path)
    value = details.get("input")
    context = details.get("ctx", {})
    words: dict[str, str | Localized] = {
        "name": ".".join(str(part) for part in path if isinstance(part, str)),
        "key": str(path[-1]) if path else "",
        "value": _raw(value),
        "example": fields.example(model, path),
        "count": str(len(value)) if isinstance(value, str | list) else "",
        "limit": str(context.get("max_length", "")),
        "suggestion": str(context.get("suggestion", "")),
        "choices": str(context.get("expected", "")).replace("'", ""),
    }
    if details["type"] == "missing":
        return kinds.MISSING_FIELD.at(front_matter.key(*path[:-1]), **words)
    if details["type"] == "unknown-term":
        words["help"] = _suggestions(context["vocabulary"], str(value))
    kind = kinds.BY_CODE.get(details["type"], kinds.WRONG_TYPE)
    return kind.at(front_matter.value(*path), **words)


def _field_path(loc: tuple[int | str, ...]) -> FieldPath:
    """Return the place of an error in the front matter, without Pydantic's tags of unions."""
    return tuple(part for part in loc if not (isinstance(part, str) and part.startswith("(")))


def _unknown_field(front_matter: FrontMatter, model: type[Record], path: FieldPath) -> Diagnostic:
    group = fields.model_at(model, path[:-1])
    key = str(path[-1])
    if model is Translation and len(path) == 1 and key in fields.names(Metadata):
        return kinds.FACT_IN_TRANSLATION.at(front_matter.key(*path), key=key)
    if name := fields.meant(group, key):
        if (*path[:-1], name) in front_matter.keys:
            help_ = Localized(
                f'delete the line: "{name}" is there already', f"刪去這一行：已有「{name}」一欄"
            )
        else:
            line = f"{name}: {written(_typed(front_matter, path))}".rstrip()
            help_ = Localized(f"write {line}", f"改為 {line}")
    else:
        names = fields.names(group)
        help_ = Localized(
            f"delete the line, or use one of: {', '.join(names)}",
            f"刪去這一行，或改用：{'、'.join(names)}",
        )
    return kinds.UNKNOWN_FIELD.at(front_matter.key(*path), key=key, help=help_)


def _typed(front_matter: FrontMatter, path: FieldPath) -> RawValue:
    value: Any = front_matter.values
    for part in path:
        value = value[part]
    return cast(RawValue, value)


def _suggestions(name: VocabularyName, value: str) -> Localized:
    terms = vocabulary(name).nearest(value)
    if not terms:
        ids = vocabulary(name).ids
        shown = ", ".join(ids[:_SHOWN]) + (", …" if len(ids) > _SHOWN else "")
        return Localized(f"write one of: {shown}", f"改為以下之一：{shown}")
    en = " or ".join(f"{term.id} ({term.label.en})" for term in terms)
    zh_hant = "或 ".join(f"{term.id}（{term.label.zh_hant}）" for term in terms)
    return Localized(f"write {en}", f"改為 {zh_hant}")


def _raw(value: object) -> str:
    if isinstance(value, str):
        return value[:60]
    return "[…]" if isinstance(value, list) else "{…}"
