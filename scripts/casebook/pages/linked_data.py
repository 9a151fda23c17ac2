"""A case as machines read it: schema.org's terms in JSON-LD, and Dublin Core's in `meta`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from casebook.assets import FileFacts
from casebook.assets.derivatives import TEXT_WIDTH, picture_name
from casebook.contribution import CaseText, Contribution
from casebook.language import HTML_LANG
from casebook.pages.edition import Edition, case_path
from casebook.rights.ownership import owner_of
from casebook.rights.statements import RightsStatement, case_statement, material_statement
from casebook.schema.materials import Material
from casebook.vocabularies import VocabularyName

_MEDIA: Final = {"image": "ImageObject", "video": "VideoObject", "audio": "AudioObject"}


def linked_data(case: Contribution, text: CaseText, edition: Edition) -> str:
    """Return the JSON-LD of a case's page, to stand in a `script` element that nothing runs.

    A `license` is named only where every owner gave one (AMB: never invent one); otherwise
    `usageInfo` and `copyrightNotice` say what holds.
    """
    statement = case_statement(case, edition.site, edition.language)
    address = _address(case, edition)
    record = {
        "@context": "https://schema.org",
        "@type": ["LearningResource", "Article"],
        "@id": address,
        "url": address,
        "name": text.title,
        "headline": text.title,
        "description": text.summary,
        "inLanguage": HTML_LANG[text.language],
        "learningResourceType": edition.say("case-study"),
        "educationalLevel": _labels(case, edition, "levels") or _labels(case, edition, "stages"),
        "about": [{"@type": "Thing", "name": name} for name in _topics(case, edition)],
        "keywords": list(case.metadata.keywords),
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "isAccessibleForFree": True,
        "publisher": _organization(
            edition.site.settings.publisher.name.localized.in_(edition.language)
        ),
        "author": [
            _school(school.name.localized.in_(edition.language)) for school in case.metadata.schools
        ],
        "translationOfWork": _original(case, text, edition),
        **_rights(case, statement, _holders(case, statement, address), edition),
        "hasPart": list(_parts(case, text, edition)),
    }
    return _embedded({key: value for key, value in record.items() if value not in (None, [], "")})


def dublin_core(
    case: Contribution, text: CaseText, edition: Edition
) -> tuple[tuple[str, str], ...]:
    """Return the names and contents of the page's `meta` elements for libraries."""
    statement = case_statement(case, edition.site, edition.language)
    publisher = edition.site.settings.publisher.name.localized.in_(edition.language)
    return (
        ("DC.title", text.title),
        ("DC.language", HTML_LANG[text.language]),
        ("DC.type", "Text"),
        ("DC.publisher", publisher),
        ("DC.identifier", _address(case, edition)),
        ("DC.rights", statement.notice),
        *(("DCTERMS.rightsHolder", name) for name in statement.holders),
        *((("DCTERMS.license", statement.license_url),) if statement.license_url else ()),
    )


def _embedded(record: Mapping[str, Any]) -> str:
    """Write JSON that cannot end the element it stands in, whatever an author typed."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _address(case: Contribution, edition: Edition) -> str:
    return edition.site.url + edition.href(case_path(case))


def _labels(case: Contribution, edition: Edition, kind: str) -> list[str]:
    curriculum = case.metadata.curriculum
    if kind == "levels":
        return [edition.label("levels", term) for term in curriculum.levels]
    return [edition.label("key-stages", term) for term in curriculum.key_stages]


def _topics(case: Contribution, edition: Edition) -> Iterator[str]:
    curriculum = case.metadata.curriculum
    terms: tuple[tuple[VocabularyName, tuple[str, ...]], ...] = (
        ("key-learning-areas", curriculum.key_learning_areas),
        ("learning-areas", curriculum.learning_areas),
        ("subjects", curriculum.subjects),
        ("themes", curriculum.themes),
    )
    for name, used in terms:
        yield from (edition.label(name, term) for term in used)


def _original(case: Contribution, text: CaseText, edition: Edition) -> dict[str, Any] | None:
    if text.language == case.language:
        return None
    address = edition.site.url + Edition(edition.site, case.language).href(case_path(case))
    tag = HTML_LANG[case.language]
    return {"@type": "CreativeWork", "url": address, "inLanguage": tag, "name": case.metadata.title}


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _school(name: str) -> dict[str, str]:
    return {"@type": "EducationalOrganization", "name": name}


def _holders(case: Contribution, statement: RightsStatement, address: str) -> list[dict[str, str]]:
    """Describe the owners once: a part refers to them, since a page has to stay small."""
    first, *schools = statement.holders
    qef = owner_of(case.metadata.support) == "qef"
    owners = [_organization(first), *([] if qef else map(_school, schools))]
    return [{"@id": f"{address}#owner-{n}", **owner} for n, owner in enumerate(owners, start=1)]


def _rights(
    case: Contribution,
    statement: RightsStatement,
    holders: list[dict[str, str]],
    edition: Edition,
) -> dict[str, Any]:
    how = edition.site.url + edition.href("copyright/")
    facts: dict[str, Any] = {
        "copyrightHolder": holders,
        "copyrightYear": case.metadata.copyright.year,
        "copyrightNotice": statement.notice,
        "creditText": statement.owners,
        "acquireLicensePage": how,
        "usageInfo": how,
    }
    if statement.license_url:
        facts["license"] = statement.license_url
    return facts


def _parts(case: Contribution, text: CaseText, edition: Edition) -> Iterator[dict[str, Any]]:
    shown = {picture.target for one in case.texts.values() for picture in one.text.pictures}
    for material in case.published_materials:
        facts = case.files.get(material.file or "")
        if facts is not None:
            yield _part(case, material, facts, text, edition, in_text=facts.name in shown)


def _part(
    case: Contribution,
    material: Material,
    facts: FileFacts,
    text: CaseText,
    edition: Edition,
    *,
    in_text: bool,
) -> dict[str, Any]:
    statement = material_statement(case, material, edition.site, edition.language)
    if material.type == "student-work":
        holders = [{"@type": "Person", "name": statement.owners}]
    else:
        owners = _holders(case, statement, _address(case, edition))
        holders = [{"@id": owner["@id"]} for owner in owners]
    # Google knows a picture by the address that the page loads.
    is_text_picture = facts.type.kind == "image" and in_text
    name = picture_name(facts.name, TEXT_WIDTH) if is_text_picture else facts.name
    part = {
        "@type": ["LearningResource", _MEDIA.get(facts.type.kind, "MediaObject")],
        "name": text.material_titles.get(facts.name, material.title),
        "description": text.material_alts.get(facts.name),
        "contentUrl": f"{edition.site.url}cases/{case.id}/{name}",
        "encodingFormat": "image/webp" if is_text_picture else facts.type.media_type,
        "learningResourceType": edition.label("material-types", material.type),
        "creator": holders if facts.type.kind == "image" else None,
        **_rights(case, statement, holders, edition),
    }
    return {key: value for key, value in part.items() if value is not None}
