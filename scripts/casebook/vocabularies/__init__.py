"""The closed lists that a case chooses from: terms with labels in both languages, as data files.

Each vocabulary is the YAML file of its name beside this module. Ids never change; labels may.
A term that went out of use stays, with the last school year it was used and what replaced it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, TypedDict

import yaml

from casebook.language import Localized

VocabularyName = Literal[
    "consent",
    "contributor-roles",
    "districts",
    "key-learning-areas",
    "key-stages",
    "learning-areas",
    "levels",
    "material-types",
    "owners",
    "school-levels",
    "scopes",
    "statuses",
    "subjects",
    "support-modes",
    "support-programmes",
    "themes",
    "uses",
]


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one term of a vocabulary.

    School years are written `2024/25`, so that their order is the order of the text.
    """

    id: str
    label: Localized
    short: Localized | None = None
    aliases: tuple[str, ...] = ()
    """Other names that people use, in both languages: for search and for "did you mean"."""
    valid_from: str | None = None
    """The first school year in which a school could use the term."""
    valid_to: str | None = None
    """The last school year in which the term was used."""
    valid_to_by_level: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The last school year at each level, where a subject went level by level."""
    general_from: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The school year from which every school teaches the subject, by level."""
    replaced_by: str | None = None
    stage: str | None = None
    """The key stage of a level."""
    school_level: str | None = None
    """The school level of a level."""
    areas: tuple[str, ...] = ()
    """The key learning areas of a subject."""
    stages: tuple[str, ...] = ()
    """The key stages at which a subject is taught."""
    code: str | None = None
    """The Government's code of a district."""
    collected_for_discussion: bool = False
    """Whether material of this type stays unpublished unless its case says otherwise."""

    @property
    def brief(self) -> Localized:
        """Return the short label, or the label where there is none."""
        return self.short or self.label

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name of the term: labels, short labels and aliases, each once."""
        labels = (self.label, self.short) if self.short else (self.label,)
        written = (text for label in labels for text in (label.en, label.zh_hant))
        return tuple(dict.fromkeys((*written, *self.aliases)))

    def valid_in(self, school_year: str, level: str | None = None) -> bool:
        """Say whether the term was in use in `school_year`, at `level` where one is given."""
        last = self.valid_to_by_level.get(level, self.valid_to) if level else self.valid_to
        return (self.valid_from or school_year) <= school_year <= (last or school_year)


@dataclass(frozen=True)
class Vocabulary:
    """Hold the terms of one list, in the order of its file."""

    name: str
    terms: tuple[Term, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Term]:
        """Map each id to its term, in order."""
        return {term.id: term for term in self.terms}

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids, in order."""
        return tuple(self.by_id)

    def get(self, term_id: str) -> Term | None:
        """Return the term of this id, or nothing."""
        return self.by_id.get(term_id)

    def current(self, term_id: str) -> Term | None:
        """Return the term that stands for this id today: itself, or what replaced it in the end."""
        term = self.get(term_id)
        while term is not None and term.replaced_by is not None:
            term = self.get(term.replaced_by)
        return term

    def family(self, term_id: str) -> tuple[Term, ...]:
        """Return the current term of this id and every term that it replaced.

        A facet counts them as one, and a search for any of their names finds them all.
        """
        current = self.current(term_id)
        replaced = (term for term in self.terms if term.replaced_by)
        older = tuple(term for term in replaced if self.current(term.id) == current)
        return (current, *older) if current else ()

    def nearest(self, text: str, limit: int = 3) -> tuple[Term, ...]:
        """Return the terms that `text` may mean, best first: those of that very name, then like it.

        Nothing is returned when nothing is near.
        """
        # Only a mistake pays for loading rapidfuzz and OpenCC.
        from casebook.vocabularies.likeness import nearest  # noqa: PLC0415

        return nearest(self.terms, text, limit)


@cache
def vocabulary(name: VocabularyName) -> Vocabulary:
    """Return the vocabulary of this name, read from its file at the first call."""
    text = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    entries: list[_Entry] = yaml.load(text, Loader=yaml.CSafeLoader)
    return Vocabulary(name, tuple(_term(entry) for entry in entries))


_Label = TypedDict("_Label", {"en": str, "zh-Hant": str})
_Entry = TypedDict(
    "_Entry",
    {
        "id": str,
        "en": str,
        "zh-Hant": str,
        "short": _Label,
        "aliases": list[str],
        "valid-from": str,
        "valid-to": str,
        "valid-to-by-level": dict[str, str],
        "general-from": dict[str, str],
        "replaced-by": str,
        "stage": str,
        "school-level": str,
        "areas": list[str],
        "stages": list[str],
        "code": str,
        "collected-for-discussion": bool,
    },
    total=False,
)


def _term(entry: _Entry) -> Term:
    short = entry.get("short")
    return Term(
        id=entry["id"],
        label=Localized(entry["en"], entry["zh-Hant"]),
        short=Localized(short["en"], short["zh-Hant"]) if short else None,
        aliases=tuple(entry.get("aliases", ())),
        valid_from=entry.get("valid-from"),
        valid_to=entry.get("valid-to"),
        valid_to_by_level=entry.get("valid-to-by-level", {}),
        general_from=entry.get("general-from", {}),
        replaced_by=entry.get("replaced-by"),
        stage=entry.get("stage"),
        school_level=entry.get("school-level"),
        areas=tuple(entry.get("areas", ())),
        stages=tuple(entry.get("stages", ())),
        code=entry.get("code"),
        collected_for_discussion=entry.get("collected-for-discussion", False),
    )


def in_sentence(name: VocabularyName, id_: str) -> Localized:
    """Return the label of a term as it stands within a sentence; an unknown id stays as it is."""
    term = vocabulary(name).get(id_)
    return Localized(term.label.en.lower(), term.label.zh_hant) if term else Localized(id_, id_)
