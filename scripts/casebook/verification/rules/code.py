"""Code and styles come from files of ours: none stands in a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from casebook.verification.values import Element

DATA: Final = ("application/ld+json", "application/json")
"""Types of a script that is read and never run."""


def inline_code(element: Element) -> Iterator[str]:
    """Find a script that stands in the page."""
    if element.tag == "script" and "src" not in element.attributes and not is_data(element):
        yield "a script stands in the page"


def inline_style(element: Element) -> Iterator[str]:
    """Find a style that stands in the page."""
    if "style" in element.attributes:
        yield f"<{element.tag}> has a style of its own"


def handlers(element: Element) -> Iterator[str]:
    """Find attributes that run code, and a page inside an attribute."""
    for name in element.attributes:
        if name.startswith("on") or name == "srcdoc":
            yield f"<{element.tag}> has {name}"


def data_blocks(element: Element) -> Iterator[str]:
    """Find data that is not whole, or that a reader of HTML could take for the end of it."""
    if element.tag == "script" and is_data(element):
        try:
            json.loads(element.text)
        except ValueError as error:
            yield f"the data in the page is not JSON: {error}"


def is_data(element: Element) -> bool:
    """Tell whether a script is data, which a browser never runs."""
    return element.attributes.get("type", "").strip().lower() in DATA
