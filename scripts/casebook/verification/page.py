"""One finished page read as a browser reads it, by a parser that had no part in making it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from casebook.verification.rules import OF_ELEMENTS, OF_PAGES
from casebook.verification.rules.addresses import addresses
from casebook.verification.values import Element, Fault, PageFacts, Seen

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_ADDED: Final = frozenset(("html", "head", "body"))
"""Elements that a parser adds around a part of a page."""


def read_page(html: bytes, path: str) -> PageFacts:
    """Return what is wrong with a page by itself, and what it needs of the rest of the site."""
    text = html.decode("utf-8", "replace")
    seen = list(_seen(text))
    alike = set(seen)
    elements = [one.element for one in seen]
    faults = [
        Fault(path, line_of(text, elements, place), rule, words)
        for place, one in enumerate(seen if any(one.faults for one in alike) else ())
        for rule, words in one.faults
    ]
    faults += [
        Fault(path, line_of(text, elements, place), rule, words)
        for rule, check in OF_PAGES.items()
        for place, words in check(elements)
    ]
    named = (one.element.attributes for one in alike)
    ids = frozenset(attributes["id"] for attributes in named if "id" in attributes)
    targets = frozenset(target for one in alike for target in one.targets)
    return PageFacts(path, tuple(faults), ids, targets)


def line_of_target(html: bytes, address: str) -> int:
    """Return the line of the first element of a page that leads to `address`."""
    text = html.decode("utf-8", "replace")
    seen = list(_seen(text))
    elements = [one.element for one in seen]
    leading = (place for place, one in enumerate(seen) if address in one.targets)
    return line_of(text, elements, next(leading, None))


def line_of(html: str, elements: Sequence[Element], place: int | None) -> int:
    """Return the line of the element at `place`: the parser does not tell it.

    The elements of a name come in the order of their tags; where the parser added or moved one, the
    line is that of a neighbor. None means the whole page.
    """
    if place is None:
        return 1
    tag = elements[place].tag
    number = sum(
        one.tag == tag and not (one.is_inert and tag in _ADDED) for one in elements[: place + 1]
    )
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), html)
    tags = re.finditer(rf"<{re.escape(tag)}(?=[\s/>])", bare, re.IGNORECASE)
    starts = [found.start() for found in tags] or [0]
    return html.count("\n", 0, starts[min(number, len(starts)) - 1]) + 1


def _seen(html: str, *, is_inert: bool = False) -> Iterator[Seen]:
    """Yield every element in order, those in templates too, with all that it says by itself."""
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root else ():
        tag = node.tag or ""
        if tag == "script":
            attributes = tuple(node.attributes.items())
            yield _look(tag, attributes, node.text(), is_inert)
        elif not tag.startswith("-"):  # no comment
            yield _looked_at(tag, tuple(node.attributes.items()), is_inert)
        if tag == "template":
            # The parser keeps what stands in a template apart, as a browser does.
            whole = node.html or ""
            inside = whole[whole.index(">") + 1 : whole.rindex("</template")]
            yield from _seen(inside, is_inert=True)


_Attributes = tuple[tuple[str, str | None], ...]


@lru_cache(65_536)
def _looked_at(tag: str, attributes: _Attributes, is_inert: bool) -> Seen:
    """Look once at elements that are alike: most of a site's are."""
    return _look(tag, attributes, "", is_inert)


def _look(tag: str, attributes: _Attributes, text: str, is_inert: bool) -> Seen:
    element = Element(tag, {name: value or "" for name, value in attributes}, text, is_inert)
    faults = [(rule, words) for rule, check in OF_ELEMENTS.items() for words in check(element)]
    return Seen(element, tuple(faults), tuple(addresses(element)))
