"""How a case's levels are written in few words: P4–P5, 小四至小五."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from casebook.language import Localized
from casebook.vocabularies import Term, vocabulary


def stage_levels(stage: str) -> tuple[str, ...]:
    """Return the ids of the levels of a key stage, from the lowest."""
    return tuple(term.id for term in vocabulary("levels").terms if term.stage == stage)


def level_range(ids: Iterable[str]) -> Localized:
    """Write levels and whole key stages as ranges, from the lowest, each once.

    An id that is neither is left out; nothing at all gives empty texts.
    """
    return _range(frozenset(ids))


@lru_cache(1024)
def _range(ids: frozenset[str]) -> Localized:
    """Write a range once: many cases are for the same levels."""
    wanted = {level for given in ids for level in (stage_levels(given) or (given,))}
    runs: list[list[Term]] = []
    previous = -2
    for place, term in enumerate(vocabulary("levels").terms):
        if term.id not in wanted:
            continue
        if place == previous + 1:
            runs[-1].append(term)
        else:
            runs.append([term])
        previous = place
    return Localized(
        ", ".join(_run(run[0].brief.en, run[-1].brief.en, "–") for run in runs),
        "、".join(_run(run[0].brief.zh_hant, run[-1].brief.zh_hant, "至") for run in runs),
    )


def _run(first: str, last: str, to: str) -> str:
    return first if first == last else f"{first}{to}{last}"
