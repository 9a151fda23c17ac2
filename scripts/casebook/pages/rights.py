"""The page on whose rights the site rests, and the ledger of every file behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from casebook.collection import Collection
from casebook.contribution import Contribution
from casebook.language import LANGUAGES
from casebook.pages.edition import Edition, address, alternates, case_path
from casebook.pages.files import published_paths
from casebook.pages.links import Link
from casebook.pages.page import Page
from casebook.pages.rights_view import OwnerRow, RightsView, WorkRow
from casebook.rights.ledger import Line, case_lines
from casebook.rights.ownership import owner_of
from casebook.settings import Site

DOWNLOADS = ("rights.csv", "rights.json", "REUSE.toml")


def ledger_lines(collection: Collection, site: Site) -> tuple[Line, ...]:
    """Return a line for every page and file that comes from a case."""
    lines: list[Line] = []
    for case in collection.cases:
        pages = [address(tag, case_path(case)) + "index.html" for tag in LANGUAGES]
        files = [(path, facts.name) for path, facts, _ in published_paths(case)]
        lines.extend(case_lines(case, site, pages, files))
    return tuple(sorted(lines, key=lambda line: line.path))


def compile_rights(collection: Collection, edition: Edition) -> Page:
    """Return the page that a rights officer reads: owners with counts, works of others, files."""
    view = RightsView(
        title=edition.say("rights"),
        intro=edition.say("rights-intro"),
        owners=tuple(_owners(collection, edition)),
        works=tuple(_works(collection.cases, edition)),
        downloads=tuple(Link(name, edition.say(f"rights-file.{name}")) for name in DOWNLOADS),
        off_site=edition.say("rights-off-site", count=len(collection.notices))
        if collection.notices
        else None,
    )
    return Page(
        src_uri=edition.href("rights/") + "index.md",
        template="rights.html",
        language=edition.language,
        title=view.title,
        description=view.intro,
        section="rights",
        view=view,
        alternates=alternates("rights/"),
    )


def _owners(collection: Collection, edition: Edition) -> Iterator[OwnerRow]:
    rights = edition.site.settings.rights
    for owner, words in (("joint", rights.joint), ("qef", rights.qef)):
        own = [case for case in collection.cases if owner_of(case.metadata.support) == owner]
        if own:
            found = edition.href("search/") + "?" + urlencode({"owner": owner})
            yield _owner(Link(found, words.name.localized.in_(edition.language)), own)
    schools = []
    for school, cases in collection.schools.items():
        own = [case for case in cases if owner_of(case.metadata.support) == "joint"]
        if own:
            name = next(s.name for s in own[0].metadata.schools if s.id == school)
            label = name.localized.in_(edition.language)
            schools.append(_owner(Link(edition.href(f"schools/{school}/"), label), own))
    yield from sorted(schools, key=lambda row: row.owner.label)


def _owner(owner: Link, cases: Iterable[Contribution]) -> OwnerRow:
    own = tuple(cases)
    return OwnerRow(
        owner,
        cases=len(own),
        licensed=sum(case.metadata.copyright.license is not None for case in own),
        files=sum(
            material.type != "student-work" for case in own for material in case.published_materials
        ),
    )


def _works(cases: Iterable[Contribution], edition: Edition) -> Iterator[WorkRow]:
    for case in cases:
        text = case.text_for(edition.language)
        link = Link(edition.href(case_path(case)), text.title, lang=edition.lang_of(text.language))
        lang = edition.lang_of(case.language)
        for work in case.metadata.third_party:
            licensed = work.license if work.basis == "license" else None
            basis = licensed or edition.say(f"basis.{work.basis}")
            until = edition.day(work.expires) if work.expires else ""
            yield WorkRow(work.work, work.owner, lang, basis, until, link)
        for material in case.published_materials:
            if material.type == "student-work":
                title = text.material_titles.get(material.file or "", material.title)
                given = material.pupil_license
                until = edition.day(given.expires) if given and given.expires else ""
                owner = edition.site.settings.rights.pupil_name.localized.in_(edition.language)
                yield WorkRow(title, owner, link.lang, edition.say("basis.pupil"), until, link)
