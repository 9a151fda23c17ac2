"""A link in the text leads to nothing on the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from casebook.addresses import names_page
from casebook.checks.context import Context
from casebook.contribution import CaseText, Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.markdown.headings import PREFIX

FILE = DiagnosticKind(
    "broken-link",
    "error",
    Localized(
        'the link leads to the file "{target}", which is not in the folder',
        "連結指向檔案「{target}」，但資料夾內沒有",
    ),
    Localized(
        "correct the file name, or write the words without a link",
        "更正檔案名稱，或只寫文字、不加連結",
    ),
)
PAGE = DiagnosticKind(
    "link-to-nowhere",
    "warning",
    Localized(
        'the link leads to "{target}", which is no page of this site; its words are shown '
        "without a link",
        "連結指向「{target}」，但網站上沒有這一頁；文字會刊登，但沒有連結",
    ),
    Localized(
        "correct the address (another case is ../short-name/), or write the words without a link",
        "更正地址（另一案例寫 ../代號/），或只寫文字、不加連結",
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
KINDS = (FILE, PAGE, UNPUBLISHED, ANCHOR)


@dataclass(frozen=True, slots=True)
class Lead:
    """Say what is wrong with a link, unless it leads to another case that has a page."""

    case: str
    """The id that such a case would have."""
    otherwise: Diagnostic


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Follow every link into the text that it stands in."""
    del context
    for text in case.texts.values():
        for link in text.text.links:
            parts = urlsplit(link.target)
            if not (parts.scheme or parts.netloc or parts.path):
                yield from _anchor(text, unquote(parts.fragment), link.location)


def leads(case: Contribution) -> Iterator[Lead]:
    """Follow every other link: whether a case is there, only the whole collection can say."""
    published = {material.file for material in case.published_materials}
    on_request = {m.file for m in case.metadata.materials if m.use == "on-request"}
    for text in case.texts.values():
        for link in text.text.links:
            parts = urlsplit(link.target)
            path = unquote(parts.path)
            if parts.scheme or parts.netloc or not path or path in published:
                continue
            if path not in case.files:
                said = (PAGE if names_page(path) else FILE).at(link.location, target=link.target)
                yield Lead(case.case_at(path), said)
            elif path in on_request:
                # What nobody registered, or must not be here at all, is reported as that alone.
                said = UNPUBLISHED.at(link.location, target=path)
                yield Lead(case.case_at(path), said)


def _anchor(text: CaseText, fragment: str, place: Location) -> Iterator[Diagnostic]:
    headings = text.text.headings
    if fragment and all(heading.anchor != fragment for heading in headings):
        # The prefix that keeps anchors apart from the theme's own is nothing that authors type.
        anchors = ", ".join(f"#{heading.anchor.removeprefix(PREFIX)}" for heading in headings[:6])
        yield ANCHOR.at(place, target=fragment.removeprefix(PREFIX), anchors=anchors or "—")
