"""Files that tell of a person, for the commands that clean them."""

from __future__ import annotations

from tests.assets.conftest import told

__all__ = ["told"]
