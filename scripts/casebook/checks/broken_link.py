"""A link in the text leads to nothing on the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from casebook.checks.context import Context
from casebook.contribution import CaseText, Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

FILE = DiagnosticKind(
    "broken-link",
    "error",
    Localized(
        'the link leads to "{target}", which is not on the site',
        "連結指向「{target}」，但網站上沒有",
    ),
    Localized(
        "correct the address, or write the words without a link", "更正地址，或只寫文字、不加連結"
    ),
)
UNPUBLISHED = DiagnosticKind(
    "link-to-unpublished",
    "error",
    Localized(
        'the link leads to "{target}", which is not a material to be published',
        "連結指向「{target}」，但它不是要公開的材料",
    ),
    Localized(
        "write the words without a link, or write use: publish at its entry",
        "只寫文字、不加連結，或在其登記寫 use: publish",
    ),
)
ANCHOR = DiagnosticKind(
    "broken-anchor",
    "warning",
    Localized(
        'no heading of this text has the address "#{target}"', "正文沒有標題的地址是「#{target}」"
    ),
    Localized("write one of: {anchors}", "改為以下之一：{anchors}"),
)
KINDS = (FILE, UNPUBLISHED, ANCHOR)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Follow every link of every text."""
    published = {m.file for m in case.published_materials}
    for text in case.texts.values():
        for link in text.text.links:
            parts = urlsplit(link.target)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            if not path:
                if parts.fragment and not _has_anchor(text, unquote(parts.fragment)):
                    anchors = ", ".join(f"#{h.anchor}" for h in text.text.headings[:6])
                    yield ANCHOR.at(link.location, target=parts.fragment, anchors=anchors or "—")
            elif case_id(case, path) in context.cases or path in published:
                continue
            elif path in case.files:
                yield UNPUBLISHED.at(link.location, target=path)
            else:
                yield FILE.at(link.location, target=link.target)


def case_id(case: Contribution, path: str) -> str:
    """Return the id of the case that a relative path leads to, whether or not it exists."""
    path = path.removesuffix("index.md")
    joined = posixpath.normpath(posixpath.join(case.id, path))
    return joined.strip("/")


def _has_anchor(text: CaseText, fragment: str) -> bool:
    return any(heading.anchor == fragment for heading in text.text.headings)
