"""Rules that a page must keep by itself: one function each, from its elements to its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from casebook.verification.rules import addresses, code, elements, frame
from casebook.verification.values import Element

Found = Iterable[tuple[Element | None, str]]
Rule = Callable[[Sequence[Element]], Found]

RULES: Final[Mapping[str, Rule]] = {
    "unknown-element": elements.unknown,
    "inline-code": code.inline_code,
    "inline-style": code.inline_style,
    "handler": code.handlers,
    "data-block": code.data_blocks,
    "other-host": addresses.other_hosts,
    "unsafe-address": addresses.unsafe,
    "policy": frame.policy,
    "language": frame.language,
    "same-id": frame.same_ids,
    "rights-statement": frame.rights_statement,
}
