"""Cases that lead on from a case, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from casebook.collection import Collection, grouped
from casebook.compilation import Compilation
from casebook.contribution import Contribution
from casebook.pages.compilation import compilation_card
from casebook.pages.edition import Edition, case_path
from casebook.pages.links import Link
from casebook.pages.plan import each_once
from casebook.pages.views import RelatedCase

MOST = 3
_LOOKED_AT = 12
"""Members of a group that are looked at: the cost of a page must not grow with the site."""


@dataclass(frozen=True, slots=True)
class Related:
    """Say what leads on from each case."""

    cases: Callable[[Contribution], Iterable[tuple[str, Contribution]]]
    """Return at most three cases, none twice, each under the nearest reason."""
    compilations: Mapping[str, Sequence[Compilation]] = field(default_factory=dict)
    """Those that a case is in, by its id."""

    def to(self, case: Contribution, edition: Edition) -> tuple[RelatedCase, ...]:
        """Return every compilation that it is in, and the cases that lead on from it."""
        found = (_related(other, reason, edition) for reason, other in self.cases(case))
        return (*self._in_compilations(case, edition), *found)

    def inputs(self, case: Contribution, edition: Edition) -> Iterator[str | None]:
        """Yield all that decides what leads on from a case."""
        yield repr(self._in_compilations(case, edition))
        for reason, other in self.cases(case):
            yield f"{reason} {other.id}"
            yield other.outline or None

    def _in_compilations(self, case: Contribution, edition: Edition) -> tuple[RelatedCase, ...]:
        return tuple(_compiled_in(one, edition) for one in self.compilations.get(case.id, ()))


def related_in(collection: Collection) -> Related:
    """Return what leads on from each case of a collection."""
    compilations: dict[str, list[Compilation]] = {}
    for compilation in collection.compilations:
        for id_ in dict.fromkeys(_compiled(compilation)):
            compilations.setdefault(id_, []).append(compilation)
    return Related(each_once(_Groups(collection).nearest), compilations)


class _Groups:
    """Find related cases by groups that are formed once."""

    def __init__(self, collection: Collection) -> None:
        """Group the cases by theme and stage, community, school, and area."""
        self._groups: tuple[tuple[str, Mapping[str, tuple[Contribution, ...]]], ...] = (
            ("same-theme", grouped(collection.cases, _themes)),
            ("same-community", collection.communities),
            ("same-school", collection.schools),
            ("same-area", grouped(collection.cases, _areas)),
        )

    def nearest(self, case: Contribution) -> tuple[tuple[str, Contribution], ...]:
        """Return the cases that lead on from one."""
        found: dict[str, tuple[str, Contribution]] = {}
        for reason, other in self._candidates(case):
            if other.id != case.id and other.id not in found:
                found[other.id] = (reason, other)
            if len(found) == MOST:
                break
        return tuple(found.values())

    def _candidates(self, case: Contribution) -> Iterator[tuple[str, Contribution]]:
        # One of each reason first: three cases of one school say less than three reasons.
        queues = [
            _queue(reason, groups, keys)
            for (reason, groups), keys in zip(self._groups, _keys(case), strict=True)
        ]
        for queue in queues:
            first = next((item for item in queue if item[1].id != case.id), None)
            if first:
                yield first
        for queue in queues:
            yield from queue


def _queue(
    reason: str, groups: Mapping[str, tuple[Contribution, ...]], keys: Iterable[str]
) -> Iterator[tuple[str, Contribution]]:
    for key in keys:
        for other in islice(groups.get(key, ()), _LOOKED_AT):
            yield reason, other


def _keys(case: Contribution) -> tuple[Iterable[str], ...]:
    metadata = case.metadata
    return (
        _themes(case),
        (metadata.community,) if metadata.community else (),
        tuple(school.id for school in metadata.schools),
        _areas(case),
    )


def _themes(case: Contribution) -> Iterable[str]:
    curriculum = case.metadata.curriculum
    return [f"{theme} {stage}" for theme in curriculum.themes for stage in curriculum.key_stages]


def _areas(case: Contribution) -> Iterable[str]:
    curriculum = case.metadata.curriculum
    return (*curriculum.key_learning_areas, *curriculum.learning_areas)


def _compiled(compilation: Compilation) -> Iterator[str]:
    for text in compilation.texts.values():
        yield from (part.case.id for part in text.shown)


def _compiled_in(compilation: Compilation, edition: Edition) -> RelatedCase:
    card = compilation_card(compilation, edition)
    return RelatedCase(edition.say("compiled-in"), card.link, card.compiled)


def _related(case: Contribution, reason: str, edition: Edition) -> RelatedCase:
    text = case.text_for(edition.language)
    meta = (
        edition.levels(case),
        edition.area(case),
        edition.schools(case),
        case.metadata.school_year,
    )
    link = Link(edition.href(case_path(case)), text.title, lang=edition.lang_of(text.language))
    return RelatedCase(edition.say(reason), link, edition.say("separator").join(meta))
