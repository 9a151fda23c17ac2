"""What every page has: its policy before anything else, its language, its ids, its rights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from casebook.language import HTML_LANG
from casebook.policy import POLICY
from casebook.verification.values import Element

BEFORE_POLICY: Final = frozenset(("html", "head", "meta", "title"))


def policy(elements: Sequence[Element]) -> Iterator[tuple[Element | None, str]]:
    """Find a page without its policy, with another, or with something that comes before it."""
    stated = [one for one in elements if _equivalent(one) == "content-security-policy"]
    if [one.attributes.get("content") for one in stated] != [POLICY]:
        yield None, "the page does not state the Content-Security-Policy of the site, once"
    for element in elements:
        if element in stated:
            break
        if element.tag not in BEFORE_POLICY:
            yield element, f"<{element.tag}> comes before the Content-Security-Policy"
            break
    for element in elements:
        if _equivalent(element) not in ("", "content-security-policy"):
            yield element, f"<meta> stands for the header {_equivalent(element)}"


def language(elements: Sequence[Element]) -> Iterator[tuple[Element | None, str]]:
    """Find a page that does not say its language, or says it in a way that nobody knows."""
    whole = next((one for one in elements if one.tag == "html"), None)
    if whole is None or whole.attributes.get("lang") not in HTML_LANG.values():
        yield None, "the page does not say its language"
    if sum(one.tag == "title" and not one.is_inert for one in elements) != 1:
        yield None, "the page has not one title"


def same_ids(elements: Sequence[Element]) -> Iterator[tuple[Element | None, str]]:
    """Find ids that two elements have: a link to one could lead to the other."""
    live = [one for one in elements if "id" in one.attributes and not one.is_inert]
    counts = Counter(one.attributes["id"] for one in live)
    for element in live:
        if counts[element.attributes["id"]] > 1:
            yield element, f"another element has the id {element.attributes['id']!r} too"


def rights_statement(elements: Sequence[Element]) -> Iterator[tuple[Element | None, str]]:
    """Find a page that does not say who owns it."""
    if not any("data-rights-statement" in one.attributes and not one.is_inert for one in elements):
        yield None, "the page does not state its rights"


def _equivalent(element: Element) -> str:
    if element.tag != "meta":
        return ""
    return element.attributes.get("http-equiv", "").strip().lower()
