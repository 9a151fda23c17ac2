"""The cases that a compilation may name, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from casebook.compilation import EndedPart
from casebook.compiling import kinds
from casebook.compiling.reading import WrittenPage
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic
from casebook.language import Localized
from casebook.limits import DEFAULTS, Limits
from casebook.rights.expiry import Shown

_NEAR = 60
"""Similarity in percent from which a name is worth a "did you mean"."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Hold every case by its id."""

    shown: Mapping[str, Shown]
    """Published cases, without what has ended."""
    others: Mapping[str, Contribution]
    """Every case that could be read, as it was written: drafts and withdrawn cases too."""
    folders: Set[str]
    """Ids of all folders, those that could not be read as well."""
    limits: Limits = DEFAULTS
    used: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The pages that name a case."""


def nearest(name: str, names: Sequence[str]) -> str | None:
    """Return the one of `names` that was probably meant."""
    # Only a mistake pays for loading rapidfuzz.
    from rapidfuzz import process  # noqa: PLC0415

    match = process.extractOne(name, names, score_cutoff=_NEAR)
    return match[0] if match else None


def source_of(
    page: WrittenPage, index: int, sources: Sources
) -> Contribution | EndedPart | Diagnostic | None:
    """Return the case of a part as it is shown today, or why nothing of it may be.

    None where the folder is there and its own errors say all.
    """
    id_ = page.metadata.parts[index].case
    place = page.front_matter.value("parts", index, "case")
    if id_ in sources.shown:
        shown = sources.shown[id_]
        return EndedPart(index + 1, shown.ended) if shown.ended else shown.case
    if id_ not in sources.folders:
        return kinds.UNKNOWN_SOURCE.at(place, case=id_, help=_meant(id_, sources))
    other = sources.others.get(id_)
    if other is None:
        return None
    if withdrawn := other.metadata.withdrawn:
        pages = ", ".join(sources.used[id_])
        return kinds.WITHDRAWN_SOURCE.at(place, case=id_, date=str(withdrawn.date), pages=pages)
    return kinds.DRAFT_SOURCE.at(place, case=id_)


def ended(page: WrittenPage, part: EndedPart, sources: Sources) -> Diagnostic:
    """Warn of a part whose case is off the site, and name every page that it affects."""
    index = part.number - 1
    id_ = page.metadata.parts[index].case
    place = page.front_matter.value("parts", index, "case")
    pages = ", ".join(sources.used[id_])
    return kinds.ENDED_SOURCE.at(place, case=id_, date=str(part.since), pages=pages)


def _meant(id_: str, sources: Sources) -> Localized:
    if meant := nearest(id_, sorted(sources.shown)):
        return Localized(f"write case: {meant}", f"改為 case: {meant}")
    return Localized(
        "write the school year and short name of a case, as in its address, for example "
        "case: 2024-25/short-name",
        "寫案例的學年及代號，與網址相同，例如 case: 2024-25/代號",
    )
