"""What a site is made from: the contributions checked, and those left out that have errors."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

from casebook.assembly import Build
from casebook.characters import visible
from casebook.cli.output import report
from casebook.dates import build_date
from casebook.documents import lacking
from casebook.language import Language, Localized
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
    left_out: tuple[str, ...] | None
    """Ids of cases and compilations with errors; None where nothing had any."""


def prepared(
    site: Site, language: Language, policy: str, *, quarantine: bool = False
) -> Prepared | Localized:
    """Check the contributions and say what is wrong; return why nothing may be published, if so.

    With `quarantine` the cases that have errors are left out.
    """
    today = build_date()
    checked = check_folder(
        site.contributions,
        today,
        (),
        site.settings.rights.ends_soon_days,
        site.settings.limits,
        site.docs,
        cache=site.cache,
        workers=site.workers,
    )
    report(checked.diagnostics, site, language)
    rest, left_out = _publishable(checked, language, quarantine=quarantine)
    if rest is None:
        return _REFUSED
    collection = rest.collection
    if collection.compilations and (sentence := lacking()):
        return sentence
    theme = theme_of(site, policy, has_compilations=bool(collection.compilations))
    return Prepared(Build(site, today, collection, theme), left_out)


def _publishable(
    checked: Checked, language: Language, *, quarantine: bool
) -> tuple[Checked | None, tuple[str, ...] | None]:
    """Return what may be published, None where errors forbid it, and what was left out."""
    if not checked.has_errors:
        return checked, None
    divided = without_errors(checked) if quarantine else None
    if divided is None:
        return None, None
    rest, cases = divided
    if cases:
        words = _LEFT_OUT.format(cases=", ".join(map(visible, cases)))
        sys.stderr.write(words.in_(language) + "\n")
    return rest, cases
