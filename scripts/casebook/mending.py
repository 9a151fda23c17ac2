"""Slips of typing that can be put right without knowing what the author meant."""

from __future__ import annotations

import re
from typing import Final

from casebook.front_matter.slips import half_width

_BOUNDARY: Final = re.compile(r"^-{3,}\s*$")


def mended(data: bytes) -> bytes | None:
    """Return a text file without byte-order mark, CRLF, tabs and full-width YAML punctuation.

    The text below the front matter keeps every character but its line ends. None means that the
    file is not UTF-8, which only its author can put right.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not _BOUNDARY.match(lines[0]):
        return "\n".join(lines).encode()
    for number, line in enumerate(lines[1:], start=1):
        if _BOUNDARY.match(line):
            break
        indent = re.match(r"[ \t]*", line)
        width = indent.end() if indent else 0
        lines[number] = half_width(line[:width].replace("\t", "  ") + line[width:])
    return "\n".join(lines).encode()
