"""How much a token says about a case: BM25F over its fields, as a small number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

import numpy as np

from casebook.search.tokens import Numbers, Tokens

Field = Literal["title", "heading", "term", "summary", "text"]
FieldLengths = Mapping[Field, float]

WEIGHTS: Final[Mapping[Field, float]] = {
    "title": 8,
    "heading": 3,
    "term": 2,
    "summary": 1.5,
    "text": 1,
}
NORMALIZATION: Final[Mapping[Field, float]] = {
    "title": 0.3,
    "heading": 0.6,
    "term": 0.3,
    "summary": 0.3,
    "text": 0.6,
}
SATURATION: Final = 1.8

IMPACTS: Final = 16
FIELD_CLASS: Final[Mapping[Field, int]] = {
    "title": 2,
    "heading": 1,
    "term": 1,
    "summary": 1,
    "text": 0,
}
"""The browser tells these three classes apart when it ranks."""


def weigh(fields: Iterable[tuple[Field, Tokens, float]]) -> tuple[Numbers, bytes]:
    """Return the tokens of all fields, each once, and one byte for what each of them weighs.

    That is its best field's class times 16, plus its impact from 0 to 15. Each field comes with the
    usual length of its kind.
    """
    given = list(fields)
    whole = np.concatenate([tokens.numbers for _, tokens, _ in given])
    numbers, places = np.unique(whole, return_inverse=True)
    frequencies = np.zeros(len(numbers))
    classes = np.zeros(len(numbers), np.uint8)
    start = 0
    for field, tokens, usual in given:
        here = places[start : start + tokens.length]
        start += tokens.length
        b = NORMALIZATION[field]
        factor = WEIGHTS[field] / (1 - b + b * tokens.length / usual)
        frequencies += factor * np.bincount(here, minlength=len(numbers))
        classes[here] = np.maximum(classes[here], FIELD_CLASS[field])
    impacts = IMPACTS * frequencies / (SATURATION + frequencies)
    return numbers, (classes * np.uint8(IMPACTS) + impacts.astype(np.uint8)).tobytes()
