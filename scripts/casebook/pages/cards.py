"""Cases and materials as they stand in lists."""

from __future__ import annotations

from casebook.assets import FileFacts
from casebook.assets.derivatives import PREVIEW_WIDTH, derived_size, picture_name
from casebook.contribution import Contribution
from casebook.language import Language
from casebook.pages.edition import Edition, case_path
from casebook.pages.files import published_size
from casebook.pages.links import Link
from casebook.pages.material_view import MaterialCard, PictureView
from casebook.pages.views import CaseCard
from casebook.rights.embedding import embedded_rights
from casebook.rights.statements import RightsStatement, case_statement, material_statement
from casebook.schema.materials import Material


def case_card(case: Contribution, edition: Edition) -> CaseCard:
    """Show a case in a list of `edition`."""
    text = case.text_for(edition.language)
    translated = edition.language in case.texts
    return CaseCard(
        href=edition.href(case_path(case)),
        title=text.title,
        lang=edition.lang_of(text.language),
        summary=text.summary,
        levels=edition.levels(case),
        area=edition.area(case),
        year=case.metadata.school_year,
        schools=edition.schools(case),
        evidence=text.evidence.basis if text.evidence else None,
        files=len(case.published_materials),
        rights=case_statement(case, edition.site, edition.language),
        language_note=None if translated else edition.say(f"in-language.{text.language}"),
    )


def material_card(
    case: Contribution, material: Material, edition: Edition, whole: RightsStatement | None = None
) -> MaterialCard:
    """Show a material of `case`; without an address where its file is not published.

    `whole` is the statement of the case, if it is at hand.
    """
    text = case.text_for(edition.language)
    published = material.use == "publish" and material.file in case.files
    facts = case.files[material.file] if published and material.file else None
    title, title_language = material_title(case, material, edition.language)
    href = f"cases/{case.id}/{material.file}" if facts else None
    is_picture = facts is not None and facts.type.kind == "image"
    return MaterialCard(
        title=title,
        lang=edition.lang_of(title_language),
        kind=edition.label("material-types", material.type),
        levels=edition.levels(case),
        case=Link(edition.href(case_path(case)), text.title, lang=edition.lang_of(text.language)),
        rights=material_statement(case, material, edition.site, edition.language, whole),
        href=href,
        file_type=facts.type.name if facts else None,
        size=_size(case, material, facts, edition) if facts else None,
        download_name=material.file if facts else None,
        preview=preview(case, material.file or "") if is_picture else None,
        video=href if facts and facts.type.kind == "video" else None,
        alt=text.material_alts.get(material.file or ""),
        credit=edition.say("made-with", tool=material.ai.tool, by=material.ai.by)
        if material.ai
        else None,
    )


def _size(case: Contribution, material: Material, facts: FileFacts, edition: Edition) -> str:
    rights = embedded_rights(case, material, edition.site)
    return edition.size(published_size(facts, rights, edition.site.cache))


def preview(case: Contribution, name: str) -> PictureView:
    """Show a small derivative of a picture."""
    facts = case.files[name]
    width, height = derived_size(facts, PREVIEW_WIDTH)
    return PictureView(f"cases/{case.id}/{picture_name(name, PREVIEW_WIDTH)}", width, height)


def material_title(
    case: Contribution, material: Material, reader: Language
) -> tuple[str, Language]:
    """Return a material's title and its language: a translation may leave it as it is."""
    own = material.title
    text = case.text_for(reader)
    translated = text.material_titles.get(material.file or "", own)
    return (translated, text.language) if translated != own else (own, case.language)
