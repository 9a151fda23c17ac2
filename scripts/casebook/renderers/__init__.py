"""Diagnostics and reports as text: one module for each format, chosen at the very end."""
