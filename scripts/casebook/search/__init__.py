"""The search index: folding, tokens, weights, postings and the files that the browser reads."""

from casebook.search.documents import Card, FileLink, Indexables, SearchDocument, SearchText
from casebook.search.files import IndexFiles, index_files
from casebook.search.form import FACETS, FacetGroup, FacetOption, facet_counts, facet_groups
from casebook.search.postings import CasePostings, entry_of, postings_of
from casebook.search.settings import SearchSettings

__all__ = [
    "FACETS",
    "Card",
    "CasePostings",
    "FacetGroup",
    "FacetOption",
    "FileLink",
    "IndexFiles",
    "Indexables",
    "SearchDocument",
    "SearchSettings",
    "SearchText",
    "entry_of",
    "facet_counts",
    "facet_groups",
    "index_files",
    "postings_of",
]
