"""Compilations as files to take away: PDF and EPUB, each in the languages it was written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from casebook.cache import key_of
from casebook.collection import Collection
from casebook.documents.content import Content, content_of
from casebook.documents.epub import render_epub
from casebook.documents.needs import fonts, lacking
from casebook.documents.pdf import render_pdf
from casebook.pages.compilation import document_path
from casebook.pages.compilation_view import CompilationView
from casebook.pages.edition import Edition
from casebook.pages.page import Page
from casebook.settings import Site

__all__ = ["Document", "lacking", "offered", "render_documents"]

RENDERERS: Final[Mapping[str, Callable[[Content], bytes]]] = {
    "pdf": render_pdf,
    "epub": render_epub,
}


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one file of the site that was made from a compilation."""

    path: str
    """From the site's root."""
    data: bytes


def render_documents(collection: Collection, site: Site) -> Iterator[Document]:
    """Yield a PDF and an EPUB of each compilation in each of its languages."""
    known = {case.id for case in (*collection.cases, *collection.notices)}
    for compilation in collection.compilations:
        for language in compilation.texts:
            content = content_of(compilation, known, Edition(site, language))
            for kind, render in RENDERERS.items():
                key = key_of(kind, fonts(), content.digest())
                data = site.cache.made(key, partial(render, content))
                yield Document(document_path(compilation, language, kind), data)


def offered(page: Page, documents: Mapping[str, bytes], site: Site) -> Page:
    """Return the page of a compilation with the size of each document that it offers."""
    if not isinstance(page.view, CompilationView):
        return page
    edition = Edition(site, page.language)
    downloads = tuple(
        replace(one, size=edition.size(len(documents[one.href]))) for one in page.view.downloads
    )
    return replace(page, view=replace(page.view, downloads=downloads))
