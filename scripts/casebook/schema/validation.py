"""Front matter typed by the schema, and every error of it said in a teacher's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from rapidfuzz import process

from casebook.diagnostics import Diagnostic
from casebook.front_matter import FieldPath, FrontMatter, RawValue
from casebook.language import Localized
from casebook.schema import Metadata, Translation, kinds
from casebook.schema.types import Record
from casebook.vocabularies import VocabularyName, vocabulary

Model = TypeVar("Model", bound=Record)

_NEAR = 70
"""Similarity in percent from which a misspelt name is worth a "did you mean"."""
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
        return None, tuple(
            _diagnostic(front_matter, model, details)
            for details in errors
            # Pydantic counts valid items alone: a list of one wrong item is "too short" as well.
            if details["type"] != "too_short" or not details["input"]
        )


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
        "example": _example(model, path),
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
    group = _model_at(model, path[:-1])
    fields = [field.alias or name for name, field in group.model_fields.items()]
    key = str(path[-1])
    if model is Translation and len(path) == 1 and key in _names(Metadata):
        return kinds.FACT_IN_TRANSLATION.at(front_matter.key(*path), key=key)
    match = process.extractOne(key.replace("_", "-").lower(), fields, score_cutoff=_NEAR)
    if match:
        help_ = Localized(f'did you mean "{match[0]}"?', f"是否指「{match[0]}」？")
    else:
        help_ = Localized(
            f"delete the line, or use one of: {', '.join(fields)}",
            f"刪去這一行，或改用：{'、'.join(fields)}",
        )
    return kinds.UNKNOWN_FIELD.at(front_matter.key(*path), key=key, help=help_)


def _names(model: type[Record]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _suggestions(name: VocabularyName, value: str) -> Localized:
    terms = vocabulary(name).nearest(value)
    if not terms:
        ids = vocabulary(name).ids
        shown = ", ".join(ids[:_SHOWN]) + (", …" if len(ids) > _SHOWN else "")
        return Localized(f"write one of: {shown}", f"改為以下之一：{shown}")
    en = " or ".join(f"{term.id} ({term.label.en})" for term in terms)
    zh_hant = "或 ".join(f"{term.id}（{term.label.zh_hant}）" for term in terms)
    return Localized(f"write {en}", f"改為 {zh_hant}")


def _models_in(annotation: object) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _model_at(model: type[Record], path: FieldPath) -> type[Record]:
    """Return the model of the group at `path`."""
    for part in path:
        if isinstance(part, int):
            continue
        for name, field in model.model_fields.items():
            if part == (field.alias or name):
                model = next(_models_in(field.annotation), model)
    return model


def _example(model: type[Record], path: FieldPath) -> str:
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return ""
    group = _model_at(model, tuple(names[:-1]))
    for name, field in group.model_fields.items():
        if names[-1] == (field.alias or name) and isinstance(field.json_schema_extra, dict):
            return f"{names[-1]}: {field.json_schema_extra['x-example']}"
    return names[-1] + ": …"


def _raw(value: object) -> str:
    if isinstance(value, str):
        return value[:60]
    return "[…]" if isinstance(value, list) else "{…}"
