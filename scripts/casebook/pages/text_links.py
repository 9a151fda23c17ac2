"""Where the links of a text lead on the site: to what is there, or nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Set
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from casebook.contribution import CaseText, Contribution

NOWHERE: Final = None
"""The words are shown without a link."""


def text_links(
    case: Contribution, text: CaseText, known: Set[str], files: str
) -> Mapping[str, str | None]:
    """Return the address of every link that stays on the site, by what was typed.

    `known` are the cases that have a page, `files` is where the case's files lie. A link to a place
    in another case leads to the case: which places it has is its own affair.
    """
    return {
        link.target: _address(case, text, link.target, known, files)
        for link in text.text.links
        if not urlsplit(link.target).scheme
    }


def _address(
    case: Contribution, text: CaseText, target: str, known: Set[str], files: str
) -> str | None:
    parts = urlsplit(target)
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    name = posixpath.normpath(path)
    if path and name in case.files:
        return files + quote(name) + (f"#{quote(fragment, safe='=&,')}" if fragment else "")
    to = case.case_at(path) if path else case.id
    if to == case.id:
        has_place = any(heading.anchor == fragment for heading in text.text.headings)
        return f"#{quote(fragment)}" if has_place else "./" if not fragment else NOWHERE
    return f"{posixpath.relpath(to, case.id)}/" if to in known else NOWHERE
