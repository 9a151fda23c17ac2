"""What every fuzzer here asks: sentences that have a place, in time, the same each time.

In CI the examples are the same on every run; `FUZZ_EXAMPLES=20000 pytest tests/hostile` tries
others, for as long as you like.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hypothesis import HealthCheck, settings

from casebook.diagnostics import Diagnostic
from casebook.limits import DEFAULTS
from casebook.pipeline import Checked, check_folder
from tests.hostile.folders import Content, write

TODAY: Final = date(2026, 8, 31)
CASE: Final = "contributions/2024-25/peer-feedback-in-writing"
_OURS: Final = ("internal-error", "unsafe-markup", "cannot-be-read")
"""Said where the fault is ours, or the computer's."""
given_enough = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "40")),
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

Files = Mapping[str, bytes]


def checked(files: Mapping[str, Content], folder: str = CASE) -> Checked:
    """Lay out one case, check it twice in bounds, and return what both times was found."""
    with TemporaryDirectory() as place:
        for name, content in files.items():
            write(Path(place, folder, name), content)
        before = time.process_time()
        found = check_folder(Path(place, "contributions"), TODAY)
        assert time.process_time() - before < DEFAULTS.seconds
        again = check_folder(Path(place, "contributions"), TODAY)
    assert again.diagnostics == found.diagnostics
    return found


def faults_of(found: tuple[Diagnostic, ...], files: Files, folder: str = CASE) -> list[str]:
    """Say which diagnostics are our own fault, are in no place, or could be obeyed."""
    faults = []
    for one in found:
        place = one.location
        data = files.get(place.path.removeprefix(f"{folder}/"))
        words = one.message.en + one.message.zh_hant + one.help.en + one.help.zh_hant
        if one.id in _OURS:
            faults.append(f"{one.id}: {words}")
        if not words.replace("\n", "").isprintable():
            faults.append(f"{one.id} says {words!r}")
        if not all((one.message.en, one.message.zh_hant, one.help.en, one.help.zh_hant)):
            faults.append(f"{one.id} lacks words")
        if data is None or (place.line, place.column) == (1, 1):
            continue
        lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
        if place.line > len(lines) or place.column > len(lines[place.line - 1]) + 1:
            faults.append(f"{one.id} at {place.line}:{place.column}")
    return faults
