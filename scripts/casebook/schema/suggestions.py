"""What to write in place of a value that a field does not take."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from casebook.front_matter import FieldPath
from casebook.language import Localized
from casebook.schema import fields
from casebook.schema.types import Record
from casebook.schema.written import item
from casebook.vocabularies import Term, VocabularyName, vocabulary

_SHOWN = 8
"""Terms that are listed where none is near."""

PEOPLE: Final = Localized(
    "write people: none if nobody can be recognised; otherwise people: {consent: guardians, "
    "scope: public-website, obtained: 2025-03-02}",
    "如無人可被辨認，寫 people: none；否則寫 people: {consent: guardians, scope: public-website, "
    "obtained: 2025-03-02}",
)
"""A word such as "yes" means that there are people: "none" would be the wrong thing to write."""


def choices(expected: str) -> Localized:
    """Offer the few values of a field; `expected` is Pydantic's list of them: 'a', 'b' or 'c'."""
    plain = expected.replace("'", "")
    return Localized(f"write {plain}", f"改為 {plain.replace(', ', '、').replace(' or ', ' 或 ')}")


def terms(name: VocabularyName, value: str) -> Localized:
    """Offer the terms that a value may mean, or those there are."""
    near = _meant(name, value)
    if not near:
        ids = vocabulary(name).ids
        shown = [*ids[:_SHOWN], *(["…"] if len(ids) > _SHOWN else [])]
        return Localized(f"write one of: {', '.join(shown)}", f"改為以下之一：{'、'.join(shown)}")
    en = " or ".join(f"{term.id} ({term.label.en})" for term in near)
    zh_hant = "或 ".join(f"{term.id}（{term.label.zh_hant}）" for term in near)
    return Localized(f"write {en}", f"改為 {zh_hant}")


def as_list(model: type[Record], path: FieldPath, value: str) -> str | None:
    """Return an author's one value as the list that the field at `path` takes.

    None where the field takes a list of groups, or a word of the value is not known to it.
    """
    key = path[-1]
    found = fields.field_of(fields.model_at(model, path[:-1]), key)
    if found is None or fields.holds_groups(found):
        return None
    name = fields.vocabulary_of(found)
    whole = _meant(name, value)[:1] if name and _is_label(name, value) else ()
    typed = [part.strip() for part in re.split(r"[,，、;；]", value) if part.strip()]
    if name is None:
        return f"{key}: [{', '.join(map(item, typed))}]"
    parts = [whole] if whole else [_run(name, part) or _meant(name, part)[:1] for part in typed]
    if not all(parts):
        return None
    near = (term for part in parts for term in part)
    return f"{key}: [{', '.join(dict.fromkeys(term.id for term in near))}]"


def _run(name: VocabularyName, value: str) -> tuple[Term, ...]:
    """Return the levels or key stages of a run such as P4-P6 or 小四至小六; nothing for others."""
    ends = [_meant(name, end)[:1] for end in _TO.split(value)]
    if name not in ("levels", "key-stages") or len(ends) != 2 or not all(ends):  # noqa: PLR2004
        return ()
    every = vocabulary(name).terms
    first, last = (every.index(end[0]) for end in ends)
    return every[first : last + 1]


def _meant(name: VocabularyName, value: str) -> tuple[Term, ...]:
    """Return the terms that a value may mean; those of that very label leave no doubt."""
    near = vocabulary(name).nearest(value)
    return tuple(term for term in near if _folded(value) in _labels(term)) or near


def _is_label(name: VocabularyName, value: str) -> bool:
    return any(_folded(value) in _labels(term) for term in vocabulary(name).terms)


def _labels(term: Term) -> set[str]:
    """Return the id and labels of a term, those in brackets left out: Key Stage 2 (P4–P6)."""
    texts = (term.id, term.label.en, term.label.zh_hant)
    return {form for text in texts for form in (_folded(text), _folded(_BRACKETS.sub("", text)))}


_TO: Final = re.compile(r"\s*[-–—~～至]\s*|\s+to\s+")
_BRACKETS: Final = re.compile(r"[(（].*?[)）]")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
