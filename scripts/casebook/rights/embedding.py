"""Rights facts for the files themselves, so that a copy says whose it is wherever it goes."""

from __future__ import annotations

from casebook.assets.rights import EmbeddedRights
from casebook.contribution import Contribution
from casebook.language import RIGHTS_LANGUAGES, Localized, Stated
from casebook.rights.statements import material_statement
from casebook.schema.materials import Material
from casebook.settings import Site


def embedded_rights(case: Contribution, material: Material, site: Site) -> EmbeddedRights:
    """Return what is written into the published file of one material, and into its derivatives."""
    english, chinese, simplified = (
        material_statement(case, material, site, tag) for tag in RIGHTS_LANGUAGES
    )
    file = material.file or ""
    return EmbeddedRights(
        title=Localized(
            case.text_for("en").material_titles.get(file, material.title),
            case.text_for("zh-Hant").material_titles.get(file, material.title),
        ),
        creators=tuple(
            en if en == zh else f"{en} {zh}"
            for en, zh in zip(english.holders, chinese.holders, strict=True)
        ),
        notice=Stated(english.notice, chinese.notice, simplified.notice),
        usage=Stated(english.may, chinese.may, simplified.may),
        credit=english.owners,
        web_statement=f"{site.url}cases/{case.id}/",
        license_url=english.license_url,
        licensor_url=f"{site.url}copyright/",
        by_machine=material.ai is not None,
    )
