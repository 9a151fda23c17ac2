"""A compilation as machines read it: schema.org's terms in JSON-LD, and Dublin Core's in `meta`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casebook.assets.derivatives import PREVIEW_WIDTH, TEXT_WIDTH, picture_name
from casebook.compilation import Compilation, Part
from casebook.language import HTML_LANG
from casebook.pages.edition import Edition, case_path
from casebook.pages.linked_data import embedded, picture_rights
from casebook.rights.compiled import CompilationStatement
from casebook.rights.ownership import owner_of
from casebook.rights.statements import RightsStatement, material_statement


def collection_data(
    compilation: Compilation, rights: CompilationStatement, edition: Edition
) -> str:
    """Return the JSON-LD of a compilation: what it is based on, and whose each part is.

    It has no `license`: each part names its own, where every owner gave one.
    """
    text = compilation.text_for(edition.language)
    address = _address(compilation, edition)
    how = edition.site.url + edition.href("copyright/")
    publisher = edition.site.settings.publisher.name.localized.in_(edition.language)
    record = {
        "@context": "https://schema.org",
        "@type": ["Collection", "LearningResource"],
        "@id": address,
        "url": address,
        "name": text.metadata.title,
        "description": text.metadata.summary,
        "inLanguage": HTML_LANG[text.language],
        "learningResourceType": edition.say("compilation"),
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "isAccessibleForFree": True,
        "datePublished": str(text.metadata.compiled),
        "contributor": {"@type": "Organization", "name": text.metadata.editor},
        "publisher": {"@type": "Organization", "name": publisher},
        "copyrightHolder": [{"@type": "Organization", "name": n} for n in rights.whole.holders],
        "copyrightYear": text.metadata.compiled.year,
        "copyrightNotice": rights.whole.notice,
        "creditText": rights.whole.owners,
        "acquireLicensePage": how,
        "usageInfo": how,
        "isBasedOn": [_source(part, edition) for part in text.shown],
        "hasPart": list(_parts(text.shown, rights, address, edition)),
    }
    return embedded({key: value for key, value in record.items() if value not in (None, [], "")})


def dublin_core(
    compilation: Compilation, statement: RightsStatement, edition: Edition
) -> tuple[tuple[str, str], ...]:
    """Return what the page's `meta` elements tell libraries, beside its title."""
    text = compilation.text_for(edition.language)
    return (
        ("DC.language", HTML_LANG[text.language]),
        ("DC.type", "Collection"),
        ("DC.contributor", text.metadata.editor),
        ("DC.publisher", edition.site.settings.publisher.name.localized.in_(edition.language)),
        ("DC.date", str(text.metadata.compiled)),
        ("DC.identifier", _address(compilation, edition)),
        ("DC.rights", statement.notice),
        *(("DCTERMS.rightsHolder", name) for name in statement.holders),
        *(("DCTERMS.isBasedOn", _source(part, edition)) for part in text.shown),
    )


def _address(compilation: Compilation, edition: Edition) -> str:
    return f"{edition.site.url}{edition.href(f'compilations/{compilation.slug}/')}"


def _source(part: Part, edition: Edition) -> str:
    return edition.site.url + edition.href(case_path(part.case))


def _parts(
    parts: tuple[Part, ...], rights: CompilationStatement, address: str, edition: Edition
) -> Iterator[dict[str, Any]]:
    for part, statement in zip(parts, rights.parts, strict=True):
        first, *others = statement.holders
        text = part.case.text_for(edition.language)
        qef = owner_of(part.case.metadata.support) == "qef"
        found = {
            "@type": "CreativeWork",
            "@id": f"{address}#part-{part.number}",
            "position": part.number,
            "name": text.title,
            "inLanguage": HTML_LANG[text.language],
            "isBasedOn": _source(part, edition),
            "copyrightHolder": [
                {"@type": "Organization", "name": first},
                *({"@type": "EducationalOrganization", "name": name} for name in others if not qef),
            ],
            "copyrightYear": part.case.metadata.copyright.year,
            "copyrightNotice": statement.notice,
            "creditText": statement.owners,
            "license": statement.license_url,
            "image": list(_pictures(part, edition)),
        }
        yield {key: value for key, value in found.items() if value not in (None, [])}


def _pictures(part: Part, edition: Edition) -> Iterator[dict[str, str]]:
    """Yield every picture by the address that the page loads it from, with its own rights."""
    case = part.case
    for material in case.published_materials:
        facts = case.files.get(material.file or "")
        if facts and facts.type.kind == "image":
            width = TEXT_WIDTH if facts.name in part.pictures else PREVIEW_WIDTH
            statement = material_statement(case, material, edition.site, edition.language)
            folder = f"{edition.site.url}cases/{case.id}/"
            yield {
                "@type": "ImageObject",
                "contentUrl": folder + picture_name(facts.name, width),
                **picture_rights(statement, edition),
            }
