"""What every template of the theme is given, and how its text is read."""

from __future__ import annotations

import re
from typing import Any

from jinja2.ext import Extension

from casebook.collection import Collection
from casebook.locale import say
from casebook.pages.edition import alternates
from casebook.rights.wording import general_words
from casebook.settings import Site


class WithoutIndents(Extension):
    """Leave out the indents of templates: a case has to arrive on a slow phone."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template as it is compiled; what fills it keeps its spaces."""
        del name, filename
        return re.sub(r"\n[ \t]+", "\n", source)


def template_words(site: Site, collection: Collection) -> dict[str, Any]:
    """Return what templates may name on any page; a page of its own language overrides it."""
    return {
        "publisher": site.settings.publisher,
        "general_words": lambda tag: general_words(site, tag),
        "contact": site.settings.publisher.contact,
        "has_compilations": bool(collection.compilations),
        "t": lambda key, **values: say("en", key, **values),
        "lang": "en",
        "html_lang": "en",
        "alternates": alternates(""),
    }
