"""What an index takes from a cache, and what workers make of it: never another file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from casebook.cache import Cache
from casebook.search import Card, SearchDocument, SearchSettings, SearchText, index_files
from casebook.workers import Workers

SETTINGS: Final = SearchSettings()
CARD: Final = Card("cases/x/", "P4", "Music", "Lakeview", "2024/25", "ask", "Ask before adapting")


def document(number: int, text: str) -> SearchDocument:
    """Return a case of one of three years."""
    words = SearchText(f"Case {number} 個案", "", ("Steps",), f"{text} 課堂的學與教 {number}")
    facets = {"mode": ("on-site",), "year": (f"year-{number % 3}",)}
    name = f"202{number % 3}-2{number % 3 + 1}/case-{number}"
    return SearchDocument(name, "en", {"en": words}, ("湖景小學",), facets, {"en": CARD})


CASES: Final = [document(number, f"peer feedback word{number}s") for number in range(150)]
EDITED: Final = [*CASES[:70], document(70, "something else"), *CASES[71:]]


def built(
    documents: Sequence[SearchDocument], folder: Path | None = None, workers: int | None = None
) -> list[tuple[str, bytes]]:
    """Build the index as a whole build does, and keep what it made in `folder`."""
    cache = Cache(folder, "site")
    files = list(
        index_files(documents, SETTINGS, cache, Workers.local(workers) if workers else None)
    )
    cache.close(whole=True)
    return files


def keys_in(folder: Path) -> set[bytes]:
    """Name everything that is kept."""
    database = sqlite3.connect(next(folder.glob("*.sqlite")))
    keys = {key for (key,) in database.execute("SELECT key FROM kept")}
    database.close()
    return keys


@pytest.mark.parametrize("workers", [None, 1, 2])
def test_the_files_are_the_same_wherever_cases_are_weighed(
    tmp_path: Path, workers: int | None
) -> None:
    assert built(CASES, tmp_path, workers) == built(CASES)


def test_a_second_build_makes_the_same_files_and_nothing_new(tmp_path: Path) -> None:
    first = built(CASES, tmp_path)
    kept = keys_in(tmp_path)
    assert built(CASES, tmp_path) == first
    assert keys_in(tmp_path) == kept


def test_after_one_edit_the_files_are_those_of_a_fresh_index(tmp_path: Path) -> None:
    built(CASES, tmp_path)
    assert built(EDITED, tmp_path) == built(EDITED)


def test_after_one_edit_the_other_cases_and_years_stay_kept(tmp_path: Path) -> None:
    built(CASES, tmp_path)
    before = keys_in(tmp_path)
    built(EDITED, tmp_path)
    gone, new = before - keys_in(tmp_path), keys_in(tmp_path) - before
    # The case, its year, and those of 256 shards that hold a token of the case.
    assert 2 < len(new) < 20
    assert 2 < len(gone) < 20


def test_a_withdrawn_case_leaves_no_word_in_the_index(tmp_path: Path) -> None:
    built([*CASES, document(150, "quixotic")], tmp_path)
    files = built(CASES, tmp_path)
    assert files == built(CASES)
    assert not [path for path, content in files if b"quixot" in content]


def test_an_entry_that_is_torn_is_made_again(tmp_path: Path) -> None:
    first = built(CASES, tmp_path)
    database = sqlite3.connect(next(tmp_path.glob("*.sqlite")))
    with database:
        database.execute("UPDATE kept SET value = substr(value, 2)")
    database.close()
    assert built(CASES, tmp_path) == first


def test_other_usual_lengths_weigh_every_case_anew(tmp_path: Path) -> None:
    built(CASES, tmp_path)
    lengths = {tag: {**usual, "text": 1} for tag, usual in SETTINGS.lengths.items()}
    other = replace(SETTINGS, lengths=lengths)
    assert list(index_files(CASES, other, Cache(tmp_path))) == list(index_files(CASES, other))
