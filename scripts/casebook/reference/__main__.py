"""Produce `said.yaml` again, after a message or an example has changed."""

from casebook.reference.said import SAID, produced

SAID.write_text(produced(), encoding="utf-8")
