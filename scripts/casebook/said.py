"""What the lists of the whole site say of each case: kept, and made anew for what changed.

A value holds a school year: to ask for many small ones costs more than to make what they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from pydantic_core import from_json, to_json

from casebook.cache import Key, formed, key_of
from casebook.contribution import Contribution
from casebook.settings import Site

Value = TypeVar("Value")
Make = Callable[[Contribution], Any]
"""Says of a case what depends on the settings and on all of it but its words, as JSON has it."""
Read = Callable[[Contribution, Any], Value]
"""Turns that into what is needed; raises one of the errors of `formed` at another form."""


def said_of(
    kind: str, cases: Iterable[Contribution], site: Site, make: Make, read: Read[Value]
) -> Iterator[Value]:
    """Yield what `read` makes of what is said of each case, in their order."""
    for key, year in _years(kind, cases, site):
        kept, found = formed(partial(_found, year, read), site.cache.get(key)) or ({}, {})
        now: dict[str, list[Any]] = {}
        for case in year:
            said = kept[case.id][1] if case.id in found else make(case)
            if case.outline:
                now[case.id] = [case.outline, said]
            yield found[case.id] if case.id in found else read(case, said)
        if site.cache.folder and (len(found) < len(now) or kept.keys() != now.keys()):
            site.cache.put(key, to_json(now))


def keep(kind: str, cases: Iterable[Contribution], site: Site) -> None:
    """Count what is kept as used that this build has no need of."""
    site.cache.keep(key for key, _ in _years(kind, cases, site))


def _years(
    kind: str, cases: Iterable[Contribution], site: Site
) -> Iterator[tuple[Key, list[Contribution]]]:
    whole = key_of(kind, str(site.contributions), site.inputs())
    for id_, year in groupby(cases, key=lambda case: case.year_folder):
        yield key_of("year", whole, id_), list(year)


def _found(
    year: Sequence[Contribution], read: Read[Value], data: bytes
) -> tuple[dict[str, Any], dict[str, Value]]:
    """Return all that is kept, and what is read of the cases that are as they were."""
    kept: dict[str, Any] = dict(from_json(data).items())
    same = (case for case in year if case.outline and kept.get(case.id, [""])[0] == case.outline)
    return kept, {case.id: read(case, kept[case.id][1]) for case in same}
