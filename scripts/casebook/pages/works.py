"""The works of others and of pupils in a case, as the ledger and the pages of owners list them."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.contribution import Contribution
from casebook.pages.cards import material_title
from casebook.pages.edition import Edition, case_path
from casebook.pages.links import Link
from casebook.pages.rights_view import WorkRow


def works_of(case: Contribution, edition: Edition) -> Iterator[WorkRow]:
    """Yield a row for each work that is not the owners' of the case."""
    pupils = [one for one in case.published_materials if one.type == "student-work"]
    if not pupils and not case.metadata.third_party:
        return
    text = case.text_for(edition.language)
    link = Link(edition.href(case_path(case)), text.title, lang=edition.lang_of(text.language))
    lang = edition.lang_of(case.language)
    titles = {m.file: material_title(case, m, edition.language) for m in case.published_materials}
    for work in case.metadata.third_party:
        if work.in_ != "text" and work.in_ not in titles:
            continue
        place, tongue = titles.get(work.in_, (edition.say("in-text"), edition.language))
        licensed = work.license if work.basis == "license" else None
        yield WorkRow(
            work=work.work,
            lang=lang,
            owner=work.owner,
            owner_lang=lang,
            place=place,
            place_lang=edition.lang_of(tongue),
            basis=licensed or edition.say(f"basis.{work.basis}"),
            until=edition.day(work.expires) if work.expires else "",
            case=link,
        )
    for material in pupils:
        title, tongue = titles[material.file]
        given = material.pupil_license
        yield WorkRow(
            work=title,
            lang=edition.lang_of(tongue),
            owner=edition.site.settings.rights.pupil_name.localized.in_(edition.language),
            owner_lang=None,
            place=edition.label("material-types", material.type),
            place_lang=None,
            basis=edition.say("basis.pupil"),
            until=edition.day(given.expires) if given and given.expires else "",
            case=link,
        )
