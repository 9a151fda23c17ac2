"""Which words between angle brackets are elements of HTML, and which are plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

SHIELD: Final = "\ue000"
"""Stands for a `<` that the engine must take for text; a text that holds it is refused before."""

SHIELD_AS_ENTITY: Final = re.compile(r"&#(?:0*57344|[xX]0*[eE]000);")

_TAG: Final = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[^<>]*)>?")
_OTHER_MARKUP: Final = re.compile(r"<(?:!--|!\[CDATA\[|![A-Za-z]|\?)[^<>\n]*>?")
_BRACKETS: Final = re.compile(
    # What must keep its "<": an escaped character, the start of a link's target in brackets.
    r"\\.|\]\(\s*<|\]:\s*<"
    r"|(?P<address><(?:[\w.+-]+@|(?i:https?|mailto|ftp|file|data|javascript|vbscript):)[^\s<>]*>)"
    r"|(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[^<>]*)>?)",
    re.DOTALL,
)


@cache
def _names(file: str) -> frozenset[str]:
    text = files("casebook.markdown").joinpath(file).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())


def is_element(name: str, rest: str) -> bool:
    """Tell whether `<name rest>` is an element; `rest` is what stands after the name."""
    name = name.lower()
    if name in _names("html-elements.txt"):
        return not rest or rest[0] in " \t\n/>"
    return "=" in rest and name in _names("svg-and-mathml-elements.txt")


def shield_words(source: str) -> str:
    """Put `SHIELD` for the `<` of every `<word>` that is no element; lengths stay as they are."""

    def shielded(match: re.Match[str]) -> str:
        if match["tag"] is None or is_element(match["name"], match["rest"]):
            return match[0]
        return SHIELD + match[0][1:]

    return _BRACKETS.sub(shielded, source) if "<" in source else source


def elements_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the words of each element, comment and other markup in `text`."""
    found = [
        (match.start(), match[0])
        for match in _TAG.finditer(text)
        if is_element(match["name"], match["rest"])
    ]
    found += [(match.start(), match[0]) for match in _OTHER_MARKUP.finditer(text)]
    yield from sorted(found)
