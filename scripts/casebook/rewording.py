"""A site of which the words of some texts alone differ from the one there is.

Most edits change words and no fact of a case: its two pages, some files of the search index and
the digests in the ledger follow from them, and nothing else. What else decides the site is kept as
its outline, by the outlines of all cases and by all that lies beside them; where that is another,
or is not known, the site is put together from all cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter

from casebook.cache import Key, formed, key_of
from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.examining import Examined, Terms
from casebook.examining.shelf import Shelf
from casebook.framing import frame, write_index
from casebook.loader import case_folders, case_id
from casebook.pages import plan_reworded
from casebook.pages.compilation_search import compilations_made_from, told
from casebook.pages.related import Related
from casebook.policy import POLICY
from casebook.publish import Stage
from casebook.publish.folder import Folder
from casebook.publish.previous import Made, Previous
from casebook.rights.expiry import digest_without, still_shown
from casebook.rights.records import with_digests
from casebook.search import ROOT as INDEX
from casebook.search.documents import Indexables, SearchDocument
from casebook.settings import Site
from casebook.theme import theme_of
from casebook.trees import stand

if TYPE_CHECKING:
    from casebook.assembly import Build
    from casebook.pipeline import Checked

MOST: Final = 50
"""Cases; where more differ, workers are worth their while."""
LEDGERS: Final = ("rights.json", "rights.csv")
"""What names every file of a case by its digest."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Hold what of a site no words decide, as far as the pages of its cases need it."""

    leads_on: Mapping[str, tuple[tuple[str, str], ...]]
    """What leads on from each case that has a page: the reason, and the id of another."""
    gone: Mapping[str, tuple[str, ...]]
    """Files of a case that are shown no more."""
    addressed: frozenset[str]
    """Cases that texts may lead to."""
    compiled: frozenset[str]
    """Cases of which a compilation may show words."""
    compilations: Mapping[str, str]
    """What each is made from, as the search index has it."""
    warnings: int
    pages: int


@dataclass(frozen=True, slots=True)
class Reworded:
    """Hold what was put together, and from what."""

    made: Made
    cases: Mapping[str, tuple[str, str]]
    """The digest and the outline of each."""
    outline: Outline
    key: Key
    """What the outline is kept by."""
    begun: bool


def remember(
    build: Build, checked: Checked, related: Related, pages: int, beside: Key
) -> Key | None:
    """Keep the outline of a site that was put together from all that was checked.

    Returns its key; None where something of it is not known.
    """
    collection, site = build.collection, build.site
    outline = Outline(
        leads_on={
            case.id: tuple((reason, other.id) for reason, other in related.cases(case))
            for case in collection.cases
        },
        gone={id_: seen.gone for id_, seen in checked.seen.items() if seen.gone},
        addressed=collection.addressed,
        compiled=frozenset(related.compilations),
        compilations=compilations_made_from(collection, site),
        warnings=len(checked.diagnostics),
        pages=pages,
    )
    outlines = {id_: seen.outline for id_, seen in checked.seen.items()}
    if not all(outlines.values()):
        return None
    key = _key(site, build.today, beside, outlines)
    site.cache.put(key, _outline().dump_json(outline))
    return key


def reworded(stage: Stage, site: Site, today: date, beside: Key) -> Reworded | None:
    """Put the site together from the one there is; None where more than words may differ.

    `beside` is a key of all that the site is made from beside the cases. Nothing is put into the
    stage where None is returned.
    """
    if not stage.stands:
        return None
    cases, before = _Cases(site, today), stage.previous.cases
    known = _known_now(cases, before)
    if known is None:
        return None
    changed = [id_ for id_, digests in known.items() if digests != before[id_]]
    key = _key(site, today, beside, {id_: outline for id_, (_, outline) in known.items()})
    kept = site.cache.get(key) if stage.previous.outline == key.hex() else None
    outline = formed(_outline().validate_json, kept)
    ledgers = _ledgers(stage.previous)
    if outline is None or ledgers is None or not outline.compiled.isdisjoint(changed):
        return None
    cases.keep()
    begun = stage.begin()
    folder = Folder(stage.folder, stage.previous, begun=begun)
    _frame(folder, cases, changed, outline)
    others = _others(folder)
    folder.write((name, with_digests(ledger, others)) for name, ledger in ledgers.items())
    digests = {id_: digest for id_, (digest, _) in known.items()}
    write_index(_told(cases, digests, outline), folder, site)
    index = (path for path in stage.previous.made.digests if path.startswith(f"{INDEX}/"))
    folder.keep_all(but=[path for path in index if path not in folder.digests])
    folder.sweep()
    return Reworded(folder.made(), known, outline, key, begun)


def _known_now(
    cases: _Cases, before: Mapping[str, tuple[str, str]]
) -> Mapping[str, tuple[str, str]] | None:
    """Return the digest and the outline of every case by now; None where there may be others."""
    if cases.stray or cases.folders.keys() != before.keys():
        return None
    changed = [id_ for id_, (digest, _) in before.items() if cases.digest(id_) != digest]
    read = cases.examined(changed) if len(changed) <= MOST else []
    now = {one.id: (one.case.digest, one.case.outline) for one in read if one.case and one.is_whole}
    return {**before, **now} if now.keys() == set(changed) else None


class _Cases:
    """Hold every case by its id, most of them unread."""

    def __init__(self, site: Site, today: date) -> None:
        self.site, self.today = site, today
        settings = site.settings
        terms = Terms(Context(today, settings.rights.ends_soon_days), settings.limits)
        folders, self.stray = case_folders(site.contributions)
        self.folders = {case_id(folder): folder for folder in folders}
        self._shelf = Shelf(
            site.contributions, terms, site.cache, site.workers, site.listings, whole=True
        )
        self.shown: Callable[[str], Contribution] = cache(self._shown)

    def digest(self, id_: str) -> str | None:
        return self._shelf.digest(self.folders[id_])

    def examined(self, ids: Iterable[str]) -> list[Examined]:
        return self._shelf.examined([self.folders[id_] for id_ in ids])

    def keep(self) -> None:
        self._shelf.keep(self.folders.values())

    def _shown(self, id_: str) -> Contribution:
        """Return what is shown of a case."""
        digest = self.digest(id_)
        (one,) = self.examined([id_])
        if one.case is None or one.case.digest != digest:
            raise ValueError(f"{id_} changed while the site was built")
        return still_shown(one.case, self.today).case


def _ledgers(previous: Previous) -> Mapping[str, bytes] | None:
    """Return the ledgers of the published site; None where one is not what was published."""
    with suppress(OSError):
        found = {name: (previous.folder / name).read_bytes() for name in LEDGERS}
        as_published = ((name, previous.tree.files[name]) for name in LEDGERS)
        if stand(previous.folder, as_published):
            return found
    return None


def _frame(folder: Folder, cases: _Cases, changed: Sequence[str], outline: Outline) -> None:
    """Make the pages that show the words of what changed."""
    site = cases.site
    theme = theme_of(site, POLICY, has_compilations=bool(outline.compilations))
    related = Related(partial(_leading_on, cases, outline))
    shown = [cases.shown(id_) for id_ in changed if id_ in outline.leads_on]
    frame(plan_reworded(shown, related, outline.addressed, site, cases.today), folder, site, theme)


def _others(folder: Folder) -> Mapping[str, str]:
    """Return what the digest is now of each page that is another, by what it was before."""
    before, now = folder.previous.made.digests, folder.digests
    return {before[path]: now[path] for path in now if before[path] != now[path]}


def _leading_on(
    cases: _Cases, outline: Outline, case: Contribution
) -> Iterator[tuple[str, Contribution]]:
    return ((reason, cases.shown(id_)) for reason, id_ in outline.leads_on[case.id])


def _told(cases: _Cases, digests: Mapping[str, str], outline: Outline) -> Indexables:
    """Return what the search index is told of everything that has a page."""
    shown = {id_: digests[id_] for id_ in outline.leads_on}
    for id_ in outline.gone.keys() & shown.keys():
        shown[id_] = digest_without(digests[id_], outline.gone[id_])
    return told(shown, cases.shown, outline.compilations, _lost, cases.site)


def _lost(id_: str) -> SearchDocument:
    raise ValueError(f"what the index knew of {id_} is lost")


def _key(site: Site, today: date, beside: Key, outlines: Mapping[str, str]) -> Key:
    """Return a key of all that decides a site but words."""
    told = (f"{id_} {outline}" for id_, outline in sorted(outlines.items()))
    places = f"{site.contributions}\n{site.docs}"
    return key_of("outline of a site", beside, site.inputs(), places, str(today), *told)


@cache
def _outline() -> TypeAdapter[Outline]:
    return TypeAdapter(Outline)
