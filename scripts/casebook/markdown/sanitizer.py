"""A second opinion on the HTML of a text: what nh3 would take away must not be there."""

from __future__ import annotations

import re
from typing import Final

import nh3

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized
from casebook.markdown.rendering import render
from casebook.markdown.values import PublishedPicture, Text

UNSAFE_MARKUP = DiagnosticKind(
    "unsafe-markup",
    "error",
    Localized(
        "the text turned into HTML that is not allowed on a page; this is a fault of Casebook",
        "正文轉成了不准放上網頁的 HTML；這是本系統的毛病",
    ),
    Localized(
        "report it with this text; near {words} is what was not allowed",
        "請連同這篇正文回報；不獲准的內容在 {words} 附近",
    ),
)

ATTRIBUTES: Final = {
    "a": {"href", "id", "role", "aria-label"},
    "code": {"class", "tabindex"},
    "div": {"class", "role", "aria-label", "tabindex"},
    "figure": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "li": {"id"},
    "ol": {"start"},
    "p": {"class"},
    "section": {"class", "role", "aria-label"},
    "span": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
}
ELEMENTS: Final = set(ATTRIBUTES) | {
    *("blockquote", "br", "del", "em", "figcaption", "hr", "pre", "strong", "sup"),
    *("table", "tbody", "thead", "tr", "ul"),
}
SCHEMES: Final = {"https", "http", "mailto"}
_VALUES: Final = {
    "class": re.compile(r"(?:(?:cb|language)-[a-z0-9+#-]+ ?)+"),
    "id": re.compile(r"(?:s|fn|fnref)-[\w-]+"),
    "role": re.compile(r"note|region|doc-(?:noteref|endnotes|backlink)"),
    "href": re.compile(r"(?!//)[^\\\s<>\"]*"),
    "src": re.compile(r"(?!/)[^\\\s<>\":]*"),
}


def _allowed(element: str, attribute: str, value: str) -> str | None:
    del element
    pattern = _VALUES.get(attribute)
    return value if pattern is None or pattern.fullmatch(value) else None


_CLEANER: Final = nh3.Cleaner(
    tags=ELEMENTS,
    attributes=ATTRIBUTES,
    attribute_filter=_allowed,
    url_schemes=SCHEMES,
    link_rel=None,
)


def disagreement(text: Text) -> str | None:
    """Return some words where nh3 would change the HTML of `text`; None if it agrees."""
    shown = {
        picture.target: PublishedPicture(f"{number}.webp", 1, 1)
        for number, picture in enumerate(text.pictures)
    }
    html = render(text, language="en", pictures=shown)
    cleaned = _CLEANER.clean(html)
    if cleaned == html:
        return None
    pairs = enumerate(zip(html, cleaned, strict=False))
    start = next((n for n, (ours, theirs) in pairs if ours != theirs), len(cleaned))
    return html[max(0, start - 20) : start + 40]
