"""Pieces of HTML for pages in Markdown, every text in them escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from casebook.language import Language
from casebook.locale import say

_HAN = re.compile(r"[\u3400-\u9fff]")


def page_head(page: str, language: Language) -> Sequence[str]:
    """Return the beginning of a reference page: its description, title and introduction."""
    key = f"reference.{page}"
    return (
        f"---\ndescription: {say(language, f'{key}.description')}\n---\n",
        f"# {say(language, f'{key}.title')} {{#{page}}}\n",
        f"<p>{prose(say(language, f'{key}.intro'))}</p>\n",
    )


def prose(text: str) -> str:
    """Return `text` escaped; what stands between backticks becomes code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def said(language: Language, key: str, **values: str) -> str:
    """Return words of the interface escaped, filled with `values` that are HTML already."""
    return prose(say(language, key)).format(**values) if values else prose(say(language, key))


def code(text: str) -> str:
    """Return `text` as code within a line."""
    return f'<code translate="no">{escape(text)}</code>'


def code_block(text: str, language: Language) -> str:
    """Return lines of a file; a tab is drawn, since it is what some of them are about."""
    lang = ' lang="en"' if language != "en" and not _HAN.search(text) else ""
    shown = escape(text.replace("\t", "⇥ "))
    return f'<pre{lang}><code tabindex="0" translate="no">{shown}\n</code></pre>'
