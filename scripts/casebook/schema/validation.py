"""Front matter typed by the schema, and every error of it said in a teacher's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from casebook.diagnostics import Diagnostic
from casebook.front_matter import FieldPath, FrontMatter, RawValue
from casebook.language import Localized
from casebook.schema import Metadata, Translation, days, fields, kinds, suggestions
from casebook.schema.types import Record
from casebook.schema.written import written

Model = TypeVar("Model", bound=Record)


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
    }
    if details["type"] == "missing":
        return kinds.MISSING_FIELD.at(front_matter.key(*path[:-1]), **words)
    if isinstance(value, str) and not value.strip():
        kind = kinds.EMPTY_VALUE
    else:
        kind = kinds.BY_CODE.get(details["type"], kinds.WRONG_TYPE)
        words |= _cure(model, path, details)
    return kind.at(front_matter.value(*path), **words)


def _cure(
    model: type[Record], path: FieldPath, details: Mapping[str, Any]
) -> Mapping[str, str | Localized]:
    """Return the words of a diagnostic that depend on what the author probably meant."""
    value, context = details["input"], details.get("ctx", {})
    match details["type"]:
        case "unknown-term":
            return {"help": suggestions.terms(context["vocabulary"], str(value))}
        case "literal_error" if path[-1] == "people":
            return {"help": suggestions.PEOPLE}
        case "literal_error":
            return {"help": suggestions.choices(context["expected"])}
        case "invalid-date":
            what, help_ = days.fault(str(value), str(path[-1]))
            return {"what": what, "help": help_}
        case "tuple_type" if isinstance(value, str):
            line = suggestions.as_list(model, path, value)
            return {"example": line} if line else {}
    return {}


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


def _raw(value: object) -> str:
    if isinstance(value, str):
        return value[:60]
    return "[…]" if isinstance(value, list) else "{…}"
