"""Front matter typed by the schema, and every error of it said in a teacher's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from casebook.diagnostics import Diagnostic
from casebook.front_matter import FieldPath, FrontMatter, RawValue
from casebook.language import Localized
from casebook.schema import Metadata, Translation, kinds
from casebook.schema.types import Record
from casebook.vocabularies import vocabulary

Model = TypeVar("Model", bound=Record)

_NEAR = 70
"""Similarity in percent from which a misspelt name is worth a "did you mean"."""


def validate(
    front_matter: FrontMatter, model: type[Model]
) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """Type the fields of `front_matter` by `model`, or return every error at its own place."""
    try:
        return model.model_validate(front_matter.values), ()
    except ValidationError as error:
        diagnostics = []
        for details in error.errors(include_url=False):
            diagnostics.append(_diagnostic(front_matter, model, details))
        return None, tuple(diagnostics)


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
            paths = {_field_path(values, e["loc"]) for e in error.errors(include_url=False)}
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
    path = _field_path(front_matter.values, details["loc"])
    name = ".".join(str(part) for part in path if isinstance(part, str))
    key = str(path[-1]) if path else ""
    value = details.get("input")
    shown = value if isinstance(value, str) else ""
    place = front_matter.value(*path)
    context = details.get("ctx", {})
    match details["type"]:
        case "missing":
            example = _example(model, path)
            return kinds.MISSING_FIELD.at(
                front_matter.key(*path[:-1]), name=name, key=key, example=example
            )
        case "extra_forbidden":
            return _unknown_field(front_matter, model, path)
        case "unknown-term":
            return kinds.UNKNOWN_TERM.at(
                place, value=shown, name=name, **_suggestions(context["vocabulary"], shown)
            )
        case "literal_error":
            return kinds.UNKNOWN_CHOICE.at(
                place, value=shown, name=name, choices=_choices(context["expected"])
            )
        case "string_too_long" | "too_long":
            return kinds.TOO_LONG.at(
                place, name=name, count=str(len(value or "")), limit=str(context["max_length"])
            )
        case "too_short" | "empty-value":
            return kinds.EMPTY_VALUE.at(place, name=name, key=key, example=_example(model, path))
        case "invalid-slug":
            return kinds.INVALID_SLUG.at(
                place, value=shown, key=key, suggestion=context["suggestion"]
            )
        case code if code in kinds.BY_CODE:
            return kinds.BY_CODE[code].at(place, value=shown, name=name, key=key)
    return kinds.WRONG_TYPE.at(
        place, name=name, key=key, value=_raw(value), example=_example(model, path)
    )


def _field_path(values: RawValue | Mapping[str, RawValue], loc: tuple[int | str, ...]) -> FieldPath:
    """Return the place of an error in the front matter, without Pydantic's tags of unions."""
    del values
    return tuple(
        part for part in loc if not (isinstance(part, str) and part.startswith("("))
    )


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


def _suggestions(name: str, value: str) -> dict[str, str | Localized]:
    terms = vocabulary(name).nearest(value)
    if not terms:
        ids = vocabulary(name).ids
        shown = ", ".join(ids[:8]) + (", …" if len(ids) > 8 else "")
        return {"help": Localized(f"write one of: {shown}", f"改為以下之一：{shown}")}
    en = " or ".join(f"{term.id} ({term.label.en})" for term in terms)
    zh_hant = "或 ".join(f"{term.id}（{term.label.zh_hant}）" for term in terms)
    return {"help": Localized(f"write {en}", f"改為 {zh_hant}")}


def _choices(expected: str) -> str:
    return expected.replace("'", "")


def _models_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
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
