"""How much a token says about a case: BM25F over its fields, as a small number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from casebook.search.tokens import Tokens

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


def weigh(fields: Iterable[tuple[Field, Tokens, float]]) -> dict[str, int]:
    """Weigh each token: its best field's class times 16, plus its impact from 0 to 15.

    Each field comes with the usual length of its kind; a case's largest field had best come first.
    """
    frequencies: dict[str, float] = {}
    classes: dict[str, int] = {}
    for field, tokens, usual in fields:
        b = NORMALIZATION[field]
        factor = WEIGHTS[field] / (1 - b + b * tokens.length / usual)
        base = FIELD_CLASS[field] * IMPACTS
        if frequencies:
            for token, times in tokens.counts.items():
                frequencies[token] = frequencies.get(token, 0.0) + factor * times
        else:
            frequencies = {token: factor * times for token, times in tokens.counts.items()}
        if base:
            for token in tokens.counts:
                if classes.get(token, 0) < base:
                    classes[token] = base
    weights = {
        token: int(IMPACTS * frequency / (SATURATION + frequency))
        for token, frequency in frequencies.items()
    }
    for token, base in classes.items():
        weights[token] += base
    return weights
