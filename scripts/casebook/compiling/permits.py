"""What a part shows, held against what was agreed: consents, pupils' licenses, works of others."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.scope import covers
from casebook.compilation import Part
from casebook.compiling import kinds
from casebook.compiling.reading import WrittenPage
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized
from casebook.rights.licenses import forbids_changes
from casebook.schema.materials import Material


def check_permits(page: WrittenPage, part: Part, written: Contribution) -> Iterator[Diagnostic]:
    """Ask whether people, pupils and the owners of works agreed to a compilation.

    `written` is the part's case as it stands in its folder, with the place of every field.
    """
    index = part.number - 1
    entries = {material.file: n for n, material in enumerate(written.metadata.materials)}
    for material in part.case.metadata.materials:
        for name, scope in _agreements(material):
            if not covers(scope, "compilation"):
                at = written.value("materials", entries[material.file], name, "scope")
                yield kinds.NARROWER_SCOPE.at(
                    _place(page, index, material.file),
                    title=material.title,
                    scope=scope,
                    place=f"{at.path}:{at.line}",
                    way=_way(page, index, material.file),
                )
    place = page.front_matter.value("parts", index, "sections")
    for work in part.case.metadata.third_party:
        if work.basis == "permission":
            yield kinds.PERMISSION.at(
                place, work=work.work, owner=work.owner, evidence=work.evidence or ""
            )
        elif work.in_ == "text" and not part.is_whole and forbids_changes(work.license or ""):
            yield kinds.CUT_WORK.at(place, work=work.work, license=work.license or "")


def _agreements(material: Material) -> Iterator[tuple[str, str]]:
    if material.consent is not None:
        yield "people", material.consent.scope
    if material.pupil_license is not None:
        yield "pupil-license", material.pupil_license.scope


def _place(page: WrittenPage, index: int, file: str | None) -> Location:
    """Locate the line that brings a file into a part: its own, or that of the sections."""
    names = page.metadata.parts[index].materials
    if file in names:
        return page.front_matter.value("parts", index, "materials", names.index(file))
    return page.front_matter.value("parts", index, "sections")


def _way(page: WrittenPage, index: int, file: str | None) -> Localized:
    if file in page.metadata.parts[index].materials:
        return Localized(f"delete {file} here", f"從這裏刪去 {file}")
    return Localized("choose sections that do not show it", "選取沒有它的章節")
