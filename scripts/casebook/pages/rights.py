"""The page on whose rights the site rests, and the ledger of every file behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from casebook.collection import Collection
from casebook.contribution import Contribution
from casebook.language import LANGUAGES
from casebook.pages.compilation import compilation_outputs
from casebook.pages.edition import Edition, address, alternates, case_path
from casebook.pages.files import published_paths
from casebook.pages.links import Link
from casebook.pages.listing import owner_path
from casebook.pages.owners import INSTITUTIONS, owned, owner_name
from casebook.pages.page import Page
from casebook.pages.plan import each_once
from casebook.pages.rights_view import OwnerRow, RightsView
from casebook.pages.works import works_of
from casebook.rights.compiled import compilation_lines
from casebook.rights.entries import Entry, entry_of, record_of
from casebook.rights.ledger import Line, case_lines, case_rights
from casebook.said import said_of
from casebook.settings import Site

DOWNLOADS = ("rights.csv", "rights.json", "REUSE.toml")


def ledger_lines(collection: Collection, site: Site) -> tuple[Line, ...]:
    """Return a line for every page and file that comes from a case, or from several."""
    lines = [line for case in collection.cases for line in case_lines(case, site, *_paths(case))]
    for compilation in collection.compilations:
        lines.extend(compilation_lines(compilation, site, compilation_outputs(compilation)))
    return tuple(sorted(lines, key=lambda line: line.path))


def ledger_entries(collection: Collection, site: Site) -> Iterator[Entry]:
    """Yield what these lines say, once for all files of equal rights in a case."""

    def said(case: Contribution) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
        found = case_rights(case, site, *_paths(case))
        return [(paths, record_of(line)) for line, paths in found]

    for entries in said_of("ledger", collection.cases, site, said, _entries):
        yield from entries
    for compilation in collection.compilations:
        for line in compilation_lines(compilation, site, compilation_outputs(compilation)):
            yield entry_of((line.path,), record_of(line))


def _entries(case: Contribution, said: Iterable[tuple[Iterable[str], Any]]) -> list[Entry]:
    """Return the entries of a case; raise `ValueError` where they are of something else."""
    entries = [entry_of(paths, record) for paths, record in said]
    below = tuple(address(tag, case_path(case)) for tag in LANGUAGES)
    if not all(path.startswith(below) for entry in entries for path in entry.paths):
        raise ValueError("a path of another case")
    return entries


def _paths(case: Contribution) -> tuple[list[str], list[tuple[str, str]]]:
    """Return where the pages of a case lie, and each of its files with its material."""
    pages = [address(tag, case_path(case)) + "index.html" for tag in LANGUAGES]
    return pages, [(path, facts.name) for path, facts, _ in published_paths(case)]


def compile_rights(collection: Collection, edition: Edition) -> Page:
    """Return the page that a rights officer reads: owners with counts, works of others, files."""
    view = RightsView(
        title=edition.say("rights"),
        intro=edition.say("rights-intro"),
        owners=tuple(_owners(collection, edition)),
        works=tuple(row for case in collection.cases for row in works_of(case, edition)),
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
    institutions: list[OwnerRow] = []
    schools: list[OwnerRow] = []
    files = each_once(_files)  # a case has several owners
    for owner, cases in owned(collection).items():
        name = owner_name(owner, cases[0], edition)
        row = OwnerRow(
            Link(edition.href(owner_path(owner)), name),
            cases=len(cases),
            licensed=sum(case.metadata.copyright.license is not None for case in cases),
            files=sum(map(files, cases)),
        )
        (institutions if owner in INSTITUTIONS else schools).append(row)
    yield from sorted(institutions, key=lambda row: row.owner.href)
    yield from sorted(schools, key=lambda row: row.owner.label)


def _files(case: Contribution) -> int:
    return sum(material.type != "student-work" for material in case.published_materials)
