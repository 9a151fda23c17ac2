"""A case as machines read it: schema.org's terms in JSON-LD, and Dublin Core's in `meta`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from casebook.assets import FileFacts
from casebook.assets.derivatives import PREVIEW_WIDTH, TEXT_WIDTH, picture_name
from casebook.contribution import CaseText, Contribution
from casebook.language import HTML_LANG
from casebook.pages.edition import Edition, case_path
from casebook.rights.ownership import owner_of
from casebook.rights.statements import RightsStatement, material_statement
from casebook.schema.materials import Material
from casebook.vocabularies import VocabularyName

_MEDIA: Final = {"image": "ImageObject", "video": "VideoObject", "audio": "AudioObject"}
_RIGHTS: Final = "#r"
"""The statement of the case, which its parts refer to: a page has to stay small."""


def linked_data(
    case: Contribution, text: CaseText, statement: RightsStatement, edition: Edition
) -> str:
    """Return the JSON-LD of a case's page, to stand in a `script` element that nothing runs.

    A `license` is named only where every owner gave one (AMB: never invent one); otherwise
    `usageInfo` and `copyrightNotice` say what holds.
    """
    publisher = edition.site.settings.publisher.name.localized.in_(edition.language)
    owners = _owners(case, statement)
    how = edition.site.url + edition.href("copyright/")
    record = {
        "@context": "https://schema.org",
        "@type": ["LearningResource", "Article"],
        "@id": _address(case, edition),
        "name": text.title,
        "inLanguage": HTML_LANG[text.language],
        "learningResourceType": edition.say("case-study"),
        "educationalLevel": _labels(case, edition, "levels") or _labels(case, edition, "stages"),
        "about": [{"@type": "Thing", "name": name} for name in _topics(case, edition)],
        "keywords": list(case.metadata.keywords),
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "isAccessibleForFree": True,
        "publisher": _reference(owners[0])
        if owners[0]["name"] == publisher
        else _organization(publisher),
        "author": [_reference(owner) for owner in owners[1:]] or _schools(case, edition),
        "translationOfWork": _original(case, text, edition),
        "copyrightHolder": owners,
        "copyrightYear": case.metadata.copyright.year,
        "copyrightNotice": statement.notice,
        "license": statement.license_url,
        "acquireLicensePage": how,
        "usageInfo": {
            "@type": "CreativeWork",
            "@id": _RIGHTS,
            "text": statement.may,
        },
        "hasPart": list(_parts(case, text, statement, edition)),
    }
    return embedded(record)


def dublin_core(
    case: Contribution, text: CaseText, statement: RightsStatement, edition: Edition
) -> tuple[tuple[str, str], ...]:
    """Return what the page's `meta` elements tell libraries, beside its title."""
    publisher = edition.site.settings.publisher.name.localized.in_(edition.language)
    return (
        ("DC.language", HTML_LANG[text.language]),
        ("DC.publisher", publisher),
        ("DC.identifier", _address(case, edition)),
        ("DC.rights", statement.notice),
        *(("DCTERMS.rightsHolder", name) for name in statement.holders),
        *((("DCTERMS.license", statement.license_url),) if statement.license_url else ()),
    )


def embedded(record: Mapping[str, Any]) -> str:
    """Write JSON without empty values, which cannot end its element, whatever an author typed."""
    filled = {key: value for key, value in record.items() if value not in (None, [], "")}
    text = json.dumps(filled, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def picture_rights(statement: RightsStatement, edition: Edition) -> dict[str, str]:
    """Return what Google asks of a picture, wherever it stands (Image license metadata)."""
    rights = {
        "creditText": statement.owners,
        "copyrightNotice": statement.notice,
        "acquireLicensePage": edition.site.url + edition.href("copyright/"),
    }
    return rights | ({"license": statement.license_url} if statement.license_url else {})


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


def _schools(case: Contribution, edition: Edition) -> list[dict[str, str]]:
    return [_school(one.name.localized.in_(edition.language)) for one in case.metadata.schools]


def _owners(case: Contribution, statement: RightsStatement) -> list[dict[str, str]]:
    """Describe the owners once, each with a name that the rest of the record refers to."""
    first, *schools = statement.holders
    qef = owner_of(case.metadata.support) == "qef"
    owners = [_organization(first), *([] if qef else map(_school, schools))]
    return [{"@id": f"#o{n}", **owner} for n, owner in enumerate(owners, start=1)]


def _reference(node: Mapping[str, str]) -> dict[str, str]:
    return {"@id": node["@id"]}


def _parts(
    case: Contribution, text: CaseText, whole: RightsStatement, edition: Edition
) -> Iterator[dict[str, Any]]:
    shown = {picture.target for one in case.texts.values() for picture in one.text.pictures}
    for material in case.published_materials:
        facts = case.files.get(material.file or "")
        if facts is None:
            continue
        part: dict[str, Any] = {
            "@type": ["LearningResource", _MEDIA.get(facts.type.kind, "MediaObject")],
            "name": text.material_titles.get(facts.name, material.title),
            **_file(case, facts, edition, in_text=facts.name in shown),
            "learningResourceType": edition.label("material-types", material.type),
            **_part_rights(case, material, whole, edition, picture=facts.type.kind == "image"),
        }
        yield {key: value for key, value in part.items() if value is not None}


def _file(
    case: Contribution, facts: FileFacts, edition: Edition, *, in_text: bool
) -> dict[str, str]:
    """Say where a file is; Google knows a picture by the address that the page loads."""
    folder = f"{edition.site.url}cases/{case.id}/"
    if facts.type.kind != "image":
        return {"contentUrl": folder + facts.name}
    loaded = folder + picture_name(facts.name, TEXT_WIDTH if in_text else PREVIEW_WIDTH)
    return {"contentUrl": loaded} | ({} if in_text else {"url": folder + facts.name})


def _part_rights(
    case: Contribution,
    material: Material,
    whole: RightsStatement,
    edition: Edition,
    *,
    picture: bool,
) -> dict[str, Any]:
    """Return the rights of a part: by reference where they are the case's, but for a picture."""
    statement = material_statement(case, material, edition.site, edition.language, whole)
    if (statement.may, statement.notice) == (whole.may, whole.notice):
        owners = [_reference(owner) for owner in _owners(case, whole)]
        facts: dict[str, Any] = {"license": whole.license_url, "usageInfo": {"@id": _RIGHTS}}
        return facts | ({"creator": owners, **picture_rights(whole, edition)} if picture else {})
    if material.type == "student-work":
        owners = [{"@type": "Person", "name": statement.owners}]
    else:
        owners = [_reference(owner) for owner in _owners(case, whole)]
    return {
        "copyrightHolder": owners,
        "copyrightYear": case.metadata.copyright.year,
        "usageInfo": {"@type": "CreativeWork", "text": statement.may},
        "creator": owners if picture else None,
        **picture_rights(statement, edition),
    }
