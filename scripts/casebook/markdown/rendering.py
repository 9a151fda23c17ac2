"""A text as HTML for one page: addresses and words of ours filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlsplit

from casebook.language import Language, Localized
from casebook.markdown.values import Link, Picture, PublishedPictures, Text

_SAFE_IN_ADDRESS: Final = "/#?%:@!$&'()*+,;=~-._"


def escape(text: str) -> str:
    """Return `text` as the content of an element, spelt as HTML serializers spell it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\u00a0", "&nbsp;")


def escape_value(text: str) -> str:
    """Return `text` as the value of an attribute, to stand between double quotes."""
    return escape(text).replace('"', "&quot;")


def render(
    text: Text,
    *,
    language: Language,
    pictures: PublishedPictures,
    links: Mapping[str, str | None] | None = None,
    base: str = "",
) -> str:
    """Return `text` as HTML, pictures and links where they lie on the site.

    `base` is put before the relative addresses of published pictures and of links that `links`
    does not name; `links` gives the address of a target, None for one without an address: its
    words stay and lead nowhere. A picture that is not published leaves its alternative text.
    `language` is that of the text: the words between it ("Note", "Back to the text") are read
    aloud in the same voice.
    """
    parts: list[str] = []
    for piece in text.pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif isinstance(piece, Link):
            parts.append(_link(piece, links or {}, base))
        elif isinstance(piece, Picture):
            parts.append(_picture(piece, pictures, base))
        else:
            parts.append(_words(piece, language))
    return "".join(parts)


def _link(link: Link, links: Mapping[str, str | None], base: str) -> str:
    address = links[link.target] if link.target in links else _address(link.target, base)
    return "<a>" if address is None else f'<a href="{escape_value(address)}">'


def _address(target: str, base: str) -> str:
    parts = urlsplit(target)
    if target.startswith("#") or parts.scheme:
        return quote(target, safe=_SAFE_IN_ADDRESS)
    path = parts.path.removesuffix("index.md") if parts.path.endswith("/index.md") else parts.path
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return base + quote(path + query + fragment, safe=_SAFE_IN_ADDRESS)


def _picture(picture: Picture, pictures: PublishedPictures, base: str) -> str:
    published = pictures.get(picture.target)
    if published is None:
        return f'<span class="cb-no-picture">{escape(picture.alt)}</span>'
    title = f' title="{escape_value(picture.title)}"' if picture.title else ""
    source = quote(base + published.src, safe="/.~-_")
    return (
        f'<img src="{source}" alt="{escape_value(picture.alt)}"{title}'
        f' width="{published.width}" height="{published.height}" loading="lazy">'
    )


def _words(words: Localized, language: Language) -> str:
    return escape_value(words.in_(language))
