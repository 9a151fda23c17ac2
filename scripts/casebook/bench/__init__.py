"""Casebook and its peers measured on the same made-up cases: `casebook bench`."""

from casebook.bench.plan import Plan, run
from casebook.bench.table import render_json, render_table

__all__ = ["Plan", "render_json", "render_table", "run"]
