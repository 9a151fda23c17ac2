"""What a PDF needs of this machine, and the sentence that says so where it is absent."""

from __future__ import annotations

import shutil
import subprocess
from typing import Final

from casebook.documents.typesetter import FONT, typesetter
from casebook.language import Localized

_PATIENCE: Final = 120
"""In seconds: a list of fonts that is made for the first time takes some."""
_LACKING: Final = Localized(
    "the PDF of a compilation needs {what}: run .ci/prepare documents, or install what Debian "
    "calls libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk",
    "製作匯編的 PDF 需要 {what}：請執行 .ci/prepare documents，或安裝 Debian 的 libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk",
)


def lacking() -> Localized | None:
    """Return a sentence that says what to install before a PDF can be made; None if nothing."""
    try:
        typesetter()
    except OSError:
        return _LACKING.format(what="Pango")
    return None if FONT in fonts() else _LACKING.format(what=FONT)


def fonts() -> str:
    """Return what this machine sets our text in, with its version: a document depends on it."""
    program = shutil.which("fc-match")
    if program is None:
        return ""
    pattern = ["--format", "%{family} %{fontversion} %{file}", FONT]
    try:
        told = subprocess.run(
            [program, *pattern], capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout
