"""A case is examined once for as long as it stays as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from casebook.cache import Cache
from casebook.contribution import Contribution
from casebook.digests import Digests
from casebook.examining import Examined, Terms, shelf
from casebook.examining.apart import recorded
from casebook.examining.record import Record
from casebook.pipeline import Checked, check_folder, find
from tests.examining.conftest import CASES

TODAY = date(2026, 11, 24)
TITLE = "Peer feedback that pupils act on"


def checked(folder: Path, today: date | None = None) -> Checked:
    cache = Cache(folder.parent / "cache", str(folder))
    found = check_folder(folder, today or TODAY, cache=cache)
    cache.close()
    return found


def cases(folder: Path) -> list[Contribution]:
    return list(checked(folder).collection.cases)


def forge(folder: Path, old: bytes, new: bytes) -> int:
    """Change words in what was kept; return in how many entries, all of them whole again."""
    store = folder.parent / "cache"
    with sqlite3.connect(store / "kept-1.sqlite") as database:
        rows = database.execute("SELECT key, value FROM kept").fetchall()
    database.close()
    cache = Cache(store, str(folder))
    changed = [(key, value.replace(old, new)) for key, value in rows if old in value]
    for key, value in changed:
        cache.put(key, value)
    cache.close()
    return len(changed)


def test_finds_the_same_cases_with_and_without_a_cache(folder: Path) -> None:
    without = check_folder(folder, TODAY)
    first, second = checked(folder), checked(folder)
    digests = {case.id: case.digest for case in first.collection.cases}
    assert all(digests.values())
    assert first == second
    assert first.diagnostics == without.diagnostics
    assert [case.id for case in first.collection.cases] == [
        case.id for case in without.collection.cases
    ]


def test_takes_a_case_that_did_not_change_from_the_cache(folder: Path) -> None:
    cases(folder)
    # Among its facts, and in its text as typed.
    assert forge(folder, TITLE.encode(), b"From the cache") == 2
    assert "From the cache" in {case.metadata.title for case in cases(folder)}


@pytest.mark.parametrize("first", [1, 200])
def test_finds_what_is_kept_of_cases_that_moved(
    folder: Path, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "_FIRST", first)
    cases(folder)
    assert forge(folder, TITLE.encode(), b"From the cache") == 2
    moved = folder.parent / "elsewhere" / folder.name
    moved.parent.mkdir()
    folder.rename(moved)
    cache = Cache(folder.parent / "cache", str(folder))
    found = check_folder(moved, TODAY, cache=cache).collection.cases
    assert "From the cache" in {case.metadata.title for case in found}


def test_takes_the_digest_of_a_folder_of_which_nothing_is_kept_when_it_is_examined(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    digest = Digests.of

    def of(digests: Digests, path: Path) -> str | None:
        order.append(f"look at {path.name}")
        return digest(digests, path)

    def record(folder: Path, terms: Terms) -> Record | Examined:
        order.append(f"examine {folder.name}")
        return recorded(folder, terms)

    before = checked(folder)
    Cache(folder.parent / "cache").discard()
    monkeypatch.setattr(shelf, "_FIRST", 1)
    monkeypatch.setattr(Digests, "of", of)
    monkeypatch.setattr(shelf, "recorded", record)
    assert checked(folder) == before
    one, two = sorted(Path(case).name for case in CASES)[::-1]
    assert order == [f"look at {one}", f"examine {one}", f"examine {two}"]
    assert checked(folder) == before
    assert order[3:] == [f"look at {one}", f"look at {two}"]


def test_examines_a_case_again_when_a_letter_changed(folder: Path) -> None:
    cases(folder)
    forge(folder, TITLE.encode(), b"From the cache")
    index = folder / CASES[0] / "index.md"
    status = index.stat()
    text = index.read_text("utf-8")
    index.write_text(text.replace(TITLE, TITLE.upper()))
    os.utime(index, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert TITLE.upper() in {c.metadata.title for c in cases(folder)}


def test_examines_a_case_again_on_another_day(folder: Path) -> None:
    cases(folder)
    forge(folder, TITLE.encode(), b"From the cache")
    later = checked(folder, date(2026, 12, 24)).collection.cases
    assert "From the cache" not in {case.metadata.title for case in later}


def test_examines_a_case_again_where_what_was_kept_is_no_case(folder: Path) -> None:
    before = cases(folder)
    assert forge(folder, b'"language":"en"', b'"language":"xx"') > 0
    assert cases(folder) == before


@pytest.mark.parametrize("old", [b'"pieces":', b'"source":', b'"en":{"text"', b'"location":'])
def test_reads_words_again_where_what_was_kept_is_none(folder: Path, old: bytes) -> None:
    before = [case.texts for case in cases(folder)]
    assert forge(folder, old, old.replace(b":", b"s:")) > 0
    assert [case.texts for case in cases(folder)] == before


@pytest.mark.parametrize("language", ["zh-Hant", "xx"])
def test_reads_words_again_that_are_kept_for_another_language(folder: Path, language: str) -> None:
    before = [case.texts for case in cases(folder)]
    assert forge(folder, b'{"en":{"text":', f'{{"{language}":{{"text":'.encode()) > 0
    assert [case.texts for case in cases(folder)] == before


def test_reads_words_again_that_are_kept_no_longer(folder: Path) -> None:
    before = [case.texts for case in cases(folder)]
    found = cases(folder)
    Cache(folder.parent / "cache").discard()
    assert [case.texts for case in found] == before


def test_takes_no_words_of_another_day_for_those_of_a_case(folder: Path) -> None:
    """A file that somebody writes during a build ends it, and the build begins again."""
    cases(folder)
    (case, *_) = cases(folder)
    Cache(folder.parent / "cache").discard()
    index = case.folder / "index.md"
    index.write_text(index.read_text("utf-8") + "\nA new line.\n")
    with pytest.raises(ValueError, match="changed while it was read"):
        assert case.text_for("en").text.plain


def test_keeps_words_without_reading_them_where_nothing_shows_them(folder: Path) -> None:
    cases(folder)
    assert forge(folder, b'"pieces":', b'"nothing":') > 0
    cache = Cache(folder.parent / "cache", str(folder))
    check_folder(folder, TODAY, cache=cache)
    cache.close(whole=True)
    assert b'"nothing":' in (folder.parent / "cache" / "kept-1.sqlite").read_bytes()


def test_notices_places_that_were_altered(folder: Path) -> None:
    (case, *_) = cases(folder)
    before = case.value("schools", 0, "name")
    assert before.line > 1
    assert forge(folder, b'"places":"[', b'"places":"[[') > 0
    (case, *_) = cases(folder)
    with pytest.raises(ValueError, match="delimiter"):
        case.value("schools", 0, "name")


def test_says_again_what_it_said_when_nothing_changed(folder: Path) -> None:
    (folder / CASES[1] / "index.md").write_text("no front matter\n")
    cache = Cache(folder.parent / "cache", str(folder))
    said = [find(folder, TODAY, cache=cache) for _ in range(2)]
    assert said[0] == said[1]
    assert [one.id for one in said[0].diagnostics][:1] == ["missing-front-matter"]
    cache.close()


def test_notices_that_a_link_lost_its_case(folder: Path) -> None:
    link = "[Phonics](../../2023-24/phonics-with-families/)"
    index = folder / CASES[0] / "index.md"
    index.write_text(index.read_text("utf-8") + f"\n{link}\n")
    assert checked(folder).diagnostics == ()
    shutil.rmtree(folder / CASES[1])
    (said,) = checked(folder).diagnostics
    assert said.id == "link-to-nowhere"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("../../2023-24/phonics-with-families/", []),
        ("../../2023-24/phonics/", ["link-to-nowhere"]),
        ("../../2022-23/phonics-with-families/", ["link-to-nowhere"]),
        ("../../../2023-24/phonics-with-families/", ["link-to-nowhere"]),
        ("../../", ["link-to-nowhere"]),
        ("../talking/", ["link-to-nowhere"]),
        ("../peer-feedback-in-writing/", []),
    ],
)
def test_follows_links_of_one_case_as_of_all(folder: Path, link: str, said: list[str]) -> None:
    index = folder / CASES[0] / "index.md"
    index.write_text(index.read_text("utf-8") + f"\n[More]({link})\n")
    cache = Cache(folder.parent / "cache")
    for only in ([], [folder / CASES[0]], [folder / "2024-25"], [folder]):
        for _ in range(2):
            found = find(folder, TODAY, only, cache=cache)
            assert [one.id for one in found.diagnostics] == said
            assert found.count == (2 if only in ([], [folder]) else 1)
    cache.close()


def test_keeps_no_words_that_were_taken_out(folder: Path) -> None:
    index = folder / CASES[0] / "index.md"
    index.write_text(index.read_text("utf-8") + "\nHer name is Quillon.\n")
    store = folder.parent / "cache"

    def kept() -> bytes:
        return b"".join(path.read_bytes() for path in store.iterdir())

    checked(folder)
    assert b"Quillon" in kept()
    index.write_text(index.read_text("utf-8").replace("Quillon", "kept out"))
    cache = Cache(store, str(folder))
    check_folder(folder, TODAY, cache=cache)
    cache.close(whole=True)
    assert b"Quillon" not in kept()
