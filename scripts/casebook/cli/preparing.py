"""What a site is made from: the contributions checked, and those left out that have errors."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import Final

from casebook.assembly import Build
from casebook.characters import visible
from casebook.cli.holding import held
from casebook.cli.output import report
from casebook.dates import build_date
from casebook.documents import lacking
from casebook.language import Language, Localized
from casebook.pages.files import make_files
from casebook.pipeline import Checked, check_folder
from casebook.quarantine import without_errors
from casebook.settings import Site
from casebook.theme import theme_of

_LEFT_OUT: Final = Localized(
    "Left out, because of the errors above: {cases}", "因上述錯誤沒有刊登：{cases}"
)
_REFUSED: Final = Localized(
    "Nothing was published: put the errors above right and build again.",
    "沒有發布：請先改正上述錯誤，再重新建立網站。",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Hold what is to be built."""

    build: Build
    checked: Checked
    left_out: tuple[str, ...] | None
    """Ids of cases and compilations with errors; None where nothing had any."""


def prepared(
    site: Site, language: Language, policy: str, *, quarantine: bool = False
) -> Prepared | Localized:
    """Check the contributions and say what is wrong; return why nothing may be published, if so.

    The files for readers are made, and one that cannot be made is an error of its case. With
    `quarantine` the cases that have errors are left out.
    """
    today = build_date()
    with held():
        checked = check_folder(
            site.contributions,
            today,
            (),
            site.settings.rights.ends_soon_days,
            site.settings.limits,
            site.docs,
            cache=site.cache,
            workers=site.workers,
            listings=site.listings,
        )
    rest, left_out = _publishable(checked, quarantine=quarantine)
    if rest and (unmade := make_files(rest.collection.cases, site)):
        found = sorted((*checked.diagnostics, *unmade), key=lambda one: one.sort_key)
        checked = replace(checked, diagnostics=tuple(found))
        rest, left_out = _publishable(checked, quarantine=quarantine)
    report(checked.diagnostics, site, language)
    if rest is None:
        return _REFUSED
    if left_out:
        words = _LEFT_OUT.format(cases=", ".join(map(visible, left_out)))
        sys.stderr.write(words.in_(language) + "\n")
    collection = rest.collection
    if collection.compilations and (sentence := lacking()):
        return sentence
    theme = theme_of(site, policy, has_compilations=bool(collection.compilations))
    return Prepared(Build(site, today, collection, theme), rest, left_out)


def _publishable(
    checked: Checked, *, quarantine: bool
) -> tuple[Checked | None, tuple[str, ...] | None]:
    """Return what may be published, None where errors forbid it, and what is left out."""
    if not checked.has_errors:
        return checked, None
    return (without_errors(checked) if quarantine else None) or (None, None)
