"""The theme: what every template is given, how its text is read, and a page framed in it."""

from __future__ import annotations

import functools
import json
import pickle
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, TemplateError, pass_context
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from casebook.language import HTML_LANG, Language
from casebook.locale import say
from casebook.markdown import Heading
from casebook.pages.compilation_view import CompilationView
from casebook.pages.edition import alternates
from casebook.pages.page import Page
from casebook.pages.views import CaseView
from casebook.settings import Publisher, Site
from casebook.trees import files_below

_MOST_KEPT: Final = 20_000
"""Pieces of pages, of about 2 kB each."""
_KNOWN_TO_MACROS: Final = ("html_lang", "t", "base_url")
"""What macros that many pages share know of a page."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold what frames a page beside the page itself: plain data, for any worker."""

    folder: Path
    """Our own templates: of Material only the style sheet is used."""
    url: str
    looks: str
    """What `mkdocs.yml` tells the templates, as JSON."""
    publisher: Publisher
    has_compilations: bool
    policy: str
    """What browsers are told that pages may do; empty while somebody writes."""
    version: str
    """A digest of all templates."""


@dataclass(frozen=True, slots=True)
class ListedHeading:
    """Show a heading in the list of contents."""

    title: str
    url: str
    level: int
    children: tuple[ListedHeading, ...]


_INDENTS: Final = re.compile(
    r"\n[ \t]*(?=</?(?:article|d[dlt]|div|footer|h[1-6]|head|header|li|link|main|meta|nav|ol|p"
    r"|script|section|title|ul)\b)|(?<=\n)[ \t]+"
)
"""Blanks that no browser shows: indents, and any between elements that begin a line themselves."""


class WithoutIndents(Extension):
    """Leave out the indents of templates: a case has to arrive on a slow phone."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template as it is compiled; what fills it keeps its spaces."""
        del name, filename
        return _INDENTS.sub("", source)


def prepare(environment: Environment, theme: Theme) -> None:
    """Let an environment escape every value in our own templates, and give them words."""
    own = {str(path.relative_to(theme.folder)) for path in files_below(theme.folder)}
    environment.autoescape = lambda name: name in own
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension(WithoutIndents)
    environment.filters.update(url=_url, lang=_lang)
    kept = _Kept()
    environment.globals.update(
        macros=kept.macros,
        part=kept.part,
        shown=kept.shown,
        publisher=theme.publisher,
        contact=theme.publisher.contact,
        has_compilations=theme.has_compilations,
        policy=theme.policy,
        **page_words("en", alternates("")),
    )


def page_words(language: Language, addresses: Mapping[Language, str]) -> dict[str, Any]:
    """Return what templates may name on a page of one language."""
    return {
        "lang": language,
        "html_lang": HTML_LANG[language],
        "t": functools.partial(say, language),
        "alternates": addresses,
    }


def frame_all(batches: Sequence[bytes], theme: Theme, root: Path) -> list[list[str]]:
    """Write batches of pages, each pickled, to their files below `root`, whose folders are there.

    Returns the SHA-256 of each file in hexadecimal.
    """
    unpacked = map(pickle.loads, batches)  # our own
    environment = _environment(theme)
    return [[_written(page, environment, theme, root) for page in pages] for pages in unpacked]


def _written(page: Page, environment: Environment, theme: Theme, root: Path) -> str:
    data = _frame(page, environment, theme.url)
    # Never into a file that lies there: it may be one of the published site, under another name.
    with (root / page.file).open("xb") as file:
        file.write(data)
    return sha256(data).hexdigest()


def _frame(page: Page, environment: Environment, url: str) -> bytes:
    template = environment.get_template(page.template)
    shown: dict[str, Any] = {
        "compiled": page,
        "view": page.view,
        "title": page.title,
        "url": page.href,
        "canonical_url": url + page.href,
        "toc": _listed(page),
        "meta": {},
    }
    words = page_words(page.language, page.alternates)
    root = "/".join([".."] * page.href.count("/")) or "."
    # The files of a case lie beside its page, and nothing that other pages show does.
    own = page.href if isinstance(page.view, CaseView) else None
    return template.render(words, page=shown, base_url=root, own=own).encode()


def theme_of(site: Site, policy: str, *, has_compilations: bool) -> Theme:
    """Return what pages of the site are framed with."""
    version = sha256()
    for file in sorted(one for one in files_below(site.theme) if one.suffix == ".html"):
        version.update(f"{file.relative_to(site.theme)}\0".encode() + file.read_bytes())
    publisher = site.settings.publisher
    digest = version.hexdigest()
    return Theme(site.theme, site.url, site.looks, publisher, has_compilations, policy, digest)


def compile_templates(theme: Theme) -> None:
    """Compile all templates in this process, once for all that it forks.

    What is wrong with one is said where a page needs it: some may be for MkDocs alone.
    """
    environment = _environment(theme)
    for name in environment.list_templates(["html"]):
        with suppress(TemplateError):
            environment.get_template(name)


@functools.lru_cache(maxsize=4)
def _environment(theme: Theme) -> Environment:
    loader = FileSystemLoader(theme.folder)
    environment = Environment(loader=loader, auto_reload=False)  # noqa: S701 - `prepare` sees to it
    environment.globals["config"] = json.loads(theme.looks)
    prepare(environment, theme)
    return environment


@functools.cache
def _lang(tag: str | None) -> str:
    """Return the attribute that says the language of an element, if it is not the page's."""
    return Markup(' lang="{}"').format(tag) if tag else ""


@pass_context
def _url(context: Context, address: str) -> str:
    """Return an address of the site as a page names it; any other stays as it is."""
    if address.startswith("#") or ":" in address.partition("/")[0]:
        return address
    own = context.get("own")
    if own and address.startswith(own):
        return address.removeprefix(own) or "./"
    climbed = str(context["base_url"]).rstrip("/")
    # Not by `lang`: within the macros that is one of them.
    is_chinese = context["html_lang"] == HTML_LANG["zh-Hant"]
    if address.startswith("zh-Hant/") and climbed.startswith("..") and is_chinese:
        # Its own edition is one step nearer than the root.
        climbed, address = climbed[3:] or ".", address.removeprefix("zh-Hant/")
    return f"{climbed}/{address}"


class _Kept:
    """Keep what many pages show alike: it depends on their language and their depth alone."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Markup] = {}
        self._macros: dict[tuple[object, ...], TemplateModule] = {}

    @pass_context
    def macros(self, context: Context, name: str) -> TemplateModule:
        """Return the macros of a template: to make them anew takes a tenth of a page's time."""
        key = (name, context["html_lang"], context["base_url"])
        if key not in self._macros:
            known = {word: context[word] for word in _KNOWN_TO_MACROS}
            self._macros[key] = context.environment.get_template(name).make_module(known)
        return self._macros[key]

    @pass_context
    def part(self, context: Context, name: str, *also: object) -> Markup:
        """Return the template `name`; `also` is what else of the page it depends on."""
        key = (name, context["html_lang"], context["base_url"], *also)
        return self._made(
            key, lambda: context.environment.get_template(name).render(context.get_all())
        )

    def shown(self, macro: Macro, value: object, *arguments: object) -> Markup:
        """Return what one of the shared macros makes of a value that views hold."""
        return self._made((macro, value, *arguments), lambda: macro(value, *arguments))

    def _made(self, key: tuple[object, ...], make: Callable[[], str]) -> Markup:
        made = self._kept.get(key)
        if made is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            made = self._kept[key] = Markup(make())  # noqa: S704 - templates have escaped it
        return made


def _listed(page: Page) -> tuple[ListedHeading, ...]:
    return _nested(page.view.headings) if isinstance(page.view, CaseView | CompilationView) else ()


def _nested(headings: Sequence[Heading]) -> tuple[ListedHeading, ...]:
    """Nest headings by level: each holds those that follow it and lie deeper."""
    listed: list[ListedHeading] = []
    start = 0
    while start < len(headings):
        first, end = headings[start], start + 1
        while end < len(headings) and headings[end].level > first.level:
            end += 1
        deeper = _nested(headings[start + 1 : end])
        listed.append(ListedHeading(first.title, f"#{first.anchor}", first.level, deeper))
        start = end
    return tuple(listed)
