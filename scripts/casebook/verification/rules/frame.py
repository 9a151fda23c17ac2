"""What every page has: its policy before anything else, its language, its ids, its rights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from casebook.language import HTML_LANG
from casebook.policy import POLICY
from casebook.verification.values import Element

BEFORE_POLICY: Final = frozenset(("html", "head", "meta", "title"))


Found = tuple[int | None, str]
"""The place of an element among all of a page, or None for the whole page, and what is wrong."""


def policy(elements: Sequence[Element]) -> Iterator[Found]:
    """Find a page without its policy, with another, or with something that comes before it."""
    metas = [(place, one) for place, one in enumerate(elements) if one.tag == "meta"]
    stated = [place for place, one in metas if _equivalent(one) == "content-security-policy"]
    if [elements[place].attributes.get("content") for place in stated] != [POLICY]:
        yield None, "the page does not state the Content-Security-Policy of the site, once"
    for place, element in enumerate(elements):
        if place in stated:
            break
        if element.tag not in BEFORE_POLICY:
            yield place, f"<{element.tag}> comes before the Content-Security-Policy"
            break
    for place, element in metas:
        if _equivalent(element) not in ("", "content-security-policy"):
            yield place, f"<meta> stands for the header {_equivalent(element)}"


def language(elements: Sequence[Element]) -> Iterator[Found]:
    """Find a page that does not say its language, or says it in a way that nobody knows."""
    whole = next((one for one in elements if one.tag == "html"), None)
    if whole is None or whole.attributes.get("lang") not in HTML_LANG.values():
        yield None, "the page does not say its language"
    if sum(one.tag == "title" and not one.is_inert for one in elements) != 1:
        yield None, "the page has not one title"


def same_ids(elements: Sequence[Element]) -> Iterator[Found]:
    """Find ids that two elements have: a link to one could lead to the other."""
    live = [
        (place, one.attributes["id"])
        for place, one in enumerate(elements)
        if "id" in one.attributes and not one.is_inert
    ]
    counts = Counter(id_ for _, id_ in live)
    for place, id_ in live:
        if counts[id_] > 1:
            yield place, f"another element has the id {id_!r} too"


def rights_statement(elements: Sequence[Element]) -> Iterator[Found]:
    """Find a page that does not say who owns it."""
    if not any("data-rights-statement" in one.attributes and not one.is_inert for one in elements):
        yield None, "the page does not state its rights"


def _equivalent(element: Element) -> str:
    return element.attributes.get("http-equiv", "").strip().lower()
