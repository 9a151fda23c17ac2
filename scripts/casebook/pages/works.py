"""The works of others and of pupils in a case, as the ledger and the pages of owners list them."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.contribution import Contribution
from casebook.pages.edition import Edition, case_path
from casebook.pages.links import Link
from casebook.pages.rights_view import WorkRow


def works_of(case: Contribution, edition: Edition) -> Iterator[WorkRow]:
    """Yield a row for each work that is not the owners' of the case."""
    text = case.text_for(edition.language)
    link = Link(edition.href(case_path(case)), text.title, lang=edition.lang_of(text.language))
    lang = edition.lang_of(case.language)
    for work in case.metadata.third_party:
        licensed = work.license if work.basis == "license" else None
        basis = licensed or edition.say(f"basis.{work.basis}")
        until = edition.day(work.expires) if work.expires else ""
        yield WorkRow(work.work, work.owner, lang, basis, until, link)
    for material in case.published_materials:
        if material.type == "student-work":
            title = text.material_titles.get(material.file or "", material.title)
            given = material.pupil_license
            until = edition.day(given.expires) if given and given.expires else ""
            owner = edition.site.settings.rights.pupil_name.localized.in_(edition.language)
            yield WorkRow(title, owner, link.lang, edition.say("basis.pupil"), until, link)
