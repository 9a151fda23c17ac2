"""The text of one part of a compilation, wherever it is shown: on a page, in a document."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from casebook.addresses import names_page
from casebook.assets.derivatives import TEXT_WIDTH, derived_size, picture_name
from casebook.compilation import CompilationText, Part
from casebook.contribution import CaseText, Contribution
from casebook.markdown import Heading, Link, PublishedPicture, render
from casebook.pages.edition import Edition, case_path


@dataclass(frozen=True, slots=True)
class Place:
    """Say how a path, relative to the site's root, is written where a text stands."""

    link: Callable[[str], str]
    picture: Callable[[str], str]
    """A path that a parser of HTML resolves: `render` leaves no scheme in it."""


_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^<>]*)>")
_OWN: Final = re.compile(r' (?P<name>id|href)="(?P<sign>#?)(?P<id>(?:s|fn|fnref)-[^"]*)"')
_CASE: Final = re.compile(r"\.\./\.\./(?P<path>cases/.+)")
_LOWEST: Final = 6


def part_body(part: Part, known: Set[str], to: Place, edition: Edition) -> str:
    """Return the HTML of a part, its headings one level lower and its anchors its own.

    `known` are the ids of the cases that have a page.
    """
    case, text = part.case, part.case.text_for(edition.language)
    pictures = {}
    for name, facts in case.files.items():
        if facts.type.kind == "image":
            width, height = derived_size(facts, TEXT_WIDTH)
            source = to.picture(f"cases/{case.id}/{picture_name(name, TEXT_WIDTH)}")
            pictures[name] = PublishedPicture(source, width, height)
    links = dict(_links(case, text, known, to, edition))
    html = render(text.text, language=text.language, pictures=pictures, links=links)
    return _nested(html, anchor_prefix(part), edition.say("part", number=part.number))


def introduction_body(text: CompilationText, to: Place, edition: Edition) -> str:
    """Return the HTML of an editor's introduction."""
    links = {
        link.target: to.link(edition.href(match["path"]))
        for link in text.text.links
        if (match := _CASE.fullmatch(link.target))
    }
    return render(text.text, language=text.language, pictures={}, links=links)


def anchor_prefix(part: Part) -> str:
    """Return what begins every anchor of a part: two cases may have the same headings."""
    return f"part-{part.number}-"


def part_headings(part: Part, text: CaseText) -> Iterator[Heading]:
    """Yield the headings of a part as the page of the compilation has them."""
    for heading in text.text.headings:
        level = min(heading.level + 1, _LOWEST)
        yield Heading(level, heading.title, anchor_prefix(part) + heading.anchor)


def _links(
    case: Contribution, text: CaseText, known: Set[str], to: Place, edition: Edition
) -> Iterator[tuple[str, str | None]]:
    """Yield where each link leads that is not a whole address: None where it leads nowhere.

    A place that is not shown here leads to its case: which places that has is its own affair.
    """
    here = {heading.anchor for heading in text.text.headings}
    for link in text.text.links:
        parts = urlsplit(link.target)
        path = unquote(parts.path)
        if parts.scheme or parts.netloc:
            continue
        if not path:
            if unquote(parts.fragment) not in here:
                yield link.target, to.link(edition.href(case_path(case)))
        elif posixpath.normpath(path) in case.files:
            yield link.target, to.link(f"cases/{case.id}/{posixpath.normpath(path)}")
        else:
            yield link.target, _to_page(case, link, known, to, edition)


def _to_page(
    case: Contribution, link: Link, known: Set[str], to: Place, edition: Edition
) -> str | None:
    """Return where another case lies, or a file of this case that this part does not offer."""
    path = unquote(urlsplit(link.target).path)
    if not names_page(posixpath.normpath(path)):
        return to.link(edition.href(case_path(case))) + "#take-away"
    other = case.case_at(path)
    return to.link(edition.href(f"cases/{other}/")) if other in known else None


def _nested(html: str, prefix: str, label: str) -> str:
    """Lower headings by a level, begin anchors with `prefix` and the names of regions with `label`.

    Inside a tag of ours no value holds a pointed bracket, and outside none is a tag.
    """

    def tag(match: re.Match[str]) -> str:
        name = match["name"]
        if re.fullmatch("h[2-6]", name):
            name = f"h{min(int(name[1]) + 1, _LOWEST)}"
        rest = _OWN.sub(rf' \g<name>="\g<sign>{prefix}\g<id>"', match["rest"])
        rest = rest.replace(' role="region" aria-label="', f' role="region" aria-label="{label}, ')
        return f"<{match['end']}{name}{rest}>"

    return _TAG.sub(tag, html)
