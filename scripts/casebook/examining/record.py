"""An examined case as bytes: JSON that is validated when it is read, and never code.

Facts are read of every case; words are most of the bytes, and are read where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from casebook.assets import FileFacts
from casebook.checks.broken_link import Lead
from casebook.contents import Known
from casebook.contribution import CaseText, Contribution, Words, original
from casebook.diagnostics import Diagnostic
from casebook.examining import Examined, located_later
from casebook.front_matter import FrontMatter, PackedPlaces
from casebook.language import Language
from casebook.loader import case_id
from casebook.schema import Metadata, Translator
from casebook.schema.schools import Evidence
from casebook.source import SourceFile

AllWords = Mapping[Language, Words]


class Record(NamedTuple):
    """Hold one case as bytes."""

    facts: bytes
    words: bytes
    known: Known
    """What the folder is known by as it was read."""


@dataclass(frozen=True, slots=True)
class _Translated:
    language: Language
    path: str
    title: str
    summary: str
    evidence: Evidence | None
    material_titles: Mapping[str, str]
    material_alts: Mapping[str, str]
    translator: Translator | None = None


@dataclass(frozen=True, slots=True)
class _Facts:
    path: str
    body_line: int
    keys: str
    places: str
    metadata: Metadata
    translations: tuple[_Translated, ...] = ()
    files: tuple[FileFacts, ...] = ()
    unread: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    leads: tuple[Lead, ...] = ()


@cache
def _facts() -> TypeAdapter[_Facts]:
    return TypeAdapter(_Facts)


@cache
def _words() -> TypeAdapter[AllWords]:
    return TypeAdapter(AllWords)


def written(examined: Examined) -> Record | None:
    """Return a case as bytes; None where it has errors: it will be read again when it changed.

    None also where nobody can tell of which bytes it is made.
    """
    case, known = examined.case, examined.known
    if case is None or known is None or not examined.is_whole:
        return None
    typed = case.front_matter
    facts = _Facts(
        case.path,
        typed.body_line,
        located_later(typed.keys).packed,
        located_later(typed.places).packed,
        case.metadata,
        tuple(_translated(case.texts[tag]) for tag in case.languages[1:]),
        tuple(replace(facts, path=Path(name)) for name, facts in case.files.items()),
        case.unread,
        examined.diagnostics,
        examined.leads,
    )
    words = {tag: text.words() for tag, text in case.texts.items()}
    return Record(
        _facts().dump_json(facts, by_alias=True, exclude_defaults=True),
        _words().dump_json(words),
        known,
    )


def _translated(text: CaseText) -> _Translated:
    return _Translated(
        text.language,
        text.path,
        text.title,
        text.summary,
        text.evidence,
        text.material_titles,
        text.material_alts,
        text.translator,
    )


def read(
    data: bytes, folder: Path, digest: str, words: Callable[[Language], Words]
) -> Examined | None:
    """Return the case whose facts are `data`, in the `folder` with that digest; None if none is."""
    try:
        kept = _facts().validate_json(data)
    except ValidationError:
        return None
    keys, places = PackedPlaces(kept.path, kept.keys), PackedPlaces(kept.path, kept.places)
    typed = FrontMatter({}, "", kept.body_line, SourceFile(kept.path, ""), keys, places)
    files = {one.name: replace(one, path=folder / one.name) for one in kept.files}
    own: Language = "en" if kept.metadata.language == "en" else "zh-Hant"
    first = original(kept.metadata, kept.path, partial(words, own))
    texts = {first.language: first} | {
        one.language: CaseText(
            one.language,
            one.path,
            one.title,
            one.summary,
            one.evidence,
            one.material_titles,
            one.material_alts,
            partial(words, one.language),
            one.translator,
        )
        for one in kept.translations
    }
    leads_to = frozenset(lead.case for lead in kept.leads)
    about = (typed, kept.metadata, texts, files, kept.unread, leads_to)
    case = Contribution(case_id(folder), folder, *about, digest, sha256(data).hexdigest())
    return Examined(case.id, case, kept.diagnostics, kept.leads)


def words_in(data: bytes | None) -> AllWords | None:
    """Return the words that were written as `data`; None if it is none."""
    if data is None:
        return None
    try:
        return _words().validate_json(data)
    except ValidationError:
        return None
