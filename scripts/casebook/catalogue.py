"""All published cases as data for other tools: one record each, with its rights."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from pydantic_core import to_json

from casebook.assets import FileFacts
from casebook.cache import Key, key_of
from casebook.collection import Collection
from casebook.compilation import Compilation
from casebook.contribution import Contribution
from casebook.language import LANGUAGES, Language
from casebook.rights.compiled import compilation_statement
from casebook.rights.ownership import owner_of
from casebook.rights.statements import RightsStatement, case_statement, material_statement
from casebook.said import keep, said_of
from casebook.schema.materials import Material
from casebook.settings import Site

_KIND: Final = "catalogue"


class Catalogue:
    """Be the catalogue as JSON: terms by id, texts and statements in every language."""

    def __init__(self, collection: Collection, site: Site) -> None:
        """Make nothing yet."""
        self._cases = collection.cases
        self._site = site
        compilations = [_compilation(one, site) for one in collection.compilations]
        self._compilations = to_json(compilations)
        self._made: dict[str, dict[str, Any]] = {}

    @property
    def key(self) -> Key:
        """Return what the file depends on: most edits of a case change nothing in it."""

        def digest(case: Contribution) -> str:
            return sha256(_encoded(case, self._record(case))).hexdigest()

        digests = said_of("digest in catalogue", self._cases, self._site, digest, _text)
        key = key_of(_KIND, *digests, self._compilations)
        keep(_KIND, self._cases, self._site)
        return key

    def content(self) -> bytes:
        """Return the file."""
        cases = said_of(_KIND, self._cases, self._site, self._record, _encoded)
        return b'{"cases":[%b],"compilations":%b}\n' % (b",".join(cases), self._compilations)

    def _record(self, case: Contribution) -> dict[str, Any]:
        if case.id not in self._made:
            self._made[case.id] = _case(case, self._site)
        return self._made[case.id]


def _text(_: Contribution, said: object) -> str:
    return str(said)


def _encoded(case: Contribution, record: Mapping[str, Any]) -> bytes:
    """Return a record as JSON; raise `ValueError` where it is of another case."""
    if record["id"] != case.id:
        raise ValueError(record["id"])
    return to_json(record)


def _case(case: Contribution, site: Site) -> dict[str, Any]:
    metadata = case.metadata
    wholes = {tag: case_statement(case, site, tag) for tag in LANGUAGES}
    stated = metadata.model_dump(
        mode="json",
        by_alias=True,
        exclude_none=True,
        include={"school_year", "support", "community", "schools", "curriculum", "keywords"},
    )
    return {
        "id": case.id,
        "url": f"{site.url}cases/{case.id}/",
        "language": case.language,
        "languages": case.languages,
        "title": {tag: text.title for tag, text in case.texts.items()},
        "summary": {tag: text.summary for tag, text in case.texts.items()},
        **stated,
        "owner": owner_of(metadata.support),
        "rights": {tag: _rights(whole) for tag, whole in wholes.items()},
        "materials": [
            _material(case, material, facts, site, wholes)
            for material in case.published_materials
            if (facts := case.files.get(material.file or ""))
        ],
    }


def _compilation(compilation: Compilation, site: Site) -> dict[str, Any]:
    texts = compilation.texts.items()
    return {
        "id": f"compilations/{compilation.slug}",
        "url": f"{site.url}compilations/{compilation.slug}/",
        "languages": list(compilation.texts),
        "title": {tag: text.metadata.title for tag, text in texts},
        "summary": {tag: text.metadata.summary for tag, text in texts},
        "compiled": str(compilation.text_for(compilation.language).metadata.compiled),
        "cases": [part.case.id for part in compilation.text_for(compilation.language).shown],
        "rights": {
            tag: _rights(compilation_statement(compilation, site, tag).whole) for tag in LANGUAGES
        },
    }


def _material(
    case: Contribution,
    material: Material,
    facts: FileFacts,
    site: Site,
    wholes: Mapping[Language, RightsStatement],
) -> dict[str, Any]:
    return {
        "url": f"{site.url}cases/{case.id}/{material.file}",
        "type": material.type,
        "title": {
            tag: text.material_titles.get(facts.name, material.title)
            for tag, text in case.texts.items()
        },
        "mediaType": facts.type.media_type,
        "rights": {
            tag: _rights(material_statement(case, material, site, tag, whole))
            for tag, whole in wholes.items()
        },
    }


def _rights(statement: RightsStatement) -> dict[str, Any]:
    return {
        "owners": statement.owners,
        "notice": statement.notice,
        "statement": " ".join(statement.paragraphs),
        "license": statement.license_url,
    }
