"""Let MkDocs build the hand-written pages, and put the compiled ones beside them.

The one file that knows MkDocs. Case studies never pass through it: its Markdown, its navigation
and its list of files all cost more with every page of the site.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from casebook.cli.hand_written import ALONE, LEFT_OUT, end_with_command
from casebook.compiling import FOLDERS
from casebook.language import LANGUAGES, Language, Localized, as_language
from casebook.pages.edition import address, alternates
from casebook.pages.reference import reference_pages
from casebook.policy import POLICY
from casebook.rights.wording import general_words
from casebook.settings import Site, load_site
from casebook.theme import Theme, page_words, prepare, theme_of
from casebook.workers import DEFAULT_PLACE

if TYPE_CHECKING:
    from casebook.assembly import Build

UNUSED = (
    "assets/javascripts/bundle.",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
    "assets/stylesheets/palette.",
    "assets/images/favicon.png",
)
"""Files of Material that no page of ours loads: its search, its own scripts and its colours."""
COMPILED = tuple(f"{folder}/" for folder in FOLDERS.values())
"""Hand-written pages that we read ourselves and compile."""
LED_TO = ("cases", "resources", "schools", "communities", "compilations", "search", "rights")
"""Compiled pages that a hand-written one may lead to by the name of a file."""

_policy: list[str] = []
"""What browsers are told that pages may do: on the site, not while somebody writes."""
_frames: list[tuple[Site, Theme]] = []
_builds: list[Build] = []
"""The build under way, where the compiled pages are ours to make: MkDocs has no place for it."""


class CompiledTarget(Page):
    """Stand for a compiled page while links are looked at: it is never read and never framed."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Set what MkDocs would read from a file."""
        del config
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what MkDocs would make of Markdown."""
        del config, files
        self.content = ""


def on_startup(*, command: str, dirty: bool) -> None:
    """End with the command that started MkDocs, however that one ends."""
    del dirty
    # A server that builds again puts a script of its own into each page that it shows.
    _policy[:] = [POLICY] if command == "build" else []
    end_with_command()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the contributions; refuse the build on any error, before the old site is emptied."""
    site, policy = _site(config), "".join(_policy)
    alone = os.environ.get(ALONE)
    _builds.clear()
    if alone is None:
        from casebook.cli.preparing import prepared  # noqa: PLC0415 - not where a command did it

        quarantine = LEFT_OUT in os.environ
        ready = prepared(site, _language_of_command(), policy, quarantine=quarantine)
        if isinstance(ready, Localized):
            raise Abort(ready.in_(_language_of_command()))
        _builds.append(ready.build)
        theme = ready.build.theme
    else:
        theme = theme_of(site, policy, has_compilations=alone == "compilations")
    _frames[:] = [(site, theme)]
    # Our own list of pages knows the compiled ones too.
    config.theme.static_templates.discard("sitemap.xml")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference pages, and for the time of reading what other pages may lead to."""
    for file in [file for file in files if file.src_uri.startswith((*UNUSED, *COMPILED))]:
        files.remove(file)
    for src_uri, text in reference_pages():
        files.append(File.generated(config, src_uri, content=text))
    for language in LANGUAGES:
        for folder in ("", *(f"{name}/" for name in LED_TO)):
            file = File.generated(config, f"{address(language, folder)}index.md", content="")
            files.append(file)
            file.page = CompiledTarget("", file, config)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Leave navigation empty: the theme has its own tabs, and a case belongs to many lists."""
    del config, files
    nav.items.clear()
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Prepare MkDocs' own templates as ours are; by now all links have been looked at."""
    del config
    for file in [file for file in files if isinstance(file.page, CompiledTarget)]:
        files.remove(file)
    ((site, theme),) = _frames
    prepare(env, theme)
    env.globals["general_words"] = lambda tag: general_words(site, tag)
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the templates the language of the page and its addresses in the others."""
    del config, nav
    language: Language = "zh-Hant" if page.file.src_uri.startswith("zh-Hant/") else "en"
    context |= page_words(language, alternates(page.url.removeprefix("zh-Hant/")))
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Put the compiled pages beside the written ones, unless our command does it."""
    for build in _builds:
        from casebook.assembly import AssemblyError, assemble  # noqa: PLC0415

        try:
            assemble(Path(config.site_dir), build)
        except AssemblyError as error:
            words = Localized("Nothing was published: {why}", "沒有發布：{why}").format(
                why=error.words
            )
            raise Abort(words.in_(_language_of_command())) from error
        build.site.cache.close(whole=True)


def on_build_error(*, error: Exception) -> None:
    """Keep what was made until it went wrong, and say in a sentence what that was."""
    for build in _builds:
        build.site.cache.close()
    if not isinstance(error, Abort | BuildError):
        from casebook.cli.faults import told  # noqa: PLC0415

        raise SystemExit(told(error, _language_of_command()))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Build again when a contribution changes."""
    del config, builder
    ((site, theme),) = _frames
    for folder in (site.contributions, theme.folder):
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


def _language_of_command() -> Language:
    return as_language(os.environ.get("CASEBOOK_LANG", "en"))
