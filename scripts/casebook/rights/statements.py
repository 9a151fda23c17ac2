"""Rights facts turned into the words that readers see, in the language they read.

Every word comes from the settings, which the publisher edits; this module only fills them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from casebook.contribution import Contribution
from casebook.language import RightsLanguage
from casebook.rights.licenses import license_url
from casebook.rights.ownership import owner_of
from casebook.rights.wording import worded, written_in
from casebook.schema.materials import Material
from casebook.schema.rights import ThirdPartyWork
from casebook.settings import OwnerWords, Site

Seal = Literal["ask", "licensed", "on-request", "stays"]
"""Outlined: ask first. Filled: a license was given. Dashed: on request, or not for the public."""


@dataclass(frozen=True)
class RightsStatement:
    """State who owns something and what a reader may do with it."""

    seal: Seal
    owners: str
    """The owners by name, as they stand in a sentence."""
    holders: tuple[str, ...]
    """Each owner by name, in the order of the notice."""
    may: str
    """What a reader may do, in a sentence."""
    short: str
    """The same in a few words, for lists and beside a file."""
    notice: str
    """© year, owners."""
    paragraphs: tuple[str, ...]
    """The full statement: notice, license, what it leaves out, reservation, works of others."""
    license_id: str | None = None
    license_url: str | None = None
    exceptions: tuple[str, ...] = ()
    """Those of the paragraphs that name what is not the owners', or not under the license."""


def case_statement(case: Contribution, site: Site, language: RightsLanguage) -> RightsStatement:
    """Return the statement of a case as a whole: its page, its listing entries, its records."""
    rights = site.settings.rights
    words = _owner_words(case, site)
    holders = holders_of(case, site, language)
    owners = listed(holders, language)
    license_ = case.metadata.copyright.license
    notice = worded(words.licensed_notice if license_ else words.notice, language)
    notice = notice.format(year=case.metadata.copyright.year, owners=owners)
    may = (
        worded(rights.licensed, language).format(license=license_.id)
        if license_
        else worded(rights.ask_first, language)
    )
    exceptions = (
        *(_excluded(case, site, language) if license_ else ()),
        *_pupils_inside(case, site, language),
        *dict.fromkeys(_works_of_others(_shown(case), site, language)),
    )
    ends = (reservation_words(case, site, language), permission_words(site, language))
    paragraphs = (notice, may, *exceptions, *ends)
    return RightsStatement(
        "licensed" if license_ else "ask",
        owners,
        holders,
        may,
        _short(license_.id if license_ else None, site, language),
        notice,
        paragraphs,
        license_.id if license_ else None,
        license_url(license_.id) if license_ else None,
        exceptions,
    )


def material_statement(
    case: Contribution,
    material: Material,
    site: Site,
    language: RightsLanguage,
    whole: RightsStatement | None = None,
) -> RightsStatement:
    """Return the statement of one material; `whole` is that of the case, if it is at hand.

    A license on the case covers neither a pupil's work nor people who can be recognised: they
    agreed to be shown here, not to be copied and adapted.
    """
    whole = whole or case_statement(case, site, language)
    if material.use != "publish":
        if material.type == "student-work":
            whole = _pupils(case, (), site, language)
        return _not_published(whole, material, site, language)
    others = _works_of_others(_inside(case, material), site, language)
    if material.type == "student-work":
        return _pupils(case, others, site, language)
    reservation = reservation_words(case, site, language)
    end = (reservation, *others, permission_words(site, language))
    if whole.seal == "licensed" and (others or material.consent):
        short = _short(None, site, language)
        people = worded(site.settings.rights.people_shown, language)
        said = (*((people,) if material.consent else ()), *others)
        return _narrower(whole, "ask", " ".join(said), short, end)
    return replace(whole, paragraphs=(whole.notice, whole.may, *end))


def left_out(case: Contribution, language: RightsLanguage) -> tuple[str, ...]:
    """Return the name of everything shown that the license of a case does not cover."""
    works = (f"{work.work} ({work.owner})" for work in _shown(case))
    people = _titles(case, [m for m in case.published_materials if m.consent], language)
    return tuple(dict.fromkeys((*works, *_pupils_works(case, language), *people)))


def _pupils_works(case: Contribution, language: RightsLanguage) -> tuple[str, ...]:
    works = [m for m in case.published_materials if m.type == "student-work"]
    return _titles(case, works, language)


def _titles(
    case: Contribution, materials: Iterable[Material], language: RightsLanguage
) -> tuple[str, ...]:
    titles = case.text_for(written_in(language)).material_titles
    return tuple(titles.get(material.file or "", material.title) for material in materials)


def reservation_words(case: Contribution, site: Site, language: RightsLanguage) -> str:
    """Return who may compile and modify a case."""
    return worded(_owner_words(case, site).reservation, language)


def permission_words(site: Site, language: RightsLanguage) -> str:
    """Return how to ask for permission."""
    words = worded(site.settings.rights.permission, language)
    return words.format(contact=site.settings.publisher.contact)


def listed(names: Sequence[str], language: RightsLanguage) -> str:
    """Join names as the language does, in their order: the notice names every school."""
    if len(names) == 1:
        return names[0]
    if language != "en":
        return "、".join(names[:-1]) + "及" + names[-1]
    return ", ".join(names[:-1]) + " and " + names[-1]


def _not_published(
    whole: RightsStatement, material: Material, site: Site, language: RightsLanguage
) -> RightsStatement:
    rights = site.settings.rights
    on_request = material.use == "on-request"
    may = rights.on_request if on_request else rights.discussion_only
    short = rights.on_request_short if on_request else rights.discussion_only_short
    return _narrower(
        whole,
        "on-request" if on_request else "stays",
        worded(may, language).format(contact=site.settings.publisher.contact),
        worded(short, language),
        (permission_words(site, language),),
    )


def _pupils(
    case: Contribution, others: Iterable[str], site: Site, language: RightsLanguage
) -> RightsStatement:
    """Return the statement of a pupil's work: the owners of the case reserve nothing in it."""
    rights = site.settings.rights
    name = worded(rights.pupil_name, language)
    notice = worded(rights.pupil_notice, language).format(year=case.metadata.copyright.year)
    may = worded(rights.pupil_work, language)
    paragraphs = (notice, may, *others, permission_words(site, language))
    short = _short(None, site, language)
    return RightsStatement("ask", name, (name,), may, short, notice, paragraphs)


def _narrower(
    whole: RightsStatement, seal: Seal, may: str, short: str, end: Iterable[str]
) -> RightsStatement:
    paragraphs = tuple(dict.fromkeys((whole.notice, may, *end)))
    return RightsStatement(seal, whole.owners, whole.holders, may, short, whole.notice, paragraphs)


def _owner_words(case: Contribution, site: Site) -> OwnerWords:
    rights = site.settings.rights
    return rights.joint if owner_of(case.metadata.support) == "joint" else rights.qef


def holders_of(case: Contribution, site: Site, language: RightsLanguage) -> tuple[str, ...]:
    """Return the name of every owner of a case, as its statement gives them."""
    institution = worded(_owner_words(case, site).name, language)
    if owner_of(case.metadata.support) == "qef":
        return (institution,)
    schools = (school.name.localized.in_(written_in(language)) for school in case.metadata.schools)
    return (institution, *schools)


def _excluded(case: Contribution, site: Site, language: RightsLanguage) -> tuple[str, ...]:
    names = left_out(case, language)
    if not names:
        return ()
    words = worded(site.settings.rights.excluded, language)
    return (words.format(works=("; " if language == "en" else "；").join(names)),)


def _pupils_inside(case: Contribution, site: Site, language: RightsLanguage) -> tuple[str, ...]:
    names = _pupils_works(case, language)
    if not names:
        return ()
    words = worded(site.settings.rights.pupils_inside, language)
    return (words.format(works=("; " if language == "en" else "；").join(names)),)


def _short(identifier: str | None, site: Site, language: RightsLanguage) -> str:
    rights = site.settings.rights
    if identifier is None:
        words = rights.ask_first_short
    elif "-NC" in identifier and "-ND" in identifier:
        words = rights.licensed_noncommercial_unchanged_short
    elif "-ND" in identifier:
        words = rights.licensed_unchanged_short
    elif "-NC" in identifier:
        words = rights.licensed_noncommercial_short
    else:
        words = rights.licensed_short
    return worded(words, language)


def _shown(case: Contribution) -> tuple[ThirdPartyWork, ...]:
    """Return the works of others that the site shows: not those in a file that it does not."""
    places = {"text", *(material.file for material in case.published_materials)}
    return tuple(work for work in case.metadata.third_party if work.in_ in places)


def _inside(case: Contribution, material: Material) -> tuple[ThirdPartyWork, ...]:
    return tuple(work for work in case.metadata.third_party if work.in_ == material.file)


def _works_of_others(
    works: Iterable[ThirdPartyWork], site: Site, language: RightsLanguage
) -> tuple[str, ...]:
    rights = site.settings.rights
    templates = {
        "license": rights.third_party_licensed,
        "quotation": rights.third_party_quoted,
        "expired": rights.third_party_expired,
    }
    return tuple(
        worded(templates.get(work.basis, rights.third_party), language).format(
            work=work.work,
            owner=work.owner,
            source=work.source or work.owner,
            license=work.license or "",
        )
        for work in works
    )
