"""What Word, PowerPoint and Excel keep in a file beside what they show, and what it would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.assets import relations
from casebook.assets.errors import DamagedError, EncryptedError, IrregularError, TooLargeError
from casebook.assets.fields import ELSEWHERE, LINK, PROGRAM, link_fault
from casebook.assets.kinds import (
    ACTIVE_CONTENT,
    COMMENTS_INSIDE,
    EMBEDDED_FILE,
    ENCRYPTED_FILE,
    HIDDEN_PAGES,
    IRREGULAR_FILE,
    LINK_INSIDE,
    NAMES_INSIDE,
    OUTSIDE_REFERENCE,
    TRACKED_CHANGES,
    UNPACKS_TOO_LARGE,
)
from casebook.assets.markup import Seen, read_markup
from casebook.assets.package import Package, Relationship, kept_parts, read_package, xml_of
from casebook.assets.traces import office_help as help_
from casebook.assets.traces.media import media_traces
from casebook.assets.traces.names import is_name, listed
from casebook.characters import as_argument
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.limits import Limits, size_in_words

_NAMES: Final = {
    "core-properties": ("creator", "lastModifiedBy"),
    "extended-properties": ("Manager",),
    **dict.fromkeys(("people", "commentAuthors", "authors", "person"), ("",)),
}
"""By kind of part, the elements that hold a name; in the others an attribute does."""
_WRITER_NAMES: Final = ("author", "name", "displayName")
_COMMENTS: Final = ("comments", "threadedComment")
_SHOWN: Final = 6
_MAX_DEPTH: Final = 1
"""A workbook stands behind a chart; nothing stands in that workbook."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Hold where a file lies and what it may ask for."""

    name: str
    place: Location
    limits: Limits
    depth: int = 0


def office_traces(
    data: bytes, name: str, place: Location, limits: Limits, depth: int = 0
) -> Iterator[Diagnostic]:
    """Yield what a Word, PowerPoint or Excel file tells, and what it would do when opened."""
    try:
        package = read_package(data, limits.unpacked)
        yield from _seen(package, _Look(name, place, limits, depth))
    except EncryptedError:
        yield ENCRYPTED_FILE.at(place, name=name, help=help_.NO_PASSWORD)
    except IrregularError as error:
        yield IRREGULAR_FILE.at(place, name=name, what=error.what)
    except TooLargeError as error:
        said = {"size": size_in_words(error.size), "limit": size_in_words(limits.unpacked)}
        yield UNPACKS_TOO_LARGE.at(place, name=name, **said)


def _seen(package: Package, look: _Look) -> Iterator[Diagnostic]:
    names = sorted(set(_names(package)))
    if names:
        path = as_argument(look.place.path)
        yield NAMES_INSIDE.at(
            look.place, name=look.name, what=listed(names), path=path, help=help_.INSPECT
        )
    kept = kept_parts(package)
    if not any(one.kind == "officeDocument" and one.part for one in package.relationships[""]):
        raise DamagedError
    found = _Findings(look)
    yield from _referred(package, kept, found)
    _unreferred(package, kept, found)
    _marked_up(package, kept, found)
    yield from found.diagnostics()


class _Findings:
    """Gather the words of each kind of finding, so that each is said once."""

    def __init__(self, look: _Look) -> None:
        self.look = look
        self.words: dict[tuple[DiagnosticKind, Localized], dict[Localized, None]] = {}

    def add(self, kind: DiagnosticKind, help_: Localized, what: Localized | str) -> None:
        words = Localized(what, what) if isinstance(what, str) else what
        self.words.setdefault((kind, help_), {})[words] = None

    def diagnostics(self) -> Iterator[Diagnostic]:
        for (kind, cure), words in self.words.items():
            shown = list(words)[:_SHOWN]
            what = Localized(", ".join(w.en for w in shown), "、".join(w.zh_hant for w in shown))
            yield kind.at(self.look.place, name=self.look.name, what=what, help=cure)


def _names(package: Package) -> Iterator[str]:
    for one in package.references():
        for element in xml_of(package.parts[one.part]) if one.part and one.kind in _NAMES else ():
            attribute = (
                value
                for key, value in element.attrib.items()
                if key.rpartition("}")[2] in _WRITER_NAMES
            )
            is_field = element.tag.rpartition("}")[2] in _NAMES[one.kind]
            name = (element.text or "") if is_field else next(attribute, "")
            if is_name(name):
                yield name.strip()


def _referred(package: Package, kept: frozenset[str], found: _Findings) -> Iterator[Diagnostic]:
    """Judge every reference, and look into what is no XML."""
    looked_at: set[str] = set()
    for one in package.references():
        if one.external:
            _outside(one, found)
        elif one.kind in _COMMENTS and one.part:
            if len(xml_of(package.parts[one.part])):
                found.add(COMMENTS_INSIDE, help_.DELETE_COMMENTS, one.part.rpartition("/")[2])
        elif fault := _kind_fault(one, package):
            found.add(*fault)
        elif one.part in kept and one.part not in looked_at and one.kind in relations.BINARY:
            looked_at.add(one.part)
            yield from _inside(one, package, found.look)


def _outside(one: Relationship, found: _Findings) -> None:
    if one.kind != "hyperlink":
        found.add(OUTSIDE_REFERENCE, help_.NO_LINKS, f"{one.kind} {one.target[:80]}")
    elif fault := link_fault(one.target):
        found.add(LINK_INSIDE, help_.CHANGE_LINK, fault[1])


def _kind_fault(
    one: Relationship, package: Package
) -> tuple[DiagnosticKind, Localized, Localized | str] | None:
    what = (one.part or one.target).rpartition("/")[2] or one.kind
    if one.kind in relations.PROGRAMS:
        return ACTIVE_CONTENT, help_.NO_MACROS, what
    if one.kind in relations.ELSEWHERE:
        return OUTSIDE_REFERENCE, help_.NO_LINKS, f"{one.kind} {what}"
    if one.kind in relations.CHANGES:
        return TRACKED_CHANGES, help_.ACCEPT_CHANGES, what
    is_table = one.kind == "package" and one.source in package.charts()
    if one.kind in relations.OBJECTS and not is_table:
        return EMBEDDED_FILE, help_.AS_PICTURE, what
    if one.kind not in relations.KEPT | relations.LEFT_OUT:
        return EMBEDDED_FILE, help_.SAVE_ANEW, f"{one.kind} {what}"
    return None


def _inside(one: Relationship, package: Package, look: _Look) -> Iterator[Diagnostic]:
    """Look into a picture, a recording, or the workbook behind a chart."""
    assert one.part is not None
    part = package.parts[one.part]
    name = f"{look.name} › {one.part.rpartition('/')[2]}"
    if one.kind != "package":
        yield from media_traces(part, name, look.place, look.limits)
    elif look.depth < _MAX_DEPTH and part.startswith(b"PK\x03\x04"):
        yield from office_traces(part, name, look.place, look.limits, look.depth + 1)
    else:
        yield EMBEDDED_FILE.at(look.place, name=look.name, what=name, help=help_.AS_PICTURE)


def _unreferred(package: Package, kept: frozenset[str], found: _Findings) -> None:
    """Refuse what no program shows: nothing refers to it, or only what is itself left out."""
    everything = package.reached(lambda _: True)
    for part in sorted(package.parts.keys() - kept - everything):
        if not part.endswith(".rels"):
            found.add(EMBEDDED_FILE, help_.SAVE_ANEW, part.rpartition("/")[2])


def _marked_up(package: Package, kept: frozenset[str], found: _Findings) -> None:
    """Read every part that is published and is no picture, recording or workbook."""
    seen = Seen()
    for part in sorted(kept - package.binary()):
        if not part.endswith(".rels"):
            read_markup(package.parts[part], seen)
    kinds = {
        PROGRAM: (ACTIVE_CONTENT, help_.NO_FIELD),
        ELSEWHERE: (OUTSIDE_REFERENCE, help_.NO_FIELD),
        LINK: (LINK_INSIDE, help_.CHANGE_LINK),
    }
    for fault, words in seen.faults:
        found.add(*kinds[fault], words)
    if seen.has_changes:
        found.add(TRACKED_CHANGES, help_.ACCEPT_CHANGES, "")
    if seen.hidden_slides:
        count = seen.hidden_slides
        words = Localized(f"hidden slides ({count})", f"隱藏的投影片（{count} 張）")
        found.add(HIDDEN_PAGES, help_.INSPECT, words)
    for words in seen.hidden:
        found.add(HIDDEN_PAGES, help_.INSPECT, words)
