"""Rights facts turned into the words that readers see, in the language they read.

Every word comes from the settings, which the publisher edits; this module only fills them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casebook.contribution import Contribution
from casebook.language import Language
from casebook.rights.ownership import owner_of
from casebook.schema.materials import Material
from casebook.schema.rights import ThirdPartyWork
from casebook.settings import OwnerWords, Site

Seal = Literal["ask", "licensed", "on-request", "stays"]
"""Outlined: ask first. Filled: a license was given. Dashed: on request, or not for the public."""

_LICENSE_URL = "https://creativecommons.org/licenses/{kind}/{version}/"


@dataclass(frozen=True, slots=True)
class RightsStatement:
    """State who owns something and what a reader may do with it."""

    seal: Seal
    owners: str
    """The owners by name, as they stand in a sentence."""
    may: str
    """What a reader may do, in a sentence."""
    short: str
    """The same in a few words, for lists and beside a file."""
    notice: str
    """© year, owners."""
    paragraphs: tuple[str, ...]
    """The full statement: notice, reservation, works of others, permission."""
    license_id: str | None = None
    license_url: str | None = None


def case_statement(case: Contribution, site: Site, language: Language) -> RightsStatement:
    """Return the statement of a case as a whole: its page, its listing entries, its records."""
    rights = site.settings.rights
    joint = owner_of(case.metadata.support) == "joint"
    words = rights.joint if joint else rights.qef
    owners = listed(_owners(case, words, language), language)
    notice = words.notice.localized.in_(language).format(
        year=case.metadata.copyright.year, owners=owners
    )
    license_ = case.metadata.copyright.license
    may = (
        rights.licensed.localized.in_(language).format(license=license_.id)
        if license_
        else rights.ask_first.localized.in_(language)
    )
    paragraphs = (
        notice,
        may,
        words.reservation.localized.in_(language),
        *_works_of_others(case.metadata.third_party, site, language),
        rights.permission.localized.in_(language).format(contact=site.settings.publisher.contact),
    )
    return RightsStatement(
        "licensed" if license_ else "ask",
        owners,
        may,
        _short(license_.id if license_ else None, site, language),
        notice,
        paragraphs,
        license_.id if license_ else None,
        license_url(license_.id) if license_ else None,
    )


def material_statement(
    case: Contribution, material: Material, site: Site, language: Language
) -> RightsStatement:
    """Return the statement of one material: a license on the case never covers a pupil's work."""
    rights = site.settings.rights
    whole = case_statement(case, site, language)
    if material.use != "publish":
        on_request = material.use == "on-request"
        may = rights.on_request if on_request else rights.discussion_only
        short = rights.on_request_short if on_request else rights.discussion_only_short
        return _narrower(
            whole,
            "on-request" if on_request else "stays",
            may.localized.in_(language).format(contact=site.settings.publisher.contact),
            short.localized.in_(language),
        )
    if material.type == "student-work":
        may_words = rights.pupil_work.localized.in_(language)
        return _narrower(whole, "ask", may_words, _short(None, site, language))
    others = [work for work in case.metadata.third_party if work.in_ == material.file]
    if others and whole.seal == "licensed":
        notes = _works_of_others(others, site, language)
        return _narrower(whole, "ask", " ".join(notes), _short(None, site, language))
    return whole


def license_url(identifier: str) -> str | None:
    """Return the address of a Creative Commons license's deed; None for any other license."""
    kind, _, version = identifier.removeprefix("CC-").rpartition("-")
    if not identifier.startswith("CC-") or not kind:
        return None
    return _LICENSE_URL.format(kind=kind.lower(), version=version)


def _narrower(whole: RightsStatement, seal: Seal, may: str, short: str) -> RightsStatement:
    paragraphs = (whole.notice, may, *whole.paragraphs[2:])
    return RightsStatement(seal, whole.owners, may, short, whole.notice, paragraphs)


def _owners(case: Contribution, words: OwnerWords, language: Language) -> list[str]:
    institution = words.name.localized.in_(language)
    if owner_of(case.metadata.support) == "qef":
        return [institution]
    schools = (school.name.localized.in_(language) for school in case.metadata.schools)
    return [institution, *schools]


def listed(names: Sequence[str], language: Language) -> str:
    """Join names as the language does, in their order: the notice names every school."""
    if len(names) == 1:
        return names[0]
    if language == "zh-Hant":
        return "、".join(names[:-1]) + "及" + names[-1]
    return ", ".join(names[:-1]) + " and " + names[-1]


def _short(identifier: str | None, site: Site, language: Language) -> str:
    rights = site.settings.rights
    if identifier is None:
        words = rights.ask_first_short
    elif "-NC" in identifier:
        words = rights.licensed_noncommercial_short
    else:
        words = rights.licensed_short
    return words.localized.in_(language)


def _works_of_others(
    works: Sequence[ThirdPartyWork], site: Site, language: Language
) -> tuple[str, ...]:
    template = site.settings.rights.third_party.localized.in_(language)
    return tuple(
        template.format(work=work.work, owner=work.owner, source=work.source or work.owner)
        for work in works
    )
