"""One finished page read as a browser reads it, by a parser that had no part in making it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from casebook.verification.rules import RULES
from casebook.verification.rules.addresses import addresses
from casebook.verification.values import Element, Fault, PageFacts

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


def read_page(html: bytes, path: str) -> PageFacts:
    """Return what is wrong with a page by itself, and what it needs of the rest of the site."""
    text = html.decode("utf-8", "replace")
    elements = tuple(elements_of(text))
    faults = [
        Fault(path, line_of(text, element), rule, words)
        for rule, check in RULES.items()
        for element, words in check(elements)
    ]
    ids = frozenset(one.attributes["id"] for one in elements if "id" in one.attributes)
    return PageFacts(path, tuple(faults), ids, frozenset(_targets(elements)))


def line_of_target(html: bytes, address: str) -> int:
    """Return the line of the first element of a page that leads to `address`."""
    text = html.decode("utf-8", "replace")
    for element in elements_of(text):
        if address in addresses(element):
            return line_of(text, element)
    return 1


def elements_of(html: str) -> Iterator[Element]:
    """Yield every element in order, those in templates too."""
    seen: Counter[str] = Counter()
    yield from _elements(html, seen, is_inert=False)


def _elements(html: str, seen: Counter[str], *, is_inert: bool) -> Iterator[Element]:
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root else ():
        tag = node.tag or ""
        if tag.startswith("-"):
            continue  # a comment
        seen[tag] += not (is_inert and tag in _ADDED)
        attributes = {name: value or "" for name, value in node.attributes.items()}
        text = node.text() if tag == "script" else ""
        yield Element(tag, attributes, seen[tag], text, is_inert)
        if tag == "template":
            # The parser keeps what stands in a template apart, as a browser does.
            whole = node.html or ""
            inside = whole[whole.index(">") + 1 : whole.rindex("</template")]
            yield from _elements(inside, seen, is_inert=True)


_ADDED: Final = frozenset(("html", "head", "body"))
"""Elements that a parser adds around a part of a page."""


def line_of(html: str, element: Element | None) -> int:
    """Return the line of an element: the parser does not tell it.

    The elements of a name come in the order of their tags; where the parser added or moved one, the
    line is that of a neighbor. None means the whole page.
    """
    if element is None:
        return 1
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), html)
    tags = re.finditer(rf"<{re.escape(element.tag)}(?=[\s/>])", bare, re.IGNORECASE)
    starts = [found.start() for found in tags] or [0]
    return html.count("\n", 0, starts[min(element.number, len(starts)) - 1]) + 1


def _targets(elements: tuple[Element, ...]) -> Iterator[str]:
    for element in elements:
        yield from addresses(element)
