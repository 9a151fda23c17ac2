"""Rules that a page must keep by itself: one function each, for an element or for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from casebook.verification.rules import addresses, code, elements, frame
from casebook.verification.values import Element

OF_ELEMENTS: Final[Mapping[str, Callable[[Element], Iterable[str]]]] = {
    "unknown-element": elements.unknown,
    "inline-code": code.inline_code,
    "inline-style": code.inline_style,
    "handler": code.handlers,
    "data-block": code.data_blocks,
    "other-host": addresses.other_hosts,
    "unsafe-address": addresses.unsafe,
}
"""What one element says by itself: words for what is wrong."""

OF_PAGES: Final[Mapping[str, Callable[[Sequence[Element]], Iterable[frame.Found]]]] = {
    "policy": frame.policy,
    "language": frame.language,
    "same-id": frame.same_ids,
    "rights-statement": frame.rights_statement,
}
"""What all elements of a page say together, with the places of those that are wrong."""
