"""An examined case as bytes: JSON that is validated when it is read, and never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from casebook.assets import FileFacts
from casebook.checks.broken_link import Lead
from casebook.contribution import CaseText, Contribution
from casebook.diagnostics import Diagnostic, Location
from casebook.examining import Examined
from casebook.front_matter import FieldPath, FrontMatter
from casebook.language import Language
from casebook.schema import Metadata
from casebook.source import SourceFile

_Places = tuple[tuple[FieldPath, Location], ...]


@dataclass(frozen=True, slots=True)
class _Case:
    path: str
    body_line: int
    keys: _Places
    places: _Places
    metadata: Metadata
    texts: Mapping[Language, CaseText]
    files: Mapping[str, FileFacts]
    unread: frozenset[str]
    digest: str


@dataclass(frozen=True, slots=True)
class _Record:
    diagnostics: tuple[Diagnostic, ...]
    leads: tuple[Lead, ...]
    case: _Case


@cache
def _format() -> TypeAdapter[_Record]:
    return TypeAdapter(_Record)


def written(examined: Examined) -> bytes | None:
    """Return a case as bytes; None where it has errors: it will be read again when it changed."""
    case = examined.case
    if case is None or not examined.is_whole:
        return None
    typed = case.front_matter
    kept = _Case(
        case.path,
        typed.body_line,
        tuple(typed.keys.items()),
        tuple(typed.places.items()),
        case.metadata,
        case.texts,
        {name: replace(facts, path=Path(name)) for name, facts in case.files.items()},
        case.unread,
        case.digest,
    )
    record = _Record(examined.diagnostics, examined.leads, kept)
    return _format().dump_json(record, by_alias=True, exclude_defaults=True)


def read(data: bytes, folder: Path, id_: str) -> Examined | None:
    """Return the case that was written as `data`, its files in `folder`; None if it is no case."""
    try:
        record = _format().validate_json(data)
    except ValidationError:
        return None
    kept = record.case
    source = SourceFile(kept.path, "")
    typed = FrontMatter({}, "", kept.body_line, source, dict(kept.keys), dict(kept.places))
    files = {name: replace(facts, path=folder / name) for name, facts in kept.files.items()}
    case = Contribution(
        id_, folder, typed, kept.metadata, kept.texts, files, kept.unread, kept.digest
    )
    return Examined(id_, case, record.diagnostics, record.leads)
