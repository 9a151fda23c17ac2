"""A text without a picture that may not be shown any more: without its description and caption."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from html import unescape
from typing import Final

from casebook.contribution import CaseText
from casebook.markdown import Picture, Text

_OPENING: Final = re.compile(r'<figure class="cb-figure">$')
_CLOSING: Final = re.compile(r"^<figcaption>(?P<caption>.*?)</figcaption></figure>\n?", re.DOTALL)


def without_files(text: CaseText, gone: Set[str]) -> CaseText:
    """Return the words of a case with nothing in them that says what `gone` showed.

    A link to such a file keeps its words, which belong to the text, and leads nowhere.
    """
    return replace(
        text.showing(_without_pictures(text.text, gone)),
        material_titles={n: words for n, words in text.material_titles.items() if n not in gone},
        material_alts={n: words for n, words in text.material_alts.items() if n not in gone},
    )


def _without_pictures(text: Text, gone: Set[str]) -> Text:
    pieces = list(text.pieces)
    plain = text.plain
    for place, piece in enumerate(text.pieces):
        if not isinstance(piece, Picture) or piece.target not in gone:
            continue
        pieces[place] = ""
        plain = plain.replace(piece.alt, "", 1)
        before, after = pieces[place - 1 : place], pieces[place + 1 : place + 2]
        if before and after and isinstance(before[0], str) and isinstance(after[0], str):
            closing = _CLOSING.search(after[0])
            if closing and _OPENING.search(before[0]):
                pieces[place - 1] = _OPENING.sub("", before[0])
                pieces[place + 1] = after[0][closing.end() :]
                plain = plain.replace(unescape(closing["caption"]), "", 1)
    lines = (line for line in plain.split("\n") if line.strip())
    pictures = tuple(picture for picture in text.pictures if picture.target not in gone)
    return replace(text, pieces=tuple(pieces), pictures=pictures, plain="\n".join(lines))
