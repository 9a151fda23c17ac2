"""The search index: folding, tokens, weights, postings and the files that the browser reads."""

from typing import Final

ROOT: Final = "search/index"
"""Where it lies, from the site's root."""
