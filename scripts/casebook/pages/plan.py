"""A page planned: what it is made from is known before it is compiled, and may be all one needs.

What a plan names decides all that the page shows, together with the settings, the theme and the
code. What it leaves out could make a page stay that must not: name more rather than less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from casebook.contribution import Contribution
from casebook.pages.compilation_view import CompilationView
from casebook.pages.page import Page

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold a page that is compiled if it has to be made."""

    href: str
    """Its address relative to the site's root."""
    inputs: tuple[str, ...] | None
    """All that it is made from; None where only what it shows can tell."""
    compile: Callable[[], Page]
    has_line: bool = False
    """Whether it has one in the ledger."""
    is_offered: bool = True
    """To search engines."""

    @property
    def file(self) -> str:
        """Return the path of its file from the site's root."""
        return f"{self.href}index.html"


def planned(href: str, inputs: Iterable[str | None], compile_: Callable[[], Page]) -> Planned:
    """Return a page of which nothing more is to be said; an input of None is one nobody knows."""
    return Planned(href, known(inputs), compile_)


def known(inputs: Iterable[str | None]) -> tuple[str, ...] | None:
    """Return inputs if all of them are known."""
    told = tuple(inputs)
    found = tuple([one for one in told if one is not None])
    return found if len(found) == len(told) else None


def as_compiled(page: Page) -> Planned:
    """Plan a page by what it shows: one of which there are few."""
    has_line = isinstance(page.view, CompilationView)
    return Planned(page.href, None, lambda: page, has_line)


def each_once(make: Callable[[Contribution], Made]) -> Callable[[Contribution], Made]:
    """Return what makes something of each case once, for all pages that show it."""
    found: dict[str, Made] = {}

    def made(case: Contribution) -> Made:
        if case.id not in found:
            found[case.id] = make(case)
        return found[case.id]

    return made


def outlines_of(cases: Iterable[Contribution]) -> str | None:
    """Return what lists of cases are made from, and where they lie; None where one is unknown."""
    # A folder that is renamed has the same digest, and its page another address.
    told = ",".join([f"{case.id} {case.outline}" for case in cases])
    return None if " ," in f"{told}," else told
