"""Cases with errors left out of a build that shall not wait for them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Final

from casebook.characters import visible
from casebook.language import Localized, as_language
from casebook.pipeline import Checked
from casebook.quarantine import without_errors

WANTED: Final = "CASEBOOK_QUARANTINE"
"""Set for MkDocs where cases with errors are left out: a file for their ids, or `-`."""
_LEFT_OUT: Final = Localized(
    "Left out, because of the errors above: {cases}", "因上述錯誤沒有刊登：{cases}"
)


def publishable(checked: Checked) -> Checked | None:
    """Return what may be published; None where errors forbid to publish anything."""
    record = os.environ.get(WANTED)
    if not checked.has_errors:
        return checked
    divided = without_errors(checked) if record else None
    if divided is None:
        return None
    rest, cases = divided
    language = as_language(os.environ.get("CASEBOOK_LANG", "en"))
    if cases:
        words = _LEFT_OUT.format(cases=", ".join(map(visible, cases)))
        sys.stderr.write(words.in_(language) + "\n")
    if record and record != "-":
        Path(record).write_text(json.dumps(cases), encoding="utf-8")
    return rest


def read_left_out(record: Path) -> list[str] | None:
    """Return the ids that `publishable` wrote; None where there were no errors."""
    try:
        cases: list[str] = json.loads(record.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return cases
