"""From a folder of case studies to a collection that may be published, or to what is wrong."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from casebook.assets.kinds import EARLIER_VERSIONS, NAMES_INSIDE
from casebook.cache import Cache, Key, key_of
from casebook.checks.context import Context
from casebook.collection import Collection, check_collection, collect
from casebook.compiling import FOLDERS, Sources, compile_all
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic
from casebook.examining import Examined, Terms, shown
from casebook.examining.shelf import Shelf
from casebook.folder_kinds import MORE_OF_THE_SAME
from casebook.limits import DEFAULTS, Limits
from casebook.listings import Listings
from casebook.loader import case_folders, case_id, touches, year_of
from casebook.rights.expiry import Shown, still_shown
from casebook.settings import DEFAULT_SOON_DAYS
from casebook.workers import Workers

_KEPT_FOR_EVER = {EARLIER_VERSIONS.id, NAMES_INSIDE.id}
MAX_OF_A_KIND: Final = 20
"""Diagnostics of one kind for one file."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold everything that was found."""

    diagnostics: tuple[Diagnostic, ...]
    count: int
    """Number of folders that were read."""

    @property
    def has_errors(self) -> bool:
        """Tell whether anything forbids publishing."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)

    def at_intake(self) -> Findings:
        """Return the same, strict on what the site leaves out but a repository keeps for ever."""
        strict = (
            replace(one, severity="error") if one.id in _KEPT_FOR_EVER else one
            for one in self.diagnostics
        )
        return replace(self, diagnostics=tuple(strict))

    def within(self, only: Sequence[Path], docs: Path) -> Findings:
        """Return the same with what was found in the files that touch `only`."""
        return replace(
            self,
            diagnostics=tuple(
                one for one in self.diagnostics if touches(docs.parent / one.location.path, only)
            ),
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what a case is known by that was read."""

    digest: str
    outline: str
    gone: tuple[str, ...] = ()
    """Names of its files that are shown no more."""


@dataclass(frozen=True, slots=True)
class Checked(Findings):
    """Hold all cases that were read as well."""

    collection: Collection
    seen: Mapping[str, Seen]
    """What every case that was read is known by, by its id."""


def find(  # noqa: PLR0913 - all that decides what is found
    contributions: Path,
    today: date,
    only: Sequence[Path] = (),
    soon_days: int = DEFAULT_SOON_DAYS,
    limits: Limits = DEFAULTS,
    docs: Path | None = None,
    *,
    cache: Cache | None = None,
    workers: Workers | None = None,
    listings: Listings | None = None,
) -> Findings:
    """Say what `check_folder` says, without the cases: at once where nothing changed."""
    if docs and any(path.is_relative_to(docs) for path in only):
        found = find(
            contributions,
            today,
            (),
            soon_days,
            limits,
            docs,
            cache=cache,
            workers=workers,
            listings=listings,
        )
        return found.within(only, docs)
    terms = Terms(Context(today, soon_days), limits)
    cache = cache or Cache()
    shelf = Shelf(contributions, terms, cache, workers, listings, whole=not only)
    whole = _Whole(contributions, only, docs, shelf)
    key = None if shelf.is_new else whole.key()
    kept = cache.get(key) if key else None
    if kept:
        with suppress(ValidationError):
            return _findings().validate_json(kept)
    checked = whole.checked(terms)
    findings = Findings(checked.diagnostics, checked.count)
    # Folders may have changed since their digests were first asked for: what counts was read.
    if key := whole.key():
        # A file name need not be text: what names one is found anew each time.
        with suppress(PydanticSerializationError):
            cache.put(key, _findings().dump_json(findings), of_words=True)
    return findings


def check_folder(  # noqa: PLR0913 - as above
    contributions: Path,
    today: date,
    only: Sequence[Path] = (),
    soon_days: int = DEFAULT_SOON_DAYS,
    limits: Limits = DEFAULTS,
    docs: Path | None = None,
    *,
    cache: Cache | None = None,
    workers: Workers | None = None,
    listings: Listings | None = None,
) -> Checked:
    """Load and check every case study below `contributions`, or those that touch `only`.

    With `docs` the compilations below it are held against the cases, unless `only` names cases.
    An agreement that ends within `soon_days` is warned of. Diagnostics come sorted by place.
    Without `workers` this process reads every case itself.
    """
    terms = Terms(Context(today, soon_days), limits)
    shelf = Shelf(contributions, terms, cache or Cache(), workers, listings, whole=not only)
    return _Whole(contributions, only, docs, shelf).checked(terms)


class _Whole:
    """Hold the folders that a run looks at, before any is read."""

    def __init__(
        self, contributions: Path, only: Sequence[Path], docs: Path | None, shelf: Shelf
    ) -> None:
        folders, stray = case_folders(contributions, only)
        self._contributions = contributions
        self._is_part = bool(only) and not any(contributions.is_relative_to(one) for one in only)
        self._wanted = [one for one in folders if not only or touches(one, only)]
        self._known = {case_id(folder) for folder in folders}
        root = contributions.parent
        self._stray = [d for d in stray if not only or touches(root / d.location.path, only)]
        self._docs = docs if not only else None
        self._foreign = docs is not None and contributions.parent != docs.parent
        below = [self._docs / name for name in FOLDERS.values()] if self._docs else []
        self._compilations = [folder for folder in below if folder.is_dir()]
        self._shelf = shelf
        for folder in self._compilations:
            self._shelf.digest(folder)

    def key(self) -> Key | None:
        """Return a key of all that decides what is found; None where that cannot be known."""
        if self._is_part:
            return None  # what its links lead to is not known before it is read
        folders = [*self._wanted, *self._compilations]
        inside = self._shelf.key(folders)
        names = (*(shown(folder).path for folder in folders), "", *sorted(self._known))
        beside = f"{self._stray!r} {self._foreign}"
        return key_of("findings", inside, *names, beside) if inside else None

    def checked(self, terms: Terms) -> Checked:
        """Examine the folders, and say what only their whole can show."""
        today = terms.context.today
        read = self._shelf.examined(self._wanted)
        cases = [one.case for one in read if one.case]
        drafts = {case.id for case in cases if case.metadata.status == "draft"}
        known = (self._known | self._led_to(read)) - drafts
        found = list(self._stray)
        for one in read:
            found.extend(one.diagnostics)
            found.extend(lead.otherwise for lead in one.leads if lead.case not in known)
        sound = {one.id for one in read if one.is_whole and not _is_draft(one)}
        found.extend(check_collection(cases, sound))
        published = [case for case in cases if case.metadata.status == "published"]
        visible = [still_shown(case, today) for case in published]
        found.extend(warning for one in visible for warning in one.warnings)
        withdrawn = [case for case in cases if case.metadata.status == "withdrawn"]
        standing = [one.case for one in visible if one.ended is None]
        ended = [(one.case, one.ended) for one in visible if one.ended is not None]
        collection = collect([*withdrawn, *standing], ended)
        if self._docs:
            sources = self._sources(cases, visible, terms.limits)
            compiled = compile_all(self._docs, sources, today, foreign=self._foreign)
            found.extend(compiled.diagnostics)
            collection = replace(collection, compilations=compiled.compilations)
            for folder, known_by in compiled.known.items():
                self._shelf.note(folder, known_by)
        # What was salvaged from invalid front matter may repeat a finding at the same place.
        unique = {(d.location, d.id, d.message): d for d in found}
        ordered = tuple(_abridged(sorted(unique.values(), key=lambda d: d.sort_key)))
        return Checked(ordered, len(read), collection, dict(_seen(cases, published, standing)))

    def _led_to(self, read: Iterable[Examined]) -> set[str]:
        """Return the ids of cases in the school years that links lead to and nobody looked into."""
        if not self._is_part:
            return set()
        ids = (lead.case for one in read for lead in one.leads if lead.case not in self._known)
        years = {self._contributions / year for id_ in ids if (year := year_of(id_))}
        if not years:
            return set()
        return {case_id(folder) for folder in case_folders(self._contributions, years)[0]}

    def _sources(
        self, cases: Sequence[Contribution], visible: Sequence[Shown], limits: Limits
    ) -> Sources:
        written = {case.id: case for case in cases}
        return Sources({one.case.id: one for one in visible}, written, self._known, limits)


def _seen(
    cases: Iterable[Contribution],
    published: Iterable[Contribution],
    standing: Iterable[Contribution],
) -> Iterator[tuple[str, Seen]]:
    left = {case.id: case.files.keys() for case in standing}
    gone = {
        case.id: tuple(sorted(case.files.keys() - left[case.id]))
        for case in published
        if case.id in left
    }
    for case in cases:
        yield case.id, Seen(case.digest, case.outline, gone.get(case.id, ()))


def _is_draft(one: Examined) -> bool:
    return one.case is not None and one.case.metadata.status == "draft"


def _abridged(ordered: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield as many diagnostics of one kind for one file as a person reads, then one for more."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in ordered:
        kind = (one.location.path, one.id)
        counts[kind] += 1
        if counts[kind] <= MAX_OF_A_KIND:
            yield one
        elif counts[kind] == MAX_OF_A_KIND + 1:
            yield replace(MORE_OF_THE_SAME.at(one.location, id=one.id), severity=one.severity)


@functools.cache
def _findings() -> TypeAdapter[Findings]:
    return TypeAdapter(Findings)
