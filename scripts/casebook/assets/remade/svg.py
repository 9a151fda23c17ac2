"""Drawings in SVG as Office keeps them beside a picture for older programs: shapes and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from casebook.assets.errors import DamagedError, IrregularError

_SPACE: Final = "{http://www.w3.org/2000/svg}"
_ELEMENTS: Final = frozenset(
    {
        "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "text", "tspan", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "use",
        "style", "title", "desc", "symbol", "marker",
    }
)  # fmt: skip
_LEADS_OUT: Final = re.compile(
    r"(?i)url\(\s*['\"]?(?!#)|javascript|data:|@import|expression|\\|&|<|//|image(?:-set)?\(|src\("
)
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_MAX_BYTES: Final = 2_000_000
_MAX_USES: Final = 20
"""Shapes shown once more: each may show another, so that fifty could make a billion."""


def remade_svg(data: bytes) -> bytes:
    """Return an SVG without remarks.

    Raises `IrregularError` where it holds more than shapes, `DamagedError` where it is no XML.
    """
    if len(data) > _MAX_BYTES or b"<![CDATA[" in data or data.count(b"<?") > 1 or b"<!D" in data:
        raise _more_than_shapes("SVG")
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise DamagedError from error
    if sum(1 for _ in root.iter(f"{_SPACE}use")) > _MAX_USES:
        raise _more_than_shapes("use")
    for element in root.iter():
        tag = str(element.tag)
        name = tag.removeprefix(_SPACE)
        if not tag.startswith(_SPACE) or name not in _ELEMENTS:
            raise _more_than_shapes(name.rpartition("}")[2])
        _look_at(element.attrib)
        if name == "style" and _LEADS_OUT.search(element.text or ""):
            raise _more_than_shapes("style")
    return _COMMENT.sub(b"", data)


def _look_at(attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        local = name.rpartition("}")[2].lower()
        leads_out = local == "href" and not value.startswith("#")
        if local.startswith("on") or leads_out or _LEADS_OUT.search(value):
            raise _more_than_shapes(local)


def _more_than_shapes(what: str) -> IrregularError:
    return IrregularError(
        f"a drawing (SVG) with more than shapes: {what}", f"不只含形狀的圖畫（SVG）：{what}"
    )
