"""What can be put right without knowing what the author meant: slips, and what files tell."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from casebook.assets.errors import PICTURE_ERRORS, IrregularError
from casebook.assets.kinds import (
    BROKEN_PICTURE,
    CAMERA_DATA,
    EARLIER_VERSIONS,
    LOCATION_INSIDE,
    NAMES_INSIDE,
)
from casebook.assets.probe import probe
from casebook.assets.remade import remade
from casebook.diagnostics import Diagnostic, Location
from casebook.front_matter.slips import half_width
from casebook.limits import DEFAULTS, Limits

_LEFT_OUT: Final = {
    kind.id for kind in (CAMERA_DATA, EARLIER_VERSIONS, LOCATION_INSIDE, NAMES_INSIDE)
}
_DEEPEST: Final = 3
"""Folders below one another: contributions, a school year, a case."""
_BOUNDARY: Final = re.compile(r"^-{3,}\s*$")


def files_below(path: Path, depth: int = _DEEPEST) -> Iterator[Path]:
    """Yield the files at `path` that may be put right: of cases, and none that lies elsewhere too.

    A link would lead out of the folder, and so would a second name of one file.
    """
    status = path.lstat()
    if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
        yield path
    elif stat.S_ISDIR(status.st_mode) and depth:
        for inside in sorted(path.iterdir()):
            yield from files_below(inside, depth - 1)


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


def cleaned(file: Path, limits: Limits = DEFAULTS) -> bytes | Diagnostic | None:
    """Return a file without the names and places that it tells beside its content.

    None where it tells nothing. A diagnostic where it has what else may not be published: comments
    and changes would go as well, and only their author knows whether they are still wanted; and
    what may harm a reader is not mended by whoever does not see it.
    """
    facts, told = probe(file, file.name, limits)
    left = (one for one in told if one.severity == "error" and one.id not in _LEFT_OUT)
    if refusal := next(left, None):
        return refusal
    if facts is None or not any(one.id in _LEFT_OUT for one in told):
        return None
    try:
        return remade(facts.type, facts.read())
    except (IrregularError, *PICTURE_ERRORS):
        # A picture that is shown although it is not whole can only be saved anew.
        return BROKEN_PICTURE.at(Location(file.name), name=file.name)
