"""The home page: a teacher starts here in ten seconds."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.collection import Collection
from casebook.contribution import Contribution
from casebook.language import HTML_LANG, Language
from casebook.pages.cards import case_card, material_card
from casebook.pages.compilation import compilation_card
from casebook.pages.edition import Edition, alternates
from casebook.pages.gallery import Resource
from casebook.pages.linked_lists import linked_list
from casebook.pages.links import Link
from casebook.pages.page import Page
from casebook.pages.sets import CaseSets
from casebook.pages.views import Cell, HomeView
from casebook.vocabularies import vocabulary

NEWEST = 3


def compile_home(
    collection: Collection, sets: Sequence[CaseSets], found: Sequence[Resource], edition: Edition
) -> Page:
    """Return the home page of `edition`."""
    by_kind = {one.kind: one for one in sets}
    newest = tuple(case_card(case, edition) for case in _varied(collection.cases))
    materials = tuple(
        material_card(item.case, item.material, edition) for item in _one_of_each_case(found)
    )
    view = HomeView(
        cells=tuple(
            _cell(stage, by_kind["stage"], edition) for stage in vocabulary("key-stages").ids
        ),
        areas=by_kind["area"].facet(edition).links,
        examples=tuple(
            (text, _lang(text, edition.language))
            for text in edition.site.settings.examples.get(edition.language, ())
        ),
        newest=newest,
        all_cases=Link(
            edition.href("cases/"), edition.say("all-cases"), count=len(collection.cases)
        ),
        materials=materials,
        all_materials=Link(
            edition.href("resources/"), edition.say("all-resources"), count=len(found)
        ),
        linked_data=linked_list(
            "", edition.say("home"), edition, cases=newest, materials=materials
        ),
        compilations=tuple(
            compilation_card(one, edition) for one in collection.compilations[:NEWEST]
        ),
    )
    return Page(
        src_uri=edition.href("") + "index.md",
        template="home.html",
        language=edition.language,
        title=edition.say("home"),
        description=edition.say("home-description"),
        section="home",
        view=view,
        alternates=alternates(""),
    )


def _cell(stage: str, stages: CaseSets, edition: Edition) -> Cell:
    cases = stages.members.get(stage, ())
    return Cell(
        href=edition.href(f"key-stages/{stage}/") if cases else "",
        title=edition.brief("key-stages", stage),
        subtitle=edition.say(f"cell.{stage}"),
        count=edition.say("cases-short", count=len(cases)),
    )


def _varied(cases: Sequence[Contribution]) -> list[Contribution]:
    """Return the newest cases, of different key stages where there are enough."""
    chosen: list[Contribution] = []
    for case in cases[:48]:
        stages = {stage for c in chosen for stage in c.metadata.curriculum.key_stages}
        if not stages & set(case.metadata.curriculum.key_stages):
            chosen.append(case)
    rest = [case for case in cases[:48] if case not in chosen]
    return (chosen + rest)[:NEWEST]


def _one_of_each_case(found: Sequence[Resource]) -> list[Resource]:
    first: dict[str, Resource] = {}
    for resource in found:
        if len(first) == NEWEST:
            break
        first.setdefault(resource.case.id, resource)
    return list(first.values())


def _lang(text: str, reader: Language) -> str | None:
    """Return the `lang` of an example search that is in the other script."""
    is_han = any("\u4e00" <= character <= "\u9fff" for character in text)
    language: Language = "zh-Hant" if is_han else "en"
    return None if language == reader else HTML_LANG[language]
