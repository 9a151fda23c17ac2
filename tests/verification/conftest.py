"""A site to scan."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casebook.publish import MARKER


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Path:
    """Give a copy of the sample site as it is before it is published."""
    copy = shutil.copytree(built_site, tmp_path / "site")
    (copy / MARKER).unlink()
    return copy
