"""Code and styles come from files of ours: none stands in a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from casebook.verification.values import Element

DATA: Final = ("application/ld+json", "application/json")
"""Types of a script that is read and never run."""


def inline_code(elements: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """Find scripts that stand in the page."""
    for element in elements:
        if element.tag == "script" and "src" not in element.attributes and not is_data(element):
            yield element, "a script stands in the page"


def inline_style(elements: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """Find styles that stand in the page."""
    for element in elements:
        if "style" in element.attributes:
            yield element, f"<{element.tag}> has a style of its own"


def handlers(elements: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """Find attributes that run code, and a page inside an attribute."""
    for element in elements:
        for name in element.attributes:
            if name.startswith("on") or name == "srcdoc":
                yield element, f"<{element.tag}> has {name}"


def data_blocks(elements: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """Find data that is not whole, or that a reader of HTML could take for the end of it."""
    for element in elements:
        if element.tag == "script" and is_data(element):
            try:
                json.loads(element.text)
            except ValueError as error:
                yield element, f"the data in the page is not JSON: {error}"


def is_data(element: Element) -> bool:
    """Tell whether a script is data, which a browser never runs."""
    return element.attributes.get("type", "").strip().lower() in DATA
