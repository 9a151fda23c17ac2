"""What an index takes from a cache, and what workers make of it: never another file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from casebook.cache import Cache, Key
from casebook.search.documents import Card, Indexables, SearchDocument, SearchText
from casebook.search.files import index_files
from casebook.search.settings import SearchSettings
from casebook.workers import Workers
from tests.search.written import written

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
    documents: Sequence[SearchDocument] | Indexables,
    folder: Path | None = None,
    workers: int | None = None,
) -> dict[str, bytes]:
    """Build the index as a whole build does, and keep what it made in `folder`."""
    cache = Cache(folder, "site")
    files = written(documents, SETTINGS, cache, Workers.local(workers) if workers else None)
    cache.close(whole=True)
    return files


def keys_in(folder: Path) -> set[bytes]:
    """Name everything that is kept."""
    database = sqlite3.connect(next(folder.glob("*.sqlite")))
    keys = {key for (key,) in database.execute("SELECT key FROM kept")}
    database.close()
    return keys


def values_in(folder: Path) -> list[bytes]:
    """Return everything that is kept."""
    database = sqlite3.connect(next(folder.glob("*.sqlite")))
    values = [value for (value,) in database.execute("SELECT value FROM kept")]
    database.close()
    return values


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
    # The case, and of its year the summary, the words and four groups of postings; the words were
    # those of other years too.
    assert len(new) == 7
    assert len(gone) == 6


def test_one_edit_writes_no_postings_but_those_beside_its_own(tmp_path: Path) -> None:
    many = replace(SETTINGS, fewest_shards=4096)
    edited = [*CASES[:70], document(70, "peer feedback word70s quixotic"), *CASES[71:]]
    before: set[bytes] = set()
    for step in (CASES, edited):
        before = keys_in(tmp_path) if step is edited else before
        cache = Cache(tmp_path, "site")
        files = written(known(step), many, cache)
        cache.close(whole=True)
        assert files == written(step, many)
    # The case, and of its year the summary, the words and one group of 64.
    assert len(keys_in(tmp_path) - before) == 4


def test_postings_that_are_lost_are_merged_anew(tmp_path: Path) -> None:
    built(known(CASES), tmp_path)
    database = sqlite3.connect(next(tmp_path.glob("*.sqlite")))
    with database:
        database.execute("DELETE FROM kept WHERE value LIKE '%feedback %'")
    database.close()
    assert built(known(EDITED), tmp_path) == built(EDITED)
    assert built(known(CASES), tmp_path) == built(CASES)


def test_a_withdrawn_case_leaves_no_word_in_the_index(tmp_path: Path) -> None:
    built([*CASES, document(150, "quixotic")], tmp_path)
    files = built(CASES, tmp_path)
    assert files == built(CASES)
    assert not [path for path, content in files.items() if b"quixot" in content or "quixot" in path]


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
    assert written(CASES, other, Cache(tmp_path)) == written(CASES, other)


def known(documents: Sequence[SearchDocument]) -> Indexables:
    """Return the cases as a build has them that knows what each is made from."""
    by_id = {one.id: one for one in documents}

    def made(id_: str) -> SearchDocument:
        asked.append(id_)
        return by_id[id_]

    asked.clear()
    return Indexables({id_: repr(one) for id_, one in by_id.items()}, made)


asked: Final[list[str]] = []
"""The cases whose documents were asked for."""


def test_a_case_whose_source_is_known_is_not_made_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "site")
    first: dict[str, Key] = {}
    for files in index_files(known(CASES), SETTINGS, cache):
        first.update(files.keys)
    assert len(asked) == len(CASES)
    cache.close(whole=True)
    for files in index_files(known(EDITED), SETTINGS, cache):
        for path, key in files.keys.items():
            if first.get(path) != key:
                files.content(path)
    assert set(asked) == {CASES[70].id}


def test_one_edit_gives_only_its_own_files_another_address_or_content(tmp_path: Path) -> None:
    before, after = built(known(CASES), tmp_path), built(known(EDITED), tmp_path)
    assert after == built(EDITED)
    changed = {path for path, content in after.items() if before.get(path) != content}
    below = sorted(path.split("/")[2] for path in changed)
    # Of 256 shards those that hold a token of the case, and the letters of its words.
    assert below[0] == "d"
    assert 2 < below.count("t") < 20
    assert below.count("d") == below.count("meta.json") == 1
    assert "facets" not in " ".join(below)


def test_no_address_ever_has_another_case(tmp_path: Path) -> None:
    """A page that stays open while cases come and go asks for a number of the year it knows."""
    before, after = built(CASES, tmp_path), built([*CASES[:30], *CASES[31:]], tmp_path)
    shown = {path for path in before.keys() & after.keys() if "/d/" in path}
    assert len(shown) == 100
    assert all(before[path] == after[path] for path in shown)


def test_one_build_after_another_makes_the_files_of_a_fresh_index(tmp_path: Path) -> None:
    step = CASES
    for change in (
        lambda now: [*now[:3], document(3, "new words, 新的字"), *now[4:]],
        lambda now: (
            [document(place, f"quixotic {one.id}") for place, one in enumerate(now[:60])] + now[60:]
        ),
        lambda now: [*now[:9], replace(now[9], facets={"mode": ("network",)}), *now[10:]],
        lambda now: [*now[:9], replace(now[9], cards={}), replace(now[10], terms=()), *now[11:]],
        lambda now: now[5:],
        lambda now: [*now, document(150, "one more")],
        lambda _: CASES,
        lambda _: EDITED,
        lambda _: CASES,
    ):
        step = change(step)
        assert built(known(step), tmp_path) == built(step)
    kept = b"".join(values_in(tmp_path))
    assert b"quixotic" not in kept
    assert b"something" not in kept


def test_what_its_name_does_not_stand_for_is_never_kept_under_it(tmp_path: Path) -> None:
    """Addresses without a case's number are of one content: a browser may keep them for ever."""
    seen: dict[str, bytes] = {}
    for documents in (CASES, EDITED, CASES[:100], CASES[50:]):
        for path, content in built(documents, tmp_path).items():
            if "/d/" not in path and not path.endswith("meta.json"):
                assert seen.setdefault(path, content) == content


FORGED: Final = (b"", b"[]", b"{}", b"null", b"\n" * 255, b"\0\0\0\1a", b"\xff" * 9)


@pytest.mark.parametrize("value", FORGED)
def test_what_has_another_form_is_made_again(tmp_path: Path, value: bytes) -> None:
    """Whoever can write into the cache can seal what is written."""
    first = built(known(CASES), tmp_path)
    cache = Cache(tmp_path, "site")
    for key in keys_in(tmp_path):
        cache.put(key, value)
    cache.close()
    assert built(known(CASES), tmp_path) == first


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"feedback", b"FEED ../"),
        (b"wordword", b"../../ab"),
        (b"on-site", rb"\ud800x"),
        (b'"shown":"', b'"shown":"/../'),
        (b'"digests":"', b'"digests":"zz'),
        (b"feedback 50", b"feedback fifty"),
        (b"feedback 50", b"feedback 0"),
        ("湖".encode("utf-32-le"), "\n".encode("utf-32-le")),
    ],
)
def test_what_was_forged_in_part_breaks_no_build(tmp_path: Path, old: bytes, new: bytes) -> None:
    built(known(CASES), tmp_path)
    cache = Cache(tmp_path, "site")
    for key in keys_in(tmp_path):
        if old in (value := cache.get(key) or b""):
            cache.put(key, value.replace(old, new))
    cache.close()
    for path in built(known(EDITED), tmp_path):
        assert re.fullmatch(r"search/index/(?:[a-z]/)?[\w./-]+\.json", path)
        assert ".." not in path
