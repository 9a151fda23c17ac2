"""One part of a compilation: what it chooses of a case, and a case of that alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from casebook.compilation import Part
from casebook.compiling import kinds
from casebook.compiling.reading import WrittenPage
from casebook.compiling.sources import Sources, nearest
from casebook.contribution import CaseText, Contribution
from casebook.diagnostics import Diagnostic, Location
from casebook.front_matter import parse_front_matter
from casebook.language import Localized
from casebook.limits import Limits
from casebook.markdown import Text, anchor_in_link, read_text
from casebook.markdown.sections import Section, excerpt, sections_of
from casebook.rights.removal import without_files

_NOTHING = Text((), (), (), (), "")
_LISTED = 8
"""Headings and files that are listed where none is near."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Hold a part with the sections it was made of."""

    part: Part
    diagnostics: tuple[Diagnostic, ...]


def choose(page: WrittenPage, index: int, case: Contribution, sources: Sources) -> Chosen:
    """Return what the part `index` of a page shows of `case`, and what is wrong with the choice.

    `case` is without what has ended, which `sources` still know of.
    """
    wanted = page.metadata.parts[index]
    text = case.text_for(page.language)
    found: list[Diagnostic] = []
    materials = set(_materials(page, index, case, sources, found))
    if wanted.sections == "all":
        shown = text.text
    elif wanted.sections:
        shown = _excerpt(text, [*_sections(page, index, case, text, found)], sources.limits)
    else:
        shown = _NOTHING
        if not wanted.materials:
            found.append(_nothing_chosen(page, index, text))
    published = {material.file for material in case.published_materials}
    shown = without_files(text.showing(shown), _pictures(shown) - published).text
    narrowed = _narrowed(case, text, shown, materials | _pictures(shown))
    whole = wanted.sections == "all"
    return Chosen(Part(index + 1, narrowed, wanted.introduction, whole), tuple(found))


def _pictures(text: Text) -> set[str]:
    return {picture.target for picture in text.pictures}


def _materials(
    page: WrittenPage,
    index: int,
    case: Contribution,
    sources: Sources,
    found: list[Diagnostic],
) -> Iterator[str]:
    names = [material.file or "" for material in case.published_materials]
    written = sources.others[case.id]
    ended = {material.file for material in written.published_materials} - set(names)
    seen: set[str] = set()
    for number, name in enumerate(page.metadata.parts[index].materials):
        place = page.front_matter.value("parts", index, "materials", number)
        if name in seen:
            found.append(kinds.CHOSEN_TWICE.at(place, name=name))
        elif name in ended:
            found.append(kinds.EXPIRED_CHOICE.at(place, name=name))
        elif name not in names:
            help_ = _offered(name, names)
            found.append(kinds.UNKNOWN_CHOICE.at(place, name=name, case=case.id, help=help_))
        else:
            yield name
        seen.add(name)


def _sections(
    page: WrittenPage,
    index: int,
    case: Contribution,
    text: CaseText,
    found: list[Diagnostic],
) -> Iterator[Section]:
    sections = {section.anchor: section for section in sections_of(_body(text))}
    taken: list[Section] = []
    for number, heading in enumerate(page.metadata.parts[index].headings):
        place = page.front_matter.value("parts", index, "sections", number)
        section = sections.get(anchor_in_link(heading))
        if section is None:
            help_ = _offered(heading, [one.title for one in sections.values()])
            found.append(kinds.UNKNOWN_SECTION.at(place, heading=heading, case=case.id, help=help_))
        elif any(one.start < section.end and section.start < one.end for one in taken):
            found.append(kinds.CHOSEN_TWICE.at(place, name=section.title))
        else:
            taken.append(section)
            yield section


def _offered(name: str, names: Sequence[str]) -> Localized:
    if meant := nearest(name, names):
        return Localized(f"write {meant}", f"改為 {meant}")
    if not names:
        return Localized("delete it", "刪去它")
    shown = [*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])]
    return Localized(
        f"delete it, or write one of: {'; '.join(shown)}", f"刪去它，或改為：{'；'.join(shown)}"
    )


def _nothing_chosen(page: WrittenPage, index: int, text: CaseText) -> Diagnostic:
    first = next((heading.title for heading in text.text.headings), "…")
    place: Location = page.front_matter.value("parts", index, "case")
    return kinds.EMPTY_PART.at(place, case=page.metadata.parts[index].case, heading=first)


def _excerpt(text: CaseText, sections: Sequence[Section], limits: Limits) -> Text:
    """Read the chosen sections anew, so that notes are numbered and anchors given for them alone.

    What is wrong with the text was said of the case, so that nothing is said here.
    """
    read = read_text(excerpt(_body(text), sections), path=text.path, limits=limits)
    return read.text or _NOTHING


def _body(text: CaseText) -> str:
    front_matter, _ = parse_front_matter(text.source)
    return front_matter.body if front_matter else ""


def _narrowed(case: Contribution, text: CaseText, shown: Text, files: Set[str]) -> Contribution:
    """Return the case as if it held nothing but `shown` and `files`."""
    materials = tuple(m for m in case.published_materials if m.file in files)
    others = tuple(
        work
        for work in case.metadata.third_party
        if work.in_ in files or (work.in_ == "text" and shown.plain)
    )
    return replace(
        case,
        metadata=case.metadata.model_copy(update={"materials": materials, "third_party": others}),
        files={name: facts for name, facts in case.files.items() if name in files},
        texts={
            language: one.showing(shown if one is text else _NOTHING)
            for language, one in case.texts.items()
        },
    )
