"""Hand compiled pages to MkDocs: the one file that knows it.

MkDocs frames our pages in its theme and builds the hand-written pages of `docs/`. Case studies
never pass through its Markdown or its navigation: both cost more with every page of the site.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from casebook.catalogue import render_catalogue
from casebook.cli.building import end_with_command
from casebook.cli.faults import told
from casebook.cli.left_out import publishable
from casebook.cli.output import report
from casebook.compiling import FOLDERS
from casebook.documents import lacking, offered, render_documents
from casebook.language import HTML_LANG, LANGUAGES, Language, as_language
from casebook.locale import say
from casebook.markdown import Heading
from casebook.pages import compile_pages
from casebook.pages.compilation_search import search_documents
from casebook.pages.compilation_view import CompilationView
from casebook.pages.edition import address, alternates
from casebook.pages.files import UnmadeFileError, make_files, published_files
from casebook.pages.page import Page as CompiledPage
from casebook.pages.reference import reference_pages
from casebook.pages.rights import ledger_lines
from casebook.pages.views import CaseView
from casebook.pipeline import Checked, build_date, check_folder
from casebook.policy import POLICY, headers_file
from casebook.rights.ledger import LedgerError, Line, check_ledger
from casebook.rights.records import ledger_files
from casebook.search.files import index_files
from casebook.search.settings import SearchSettings
from casebook.settings import Site, load_site
from casebook.theme import WithoutIndents, template_words
from casebook.workers import DEFAULT_PLACE

UNUSED = (
    "assets/javascripts/bundle.",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
    "assets/stylesheets/palette.",
    "assets/images/favicon.png",
)
"""Files of Material that no page of ours loads: its search, its own scripts and its colours."""


@dataclass(frozen=True, slots=True)
class Build:
    """Hold what one build stands on; each is read once, so that no two pages disagree."""

    site: Site
    today: date
    checked: Checked


_builds: list[Build] = []
"""The build under way: MkDocs has no place for it."""
_policy: list[str] = []
"""What browsers are told that pages may do: on the site, not while somebody writes."""
COMPILED = tuple(f"{folder}/" for folder in FOLDERS.values())
"""Hand-written pages that we read ourselves and compile."""
_WITH_LINES = (CaseView, CompilationView)
"""Pages with headings of their own and a line in the ledger."""

_ledger: list[Line] = []
"""Lines of the ledger of the build under way: it is held against the site when that is whole."""
_notices: set[str] = set()
"""Pages that stand below the cases' addresses and hold nothing of a case."""
_index: list[tuple[str, bytes]] = []
"""Files of the search index of the build under way: MkDocs has no place for them until its end."""


class CompiledMkDocsPage(Page):
    """Be a page that is finished: it is never read and never passes through Markdown."""

    def __init__(self, compiled: CompiledPage, file: File, config: MkDocsConfig) -> None:
        """Take the title, the view and the contents list from `compiled`."""
        super().__init__(compiled.title, file, config)
        self.compiled = compiled
        self.view = compiled.view

    def read_source(self, config: MkDocsConfig) -> None:
        """Set what MkDocs would read from a file."""
        del config
        self.markdown = ""
        self.meta = {
            "template": self.compiled.template,
            "lang": self.compiled.language,
            "description": self.compiled.description,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what MkDocs would make of Markdown."""
        del config, files
        self.content = ""
        headings = self.view.headings if isinstance(self.view, _WITH_LINES) else ()
        self.toc = TableOfContents(_contents(headings))


def on_startup(*, command: str, dirty: bool) -> None:
    """End with the command that started MkDocs, however that one ends."""
    del dirty
    # A server that builds again puts a script of its own into each page that it shows.
    _policy[:] = [POLICY] if command == "build" else []
    end_with_command()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the contributions; refuse the build on any error, before the old site is emptied."""
    site, today = _site(config), build_date()
    days = site.settings.rights.ends_soon_days
    limits, cache = site.settings.limits, site.cache
    checked = check_folder(
        site.contributions, today, (), days, limits, site.docs, cache=cache, workers=site.workers
    )
    report(checked.diagnostics, site)
    allowed = publishable(checked)
    if allowed is None:
        raise Abort("Nothing was published: put the errors above right and build again.")
    if allowed.collection.compilations and (sentence := lacking()):
        raise Abort(sentence.in_(as_language(os.environ.get("CASEBOOK_LANG", "en"))))
    _builds[:] = [Build(site, today, allowed)]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and the files of the contributions."""
    for file in [file for file in files if file.src_uri.startswith((*UNUSED, *COMPILED))]:
        files.remove(file)
    (build,) = _builds
    site, collection = build.site, build.checked.collection
    _notices.clear()
    try:
        make_files(collection.cases, site)
    except UnmadeFileError as error:
        raise Abort(f"Nothing was published: {error}") from error
    compiled = {one.path: one.data for one in render_documents(collection, site)}
    for page in compile_pages(collection, site, build.today):
        _add_page(offered(page, compiled, site), files, config)
        if not isinstance(page.view, _WITH_LINES):
            _notices.add(page.href + "index.html")
    _ledger[:] = ledger_lines(collection, site)
    for path, data in compiled.items():
        files.append(File.generated(config, path, content=data))
    for src_uri, text in reference_pages():
        files.append(File.generated(config, src_uri, content=text))
    catalogue = render_catalogue(collection, site)
    files.append(File.generated(config, "catalogue.json", content=catalogue))
    _index[:] = index_files(search_documents(collection, site), SearchSettings())
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Leave navigation empty: the theme has its own tabs, and a case belongs to many lists."""
    del config, files
    nav.items.clear()
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Escape every value in our own templates, and give them words."""
    del files
    own = {str(p.relative_to(d)) for d in _own_templates(config) for p in d.rglob("*.html")}
    env.autoescape = lambda name: name in own
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension(WithoutIndents)
    (build,) = _builds
    words = template_words(build.site, build.checked.collection)
    env.globals.update(words, policy="".join(_policy))
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the templates the language of the page and its addresses in the others."""
    del config, nav
    language = _language(page)
    compiled = getattr(page, "compiled", None)
    context["lang"] = language
    context["html_lang"] = HTML_LANG[language]
    context["t"] = lambda key, **values: say(language, key, **values)
    context["alternates"] = (
        compiled.alternates if compiled else alternates(page.url.removeprefix("zh-Hant/"))
    )
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index and the ledger beside the pages; refuse a file without a line."""
    (build,) = _builds
    root = Path(config.site_dir)
    for case in build.checked.collection.cases:
        for file in published_files(case, build.site):
            _write(root / file.src_uri, file.content())
    paths = [
        path.relative_to(root).as_posix()
        for language in LANGUAGES
        for folder in ("cases", "compilations")
        for path in (root / address(language, folder)).rglob("*")
        if path.is_file()
    ]
    try:
        check_ledger(_ledger, paths, _notices)
    except LedgerError as error:
        raise Abort(
            f"Nothing was published: the ledger of rights is not whole.\n{error}"
        ) from error
    digests = {line.path: sha256((root / line.path).read_bytes()).hexdigest() for line in _ledger}
    lists = (*_notices, *(path for path, _ in _index), "catalogue.json")
    ledger = ledger_files(_ledger, lists, digests, build.site, build.today)
    for path, data in (*_index, *ledger):
        _write(root / path, data)
    _write(root / "_headers", headers_file().encode())
    build.site.cache.close(whole=True)


def on_build_error(*, error: Exception) -> None:
    """Keep what was made until it went wrong, and say in a sentence what that was."""
    for build in _builds:
        build.site.cache.close()
    if not isinstance(error, Abort | BuildError):
        raise SystemExit(told(error, as_language(os.environ.get("CASEBOOK_LANG", "en"))))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Build again when a contribution changes."""
    del builder
    for folder in (_builds[0].site.contributions, *_own_templates(config)):
        server.watch(str(folder))
    return server


def _site(config: MkDocsConfig) -> Site:
    given, kept = (os.environ.get(f"CASEBOOK_{name}") for name in ("CONTRIBUTIONS", "CACHE"))
    return load_site(
        Path(config.config_file_path),
        Path(given) if given else None,
        Path(kept) if kept else None,
        os.environ.get("CASEBOOK_EXECUTOR", DEFAULT_PLACE),
    )


def _add_page(page: CompiledPage, files: Files, config: MkDocsConfig) -> None:
    file = File.generated(config, page.src_uri, content="")
    file.edit_uri = None
    files.append(file)
    # MkDocs builds the page that a file already has, of whatever class.
    file.page = CompiledMkDocsPage(page, file, config)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _contents(headings: Iterable[Heading]) -> list[AnchorLink]:
    """Nest headings by level, as MkDocs' contents list wants them."""
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.title, heading.anchor, heading.level)
        while open_ and open_[-1].level >= heading.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    return top


def _language(page: Page | None) -> Language:
    if isinstance(page, CompiledMkDocsPage):
        return page.compiled.language
    return "zh-Hant" if page and page.file.src_uri.startswith("zh-Hant/") else "en"


def _own_templates(config: MkDocsConfig) -> list[Path]:
    custom = config.theme.custom_dir
    return [Path(custom)] if custom else []
