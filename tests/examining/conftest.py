"""Two sample cases to examine."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

CASES: Final = ("2024-25/peer-feedback-in-writing", "2023-24/phonics-with-families")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "contributions"
    for case in CASES:
        shutil.copytree(ROOT / "contributions" / case, copied / case)
    return copied
