"""Elements that a page of ours may have; whatever else there is was not put there by us."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from casebook.verification.values import Element

KNOWN: Final = frozenset(
    """
    html head title meta link script body header main nav aside footer article section div
    h1 h2 h3 h4 h5 h6 hgroup address search noscript template
    p br hr pre blockquote ol ul menu li dl dt dd figure figcaption
    a em strong small s cite q dfn abbr ruby rt rp data time code var samp kbd sub sup i b u mark
    bdi bdo span wbr ins del
    table caption colgroup col tbody thead tfoot tr td th img picture source audio video track
    form label input button select datalist optgroup option textarea output fieldset legend
    details summary dialog progress meter
    svg g path use symbol circle rect line polyline polygon
    """.split()  # noqa: SIM905 - a list of 110 words is read as words
)


def unknown(element: Element) -> Iterator[str]:
    """Find an element that is on no list: frames, objects, `base`, formulas, animations."""
    if element.tag not in KNOWN:
        yield f"<{element.tag}> is no element of ours"
