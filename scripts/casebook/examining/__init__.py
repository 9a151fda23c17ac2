"""What one folder alone says: it depends on no other case, so it can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.checks import check
from casebook.checks.broken_link import Lead, leads
from casebook.checks.context import Context
from casebook.contents import Known
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, Location
from casebook.faults import debugging, fault_in
from casebook.front_matter import FrontMatter, PackedPlaces, Places
from casebook.limits import Limits
from casebook.loader import Loaded, case_id, load_folder
from casebook.source import SourceFile

LOCATED_LATER = ("schools", "materials", "third-party")
"""Groups of fields of which the whole collection, or the day, may have something to say."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold what a case is held against: it decides, with the folder, all that is said."""

    context: Context
    limits: Limits


@dataclass(frozen=True, slots=True)
class Examined:
    """Hold one case with all that it alone lets us say of it."""

    id: str
    case: Contribution | None
    """As far as it could be read, without what only its checks need: its fields as typed."""
    diagnostics: tuple[Diagnostic, ...]
    leads: tuple[Lead, ...] = ()
    known: Known | None = None
    """What its folder is known by that was read for this; None where nobody can tell."""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing forbids publishing it."""
        return self.case is not None and not any(d.severity == "error" for d in self.diagnostics)


def examine(folder: Path, terms: Terms) -> Examined:
    """Load and check one folder; a fault of ours becomes a diagnostic that names it."""
    try:
        loaded = load_folder(folder, terms.limits)
        found = [*loaded.diagnostics, *_checked(loaded, terms.context)]
    except MemoryError:
        raise  # whoever bounds the memory says of which case
    except Exception as error:  # whatever it is, the other cases are still read
        if debugging():
            raise
        return Examined(case_id(folder), None, (fault_in(folder, error),))
    case = loaded.contribution
    if case is None:
        return Examined(loaded.id, None, tuple(found), (), loaded.known)
    led = tuple(leads(case))
    sealed = replace(
        case,
        front_matter=_sealed(case.front_matter),
        leads_to=frozenset(lead.case for lead in led),
    )
    return Examined(loaded.id, sealed, tuple(found), led, loaded.known)


def shown(folder: Path) -> Location:
    """Name a folder as people know it."""
    return Location("/".join(folder.parts[-3:]))


def _checked(loaded: Loaded, context: Context) -> Iterator[Diagnostic]:
    case = loaded.contribution
    for diagnostic in check(case, context) if case else ():
        place = diagnostic.location
        if case and (place.path != case.path or place.line not in loaded.doubtful):
            yield diagnostic


def _sealed(typed: FrontMatter) -> FrontMatter:
    """Return front matter without its fields as typed, and without its text."""
    keys, places = located_later(typed.keys), located_later(typed.places)
    return FrontMatter({}, "", typed.body_line, SourceFile(typed.source.path, ""), keys, places)


def located_later(places: Places | PackedPlaces) -> PackedPlaces:
    """Return the places of which something may be said when the case itself was examined."""
    return places if isinstance(places, PackedPlaces) else places.within(LOCATED_LATER)
