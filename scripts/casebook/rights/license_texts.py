"""The text of every license that SPDX lists, as SPDX keeps it.

`spdx-license-texts.json.xz` maps identifiers to texts. It was taken from the npm package
spdx-license-list 6.12.0, which takes them from SPDX (license-list-data); the words of Creative
Commons' licenses there are those of their legal code.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def license_text(identifier: str) -> str | None:
    """Return the text of a license; None where SPDX lists no such license."""
    return _texts().get(identifier)


@cache
def _texts() -> Mapping[str, str]:
    packed = files(__package__).joinpath("spdx-license-texts.json.xz").read_bytes()
    texts: Mapping[str, str] = json.loads(lzma.decompress(packed))
    return texts
