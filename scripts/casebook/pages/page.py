"""A finished page of the site, before the theme frames it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.language import Language
from casebook.pages.views import View


@dataclass(frozen=True)
class Page:
    """Hold one finished page of the site, before the theme frames it."""

    src_uri: str
    """MkDocs' word: the path of its source, e.g. `zh-Hant/cases/2024-25/x/index.md`."""
    template: str
    language: Language
    title: str
    description: str
    section: str
    """The tab it stands under: home, cases, resources, schools, communities, contribute."""
    view: View
    alternates: Mapping[Language, str] = field(default_factory=dict)
    """Address of the same page in each language."""
    edit_path: str | None = None

    @property
    def href(self) -> str:
        """Return its address relative to the site's root."""
        return self.src_uri.removesuffix("index.md")

    @property
    def file(self) -> str:
        """Return the path of its file from the site's root."""
        return f"{self.href}index.html"
