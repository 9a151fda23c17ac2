"""What may no longer be shown, because an agreement or a permission has ended.

A page that was right yesterday can be wrong today with no change of a file: so this is decided at
every build, by the build date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.rights.removal import without_files

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


@dataclass(frozen=True, slots=True)
class Ending:
    """Say when something that the case rests on ends: the last day on which it holds."""

    day: date
    what: Literal["consent", "pupil-license", "permission"]
    subject: str
    """The title of the material, or the work of others."""
    file: str | None
    """The file that goes with it; None where it is the whole case."""
    place: Location


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what of a case may be shown on a day."""

    case: Contribution
    ended: date | None = None
    """The first day on which the whole case may not be shown; None if it may."""
    warnings: tuple[Diagnostic, ...] = ()


def endings(case: Contribution) -> Iterator[Ending]:
    """Yield every date on which a consent, a pupil's license or a permission ends."""
    published = {material.file: material for material in case.published_materials}
    for index, material in enumerate(case.metadata.materials):
        if material.use != "publish":
            continue
        at = ("materials", index)
        if material.consent is not None and material.consent.expires:
            place = case.value(*at, "people", "expires")
            day = material.consent.expires
            yield Ending(day, "consent", material.title, material.file, place)
        if material.pupil_license is not None and material.pupil_license.expires:
            place = case.value(*at, "pupil-license", "expires")
            day = material.pupil_license.expires
            yield Ending(day, "pupil-license", material.title, material.file, place)
    for index, work in enumerate(case.metadata.third_party):
        if work.expires and (work.in_ == "text" or work.in_ in published):
            place = case.value("third-party", index, "expires")
            file = None if work.in_ == "text" else work.in_
            yield Ending(work.expires, "permission", work.work, file, place)


def still_shown(case: Contribution, today: date) -> Shown:
    """Return the case without what has ended: its file, its words and all that is said of it."""
    past = sorted((end for end in endings(case) if end.day < today), key=lambda end: end.day)
    for end in past:
        if end.file is None:
            warning = EXPIRED_CASE.at(end.place, work=end.subject, date=str(end.day))
            return Shown(case, end.day + timedelta(days=1), (warning,))
    gone: dict[str, Diagnostic] = {}
    titles = {m.file: m.title for m in case.published_materials}
    for end in past:
        if end.file and end.file not in gone:
            title = titles[end.file]
            gone[end.file] = EXPIRED_MATERIAL.at(end.place, title=title, date=str(end.day))
    return Shown(_without(case, set(gone)), None, tuple(gone.values())) if gone else Shown(case)


def _without(case: Contribution, gone: set[str]) -> Contribution:
    """Take files out of a case, with everything that its texts say of them."""
    metadata = case.metadata.model_copy(
        update={
            "materials": tuple(m for m in case.metadata.materials if m.file not in gone),
            "third_party": tuple(w for w in case.metadata.third_party if w.in_ not in gone),
        }
    )
    files = {name: facts for name, facts in case.files.items() if name not in gone}
    texts = {tag: without_files(text, gone) for tag, text in case.texts.items()}

    shown = replace(case, metadata=metadata, files=files, texts=texts)
    return replace(
        shown, digest=digest_without(case.digest, gone), outline=digest_without(case.outline, gone)
    )


def digest_without(digest: str, gone: Iterable[str]) -> str:
    """Return the digest of a case without the files that are `gone`, if any is."""
    names = sorted(gone)
    # A case without a digest stays without: what is gone says nothing of what is left.
    whole = "\0".join((digest, *names))
    return sha256(whole.encode()).hexdigest() if digest and names else digest
