"""One finished page read as a browser reads it, by a parser that had no part in making it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from casebook.verification.rules import OF_ELEMENTS, OF_PAGES
from casebook.verification.rules.addresses import addresses
from casebook.verification.values import Element, Fault, PageFacts, Seen

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG: Final = re.compile(r"<[a-z][^>]*>")
"""The tag of an element as the parser writes it, with no `>` in a value."""
_OTHER: Final = re.compile(r"<(?:[!?]|template\b)")
_MOST_KNOWN: Final = 65_536
_KNOWN: Final[dict[str, Seen]] = {}
_ADDED: Final = frozenset(("html", "head", "body"))
"""Elements that a parser adds around a part of a page."""


def read_page(html: bytes, path: str) -> PageFacts:
    """Return what is wrong with a page by itself, and what it needs of the rest of the site."""
    text = html.decode("utf-8", "replace")
    seen = _seen(text)
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
    targets = frozenset(target for one in alike for target in one.element.targets)
    return PageFacts(path, tuple(faults), ids, targets)


def line_of_target(html: bytes, address: str) -> int:
    """Return the line of the first element of a page that leads to `address`."""
    text = html.decode("utf-8", "replace")
    seen = _seen(text)
    elements = [one.element for one in seen]
    leading = (place for place, one in enumerate(seen) if address in one.element.targets)
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


def _seen(html: str) -> list[Seen]:
    """Return every element in order, those in templates too, with all that it says by itself.

    Elements that the parser writes out in the same way are alike, as most of a site's are: one of
    them is looked at. To ask for the names and values of all takes longer than to parse the page.
    """
    root = LexborHTMLParser(html).root
    if root is None:
        return []
    whole, nodes = root.html or "", list(root.traverse(include_text=False))
    tags = _TAG.findall(whole)
    alike = dict(zip(tags, nodes, strict=False))
    scripts = sum(tag.startswith("<script") for tag in alike)
    # Every element has its tag there. Where there are no more tags than nodes, none of which is a
    # comment or its like, each is that of its element, and no code reads like one. Scripts are
    # told apart by it where their tags differ.
    if len(tags) != len(nodes) or scripts != whole.count("<script") or _OTHER.search(whole):
        return list(_walked(nodes))
    known = {tag: _KNOWN.get(tag) or _learnt(tag, node) for tag, node in alike.items()}
    return [known[tag] for tag in tags]


def _learnt(tag: str, node: LexborNode) -> Seen:
    if node.tag == "script":
        return _look(node, node.text())
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN[tag] = _look(node)
    return _KNOWN[tag]


def _walked(nodes: Iterable[LexborNode], *, is_inert: bool = False) -> Iterator[Seen]:
    """Look at every element, whatever stands between them."""
    for node in nodes:
        tag = node.tag or ""
        if not tag.startswith("-"):  # no comment
            yield _look(node, node.text() if tag == "script" else "", is_inert=is_inert)
        if tag == "template":
            # The parser keeps what stands in a template apart, as a browser does.
            whole = node.html or ""
            inside = LexborHTMLParser(whole[whole.index(">") + 1 : whole.rindex("</template")]).root
            yield from _walked(inside.traverse() if inside else (), is_inert=True)


def _look(node: LexborNode, text: str = "", *, is_inert: bool = False) -> Seen:
    attributes = {name: value or "" for name, value in node.attributes.items()}
    tag = node.tag or ""
    targets = tuple(addresses(tag, attributes))
    element = Element(tag, attributes, targets, text, is_inert)
    faults = [(rule, words) for rule, check in OF_ELEMENTS.items() for words in check(element)]
    return Seen(element, tuple(faults))
