"""What may no longer be shown, because an agreement or a permission has ended.

A page that was right yesterday can be wrong today with no change of a file: so this is decided at
every build, by the build date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.schema.materials import Material

EXPIRED_MATERIAL = DiagnosticKind(
    "expired-material",
    "warning",
    Localized(
        '"{title}" is off the site: the agreement to show it ended on {date}',
        "「{title}」已撤下：公開的同意於 {date} 屆滿",
    ),
    Localized(
        "ask again and write the new dates, or delete the file and write use: discussion-only",
        "重新徵求同意並更新日期；或刪去檔案，改為 use: discussion-only",
    ),
)
EXPIRED_CASE = DiagnosticKind(
    "expired-case",
    "warning",
    Localized(
        'the whole case is off the site: the permission for "{work}" in its text ended on {date}',
        "整個案例已撤下：正文中「{work}」的准許於 {date} 屆滿",
    ),
    Localized(
        "ask the owner again and write the new date, or take the work out of the text",
        "重新徵求擁有人准許並更新日期；或從正文刪去該作品",
    ),
)


def still_shown(
    case: Contribution, today: date
) -> tuple[Contribution | None, tuple[Diagnostic, ...]]:
    """Return the case without what has ended, or None if the case itself may not be shown."""
    for index, work in enumerate(case.metadata.third_party):
        if work.in_ == "text" and work.expires and work.expires < today:
            place = case.value("third-party", index, "expires")
            warning = EXPIRED_CASE.at(place, work=work.work, date=str(work.expires))
            return None, (warning,)
    warnings: list[Diagnostic] = []
    materials: list[Material] = []
    for index, material in enumerate(case.metadata.materials):
        ended = [end for end in _ends(case, index, material) if end[0] < today]
        if material.use != "publish" or not ended:
            materials.append(material)
            continue
        day, place = min(ended)
        warnings.append(EXPIRED_MATERIAL.at(place, title=material.title, date=str(day)))
        kept = {"stated_use": "discussion-only", "file": None}
        materials.append(material.model_copy(update=kept))
    if not warnings:
        return case, ()
    metadata = case.metadata.model_copy(update={"materials": tuple(materials)})
    return replace(case, metadata=metadata), tuple(warnings)


def _ends(case: Contribution, index: int, material: Material) -> Iterator[tuple[date, Location]]:
    if material.people is not None and material.people != "none" and material.people.expires:
        yield material.people.expires, case.value("materials", index, "people", "expires")
    if material.pupil_license is not None and material.pupil_license.expires:
        place = case.value("materials", index, "pupil-license", "expires")
        yield material.pupil_license.expires, place
    for number, work in enumerate(case.metadata.third_party):
        if work.in_ == material.file and work.expires:
            yield work.expires, case.value("third-party", number, "expires")
