"""The page of one case study: its facts, its text, its materials and who made it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date

from casebook.assets.derivatives import TEXT_WIDTH, derived_size, picture_name
from casebook.contribution import CaseText, Contribution
from casebook.language import LANGUAGES
from casebook.markdown import PublishedPicture, render
from casebook.pages.cards import material_card
from casebook.pages.edition import Edition, alternates, case_path
from casebook.pages.linked_data import dublin_core, linked_data
from casebook.pages.links import Link
from casebook.pages.material_view import MaterialCard
from casebook.pages.page import Page
from casebook.pages.plan import Planned, known
from casebook.pages.related import Related
from casebook.pages.text_links import text_links
from casebook.pages.views import CaseView, Credit, RelatedCase
from casebook.rights.statements import RightsStatement, case_statement, listed
from casebook.schema.materials import Material

OLD_AFTER_YEARS = 6


def plan_case(
    case: Contribution, related: Related, known_ids: Set[str], edition: Edition, today: date
) -> Planned:
    """Plan the page of `case`; `known_ids` are the cases that its text may lead to."""

    def compiled() -> Page:
        return compile_case(case, related.to(case, edition), known_ids, edition, today)

    inputs = (
        "case",
        case.id,
        case.digest or None,
        str(today.year),
        " ".join(sorted(case.leads_to & known_ids)),
        *related.inputs(case, edition),
    )
    return Planned(edition.href(case_path(case)), known(inputs), compiled, has_line=True)


def compile_case(
    case: Contribution,
    related: Sequence[RelatedCase],
    known_ids: Set[str],
    edition: Edition,
    today: date,
) -> Page:
    """Return the page of `case` in `edition`; it depends on nothing else but its arguments.

    `known_ids` are those of the cases that its text may lead to.
    """
    text = case.text_for(edition.language)
    return Page(
        src_uri=edition.href(case_path(case)) + "index.md",
        template="case.html",
        language=edition.language,
        title=text.title,
        description=text.summary,
        section="cases",
        view=_view(case, text, related, known_ids, edition, today),
        alternates=alternates(case_path(case)),
        edit_path=text.path,
    )


def _view(
    case: Contribution,
    text: CaseText,
    related: Sequence[RelatedCase],
    known_ids: Set[str],
    edition: Edition,
    today: date,
) -> CaseView:
    statement = case_statement(case, edition.site, edition.language)
    return CaseView(
        title=text.title,
        lang=edition.lang_of(text.language),
        summary=text.summary,
        path=_path(case, edition),
        levels=edition.levels(case),
        area=edition.area(case),
        areas=_areas(case, edition),
        schools=_schools(case, edition),
        year=Link(edition.href(f"cases/{case.year_folder}/"), case.metadata.school_year),
        support=_support(case, edition),
        evidence=(text.evidence.basis, text.evidence.found) if text.evidence else None,
        evidence_kinds=_evidence_kinds(case, edition),
        themes=_themes(case, edition),
        rights=statement,
        body=_body(case, text, known_ids, edition),
        headings=text.text.headings,
        materials=_cards(case, _taken_away(case), statement, edition),
        kept=_cards(case, _kept(case), statement, edition),
        credits=_credits(case, text, edition),
        related=tuple(related),
        cite=_cite(case, text, edition),
        translation=edition.translated(text),
        original=_original(case, text, edition),
        language_note=_language_note(case, edition),
        old_note=_old_note(case, edition, today),
        contact=edition.site.settings.publisher.contact,
        linked_data=linked_data(case, text, statement, edition),
        dublin_core=dublin_core(case, text, statement, edition),
    )


def _path(case: Contribution, edition: Edition) -> tuple[Link, ...]:
    curriculum = case.metadata.curriculum
    area = next(iter(curriculum.key_learning_areas or curriculum.learning_areas), None)
    path = [Link(edition.href("cases/"), edition.say("cases"))]
    if area:
        path.append(_area_link(area, edition))
    path.append(Link(edition.href(f"cases/{case.year_folder}/"), case.metadata.school_year))
    return tuple(path)


def _area_link(area: str, edition: Edition) -> Link:
    label = edition.label("key-learning-areas", area)
    if label == area:
        label = edition.label("learning-areas", area)
    return Link(edition.href(f"learning-areas/{area}/"), label)


def _areas(case: Contribution, edition: Edition) -> tuple[Link, ...]:
    curriculum = case.metadata.curriculum
    areas = (*curriculum.key_learning_areas, *curriculum.learning_areas)
    stages = (
        Link(edition.href(f"key-stages/{stage}/"), edition.label("key-stages", stage))
        for stage in curriculum.key_stages
    )
    return (*(_area_link(area, edition) for area in areas), *stages)


def _schools(case: Contribution, edition: Edition) -> tuple[Link, ...]:
    return tuple(
        Link(edition.href(f"schools/{school.id}/"), school.name.localized.in_(edition.language))
        for school in case.metadata.schools
    )


def _themes(case: Contribution, edition: Edition) -> tuple[Link, ...]:
    return tuple(
        Link(edition.href(f"themes/{theme}/"), edition.label("themes", theme))
        for theme in case.metadata.curriculum.themes
    )


def _support(case: Contribution, edition: Edition) -> tuple[str | Link, ...]:
    support = case.metadata.support
    mode = edition.label("support-modes", support.mode)
    parts: list[str | Link] = [Link(edition.href(f"support-modes/{support.mode}/"), mode)]
    if case.metadata.community:
        name = edition.site.settings.community_name(case.metadata.community, edition.language)
        parts.append(Link(edition.href(f"communities/{case.metadata.community}/"), name))
    if support.network:
        parts.append(edition.say("network", network=support.network))
    elif support.programme:
        parts.append(edition.label("support-programmes", support.programme))
    return tuple(parts)


def _evidence_kinds(case: Contribution, edition: Edition) -> str | None:
    kinds = [m.type for m in case.metadata.materials if m.type in ("survey-data", "student-work")]
    if not kinds:
        return None
    return edition.say(
        "evidence-kinds", kinds=edition.labels("material-types", dict.fromkeys(kinds))
    )


def _body(case: Contribution, text: CaseText, known_ids: Set[str], edition: Edition) -> str:
    own = edition.href(case_path(case))
    files = posixpath.relpath(case_path(case), own) + "/"
    pictures = {}
    for name, facts in case.files.items():
        if facts.type.kind == "image":
            width, height = derived_size(facts, TEXT_WIDTH)
            pictures[name] = PublishedPicture(files + picture_name(name, TEXT_WIDTH), width, height)
    # Files lie below one edition only; other cases lie at the same relative address in each.
    links = text_links(case, text, known_ids, files)
    return render(text.text, language=text.language, pictures=pictures, links=links)


def _taken_away(case: Contribution) -> list[Material]:
    """Return what is offered to take away: a picture that the text shows is not shown twice."""
    shown = {picture.target for text in case.texts.values() for picture in text.text.pictures}
    return [m for m in case.published_materials if m.file not in shown]


def _cards(
    case: Contribution, materials: Iterable[Material], whole: RightsStatement, edition: Edition
) -> tuple[MaterialCard, ...]:
    return tuple(material_card(case, material, edition, whole) for material in materials)


def _kept(case: Contribution) -> Iterator[Material]:
    return (one for one in case.metadata.materials if one.use != "publish")


def _credits(case: Contribution, text: CaseText, edition: Edition) -> tuple[Credit, ...]:
    schools = {s.id: s.name.localized.in_(edition.language) for s in case.metadata.schools}
    roles: dict[str, list[str]] = {}
    for person in case.metadata.contributors:
        parts = [part for part in (person.name, schools.get(person.school or "")) if part]
        if parts:
            roles.setdefault(person.role, []).append(edition.say("list-separator").join(parts))
    credited = [
        Credit(edition.label("contributor-roles", role), tuple(people))
        for role, people in roles.items()
    ]
    if case.metadata.ai:
        made = edition.say("made-with", tool=case.metadata.ai.tool, by=case.metadata.ai.by)
        credited.append(Credit(edition.say("ai"), (made,)))
    if text.translator:
        credited.append(Credit(edition.say("translator"), (text.translator.name,)))
    return tuple(credited)


def _cite(case: Contribution, text: CaseText, edition: Edition) -> str:
    names = [school.name.localized.in_(edition.language) for school in case.metadata.schools]
    return edition.say(
        "cite",
        schools=listed(names, edition.language),
        year=case.metadata.copyright.year,
        title=text.title,
        address=edition.site.url + edition.href(case_path(case)),
    )


def _original(case: Contribution, text: CaseText, edition: Edition) -> Link | None:
    if text.language == case.language:
        return None
    others = {tag: Edition(edition.site, tag) for tag in LANGUAGES}
    return Link(
        others[case.language].href(case_path(case)),
        edition.say(f"read-original.{case.language}"),
        lang=edition.lang_of(case.language),
    )


def _language_note(case: Contribution, edition: Edition) -> str | None:
    return None if edition.language in case.texts else edition.say(f"only-in.{case.language}")


def _old_note(case: Contribution, edition: Edition, today: date) -> str | None:
    age = today.year - int(case.metadata.school_year[:4]) - 1
    if age < OLD_AFTER_YEARS:
        return None
    return edition.say("old", years=age, year=case.metadata.school_year)
