"""The sets of cases that have a page: schools, communities, areas, stages, themes, years, modes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from casebook.collection import Collection, grouped
from casebook.contribution import Contribution
from casebook.pages.edition import Edition
from casebook.pages.links import Link
from casebook.pages.views import Facet
from casebook.vocabularies import VocabularyName, vocabulary


@dataclass(frozen=True)
class CaseSets:
    """Hold the cases of every term of one kind."""

    kind: str
    """Key of the interface words: area, stage, theme, year, mode, school, community."""
    folder: str
    """First part of the address."""
    title: str
    """Key of the words above its list of links."""
    vocabularies: tuple[VocabularyName, ...]
    members: Mapping[str, tuple[Contribution, ...]]

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """Return the terms that have cases, in the order of their vocabulary."""
        if not self.vocabularies:
            return tuple(self.members)
        known = [term for name in self.vocabularies for term in vocabulary(name).ids]
        return tuple(term for term in known if term in self.members)

    def label(self, term: str, edition: Edition) -> str:
        """Return the name of one set."""
        for name in self.vocabularies:
            if vocabulary(name).get(term):
                return edition.label(name, term)
        if self.kind == "community":
            return edition.site.settings.community_name(term, edition.language)
        if self.kind == "school":
            return school_name(term, self.members[term][0], edition)
        return term.replace("-", "/")

    def facet(self, edition: Edition, current: str | None = None) -> Facet:
        """Return links to every set of this kind, with counts."""
        links = tuple(
            Link(
                edition.href(f"{self.folder}/{term}/"),
                self.label(term, edition),
                count=len(self.members[term]),
                current=term == current,
            )
            for term in self.ordered
        )
        return Facet(edition.say(self.title), links)


def school_name(school_id: str, case: Contribution, edition: Edition) -> str:
    """Return the name of a school as its newest case gives it."""
    school = next(s for s in case.metadata.schools if s.id == school_id)
    return school.name.localized.in_(edition.language)


def case_sets(collection: Collection) -> tuple[CaseSets, ...]:
    """Group the collection in every way that has pages."""

    def by(keys: Callable[[Contribution], Iterable[str]]) -> Mapping[str, tuple[Contribution, ...]]:
        return grouped(collection.cases, lambda case: dict.fromkeys(keys(case)))

    return (
        CaseSets(
            "stage",
            "key-stages",
            "key-stage",
            ("key-stages",),
            by(lambda case: case.metadata.curriculum.key_stages),
        ),
        CaseSets(
            "area",
            "learning-areas",
            "area",
            ("key-learning-areas", "learning-areas"),
            by(_areas),
        ),
        CaseSets(
            "theme", "themes", "theme", ("themes",), by(lambda c: c.metadata.curriculum.themes)
        ),
        CaseSets("year", "cases", "school-year", (), collection.years),
        CaseSets(
            "mode",
            "support-modes",
            "support-mode",
            ("support-modes",),
            by(lambda case: (case.metadata.support.mode,)),
        ),
        CaseSets("school", "schools", "schools", (), collection.schools),
        CaseSets("community", "communities", "communities", (), collection.communities),
    )


def facets(
    sets: Iterable[CaseSets], edition: Edition, kind: str | None = None, term: str | None = None
) -> Iterator[Facet]:
    """Return the links that stand beside a listing; schools and communities have own pages."""
    for one in sets:
        if one.kind not in ("school", "community") and one.members:
            yield one.facet(edition, term if one.kind == kind else None)


def _areas(case: Contribution) -> Iterator[str]:
    yield from case.metadata.curriculum.key_learning_areas
    yield from case.metadata.curriculum.learning_areas
