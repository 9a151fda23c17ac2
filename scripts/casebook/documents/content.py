"""What a document shows of a compilation in one language, and the pictures in it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader

from casebook.assets.derivatives import TEXT_WIDTH
from casebook.compilation import Compilation
from casebook.language import HTML_LANG
from casebook.locale import say
from casebook.pages.compilation import compilation_path, compilation_view
from casebook.pages.compilation_view import CompilationView
from casebook.pages.edition import Edition
from casebook.pages.excerpts import Place
from casebook.pages.files import PublishedFile, published_files

TEMPLATES: Final = Path(__file__).with_name("templates")
_NOWHERE: Final = "https://casebook.invalid/"
"""Stands for the site's address where the settings give none: links need one."""
_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class Content:
    """Hold a compilation as a document shows it, every address whole."""

    view: CompilationView
    edition: Edition
    date: str
    """The day of compiling: a document of the same content has the same bytes on any day."""
    root: str
    """Address of the site."""
    address: str
    """Of its page."""
    sources: tuple[str, ...]
    """Addresses of the cases."""
    pictures: Mapping[str, PublishedFile]
    """Those that the text shows, by their paths from the site's root."""

    def digest(self) -> bytes:
        """Return a digest of all that a document shows."""
        told = (self.view, self.date, self.address, self.sources, self.edition.site.inputs())
        whole = sha256(repr(told).encode())
        for path, file in self.pictures.items():
            whole.update(path.encode() + sha256(file.content()).digest())
        return whole.digest()

    def render(self, template: str, **more: Any) -> str:  # noqa: ANN401 - as in Jinja
        """Return a template filled with this content."""
        language = self.edition.language
        return _ENVIRONMENT.get_template(template).render(
            view=self.view,
            html_lang=HTML_LANG[language],
            t=lambda key, **values: say(language, key, **values),
            to=lambda path: self.root + path,
            date=self.date,
            address=self.address,
            sources=self.sources,
            publisher=self.edition.site.settings.publisher.name.localized.in_(language),
            **more,
        )


def content_of(compilation: Compilation, known: Set[str], edition: Edition) -> Content:
    """Return what a document shows; `known` are the ids of the cases that have a page."""
    root = edition.site.url or _NOWHERE
    text = compilation.text_for(edition.language)
    place = Place(lambda path: root + path, lambda path: path)
    view = compilation_view(compilation, known, place, edition)
    return Content(
        view,
        edition,
        str(text.metadata.compiled),
        root,
        root + edition.href(compilation_path(compilation)),
        tuple(root + edition.href(f"cases/{part.case.id}/") for part in text.shown),
        {
            file.src_uri: file
            for part in text.shown
            for file in published_files(part.case, edition.site)
            if file.width == TEXT_WIDTH and file.original.name in part.pictures
        },
    )
