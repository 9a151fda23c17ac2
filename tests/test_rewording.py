"""Where words alone changed the site follows from the one there is, and nothing of them stays."""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from casebook.cache import Cache
from casebook.cli.hand_written import key_beside
from casebook.publish import staged
from casebook.publish.record import recalled
from casebook.rewording import Reworded, reworded
from casebook.rights.records import with_digests
from casebook.settings import load_site
from casebook.workers import Workers
from tests.conftest import BUILD_DATE, ROOT
from tests.publish.conftest import lay_out
from tests.publish.test_edits import built, edit

EPOCH: Final = int(BUILD_DATE)
TODAY: Final = date(2026, 11, 24)
TALK_ID: Final = "2024-25/talking-through-fractions"
PEERS_ID: Final = "2024-25/peer-feedback-in-writing"
TALK: Final = f"contributions/{TALK_ID}"
STORY: Final = "contributions/2024-25/from-paragraph-to-story/index.md"
WITHDRAWN: Final = "contributions/2024-25/interviewing-grandparents/index.md"
COMPILED: Final = f"contributions/{PEERS_ID}/index.md"
WORD: Final = "zyzzyva"


def tried(
    place: Path,
    workers: Workers | None = None,
    meanwhile: Callable[[], object] = bool,
) -> Reworded | None:
    """Return what comes of an attempt to put the site together from the one there is.

    `meanwhile` happens after it was looked at.
    """
    workers = workers or Workers.local(2)
    site = load_site(place / "mkdocs.yml")
    cache = Cache(place / "cache", scope=str(place / "contributions"))
    site = replace(site, cache=cache, workers=workers)
    beside = key_beside(Namespace(config=place / "mkdocs.yml"), site)
    assert beside
    with staged(place / "site", site.contributions, recalled(place / "site", cache)) as stage:
        meanwhile()
        found = reworded(stage, site, TODAY, beside)
        assert found is not None or not stage.folder.exists()
    cache.close()
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of all sample cases and compilations."""
    folder = tmp_path_factory.mktemp("rewording") / "place"
    cases = sorted(path for path in (ROOT / "contributions").glob("*/*") if path.is_dir())
    place = lay_out(folder, *(str(case.relative_to(ROOT / "contributions")) for case in cases))
    for docs in ("docs", "docs/zh-Hant"):
        shutil.copytree(ROOT / docs / "compilations", place / docs / "compilations")
    built(place, "site", "cache", EPOCH)
    return place


def sources(place: Path) -> dict[Path, bytes]:
    parts = [place / "mkdocs.yml"]
    for folder in ("contributions", "docs", "overrides"):
        parts += [path for path in (place / folder).rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in parts}


@pytest.fixture
def built_place(place: Path) -> Iterator[Path]:
    """Give the place, and put its sources back as they were."""
    before = sources(place)
    yield place
    for path, data in sources(place).items():
        if path not in before:
            path.unlink()
        elif data != before[path]:
            path.write_bytes(before[path])
    for folder in (place / "contributions").glob("*/*"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def more(path: str, text: str = "\nOne more line.\n") -> Callable[[Path], None]:
    return edit(path, r"\Z", text)


def _copy(place: Path) -> None:
    shutil.copytree(place / TALK, place / "contributions/2024-25/talking-again")


def _stray(place: Path) -> None:
    (place / TALK / "notes.txt").write_text("x")


MORE_THAN_WORDS: Final[Mapping[str, Callable[[Path], None]]] = {
    "a title": edit(STORY, r"\ntitle: ", "\ntitle: More "),
    "words that a compilation may show": more(COMPILED),
    "a link to another case": more(STORY, "\n[See](../talking-through-fractions/).\n"),
    "words that are an error": more(STORY, "\n![A picture](no-such-file.png)\n"),
    "a compilation": more("docs/compilations/look-first-conclude-later.md"),
    "a page written by hand": more("docs/about.md"),
    "a template": more("overrides/case.html", "{# more #}"),
    "a setting": edit("mkdocs.yml", "contact: casebook@", "contact: another@"),
    "a file that does not belong there": _stray,
    "a case more": _copy,
}


@pytest.mark.parametrize("name", MORE_THAN_WORDS)
def test_more_than_words_is_put_together_from_all_cases(built_place: Path, name: str) -> None:
    assert tried(built_place)
    MORE_THAN_WORDS[name](built_place)
    assert tried(built_place) is None


def test_a_site_that_is_not_as_it_was_published_is_put_together_from_all_cases(
    built_place: Path,
) -> None:
    page = built_place / "site/cases/index.html"
    before = page.read_bytes()
    page.write_bytes(b"another")
    assert tried(built_place) is None
    page.write_bytes(before)
    built(built_place, "site", "cache", EPOCH)
    assert tried(built_place)


@pytest.mark.parametrize("ledger", ["rights.json", "rights.csv"])
def test_a_ledger_that_was_changed_in_between_is_not_taken_over(
    built_place: Path, ledger: str
) -> None:
    file = built_place / "site" / ledger
    before = file.read_bytes()

    def write() -> None:
        file.write_bytes(before.replace(b"joint", b"stolen") + b" ")

    assert tried(built_place, meanwhile=write) is None
    file.write_bytes(before)
    built(built_place, "site", "cache", EPOCH)
    assert tried(built_place)


def test_a_site_that_was_made_from_other_cases_is_put_together_from_all(
    built_place: Path,
) -> None:
    """They are kept as long as these, and their words may be the same."""
    assert tried(built_place)
    title = edit(STORY, r"\ntitle: ", "\ntitle: More ")
    other = shutil.copytree(built_place, built_place.with_name("other"))
    title(other)
    built(built_place, "site", "cache", EPOCH, other / "contributions")
    assert tried(built_place) is None
    after = built(built_place, "site", "cache", EPOCH)
    assert after == built(built_place, "afresh/site", "afresh/cache", EPOCH)
    for folder in (other, built_place / "afresh"):
        shutil.rmtree(folder)


def test_words_alone_make_the_site_that_is_built_afresh(built_place: Path) -> None:
    before = built(built_place, "site", "cache", EPOCH)
    more(STORY, "\n## More to tell\n\nOne *more* line.\n")(built_place)
    found = tried(built_place)
    assert found
    assert found.outline.compilations
    after = built(built_place, "site", "cache", EPOCH)
    pages = {path for path in after if path.endswith(".html") and after[path] != before.get(path)}
    case = "cases/2024-25/from-paragraph-to-story/index.html"
    assert pages == {case, f"zh-Hant/{case}"}
    assert after == built(built_place, "afresh/site", "afresh/cache", EPOCH)
    shutil.rmtree(built_place / "afresh")


def test_words_that_stood_there_for_a_moment_alone_are_on_no_page(built_place: Path) -> None:
    def ready() -> None:
        more(STORY, f"\n{WORD}\n")(built_place)

    built(built_place, "site", "cache", EPOCH)
    for path in (STORY, f"{TALK}/index.md"):
        more(path)(built_place)
    before = (built_place / STORY).read_bytes()
    assert tried(built_place, Workers.local(2).after(ready))
    (built_place / STORY).write_bytes(before)
    after = built(built_place, "site", "cache", EPOCH)
    assert not any(WORD.encode() in data for data in after.values())
    assert after == built(built_place, "afresh/site", "afresh/cache", EPOCH)
    shutil.rmtree(built_place / "afresh")


def test_the_words_of_a_withdrawn_case_change_nothing_of_the_site(built_place: Path) -> None:
    before = built(built_place, "site", "cache", EPOCH)
    more(WITHDRAWN)(built_place)
    assert tried(built_place)
    assert built(built_place, "site", "cache", EPOCH) == before


def test_the_words_of_a_draft_change_nothing_of_the_site(tmp_path: Path) -> None:
    place = lay_out(tmp_path / "place", *(TALK_ID, PEERS_ID))
    edit(f"contributions/{PEERS_ID}/index.md", "status: published", "status: draft")(place)
    before = built(place, "site", "cache", EPOCH)
    more(f"contributions/{PEERS_ID}/index.md")(place)
    assert tried(place)
    assert built(place, "site", "cache", EPOCH) == before


def test_words_that_were_taken_out_leave_nothing_behind(tmp_path: Path) -> None:
    place = lay_out(tmp_path / "place", TALK_ID)
    index = f"contributions/{TALK_ID}/index.md"

    def traces() -> set[str]:
        files = [path for path in place.rglob("*") if path.is_file()]
        found = {path for path in files if WORD.encode() in path.read_bytes()}
        return {str(path.relative_to(place).parts[0]) for path in found}

    built(place, "site", "cache", EPOCH)
    more(index, f"\nNobody says {WORD}.\n")(place)
    built(place, "site", "cache", EPOCH)
    assert traces() == {"contributions", "cache", "site", ".site-next"}
    edit(index, f"\nNobody says {WORD}.\n", "\nNobody says it.\n")(place)
    assert tried(place)
    built(place, "site", "cache", EPOCH)
    assert traces() == set()


def test_a_ledger_that_does_not_name_what_changed_is_not_changed() -> None:
    ledger = b'{"sha256":"aa"},{"sha256":"bb"},{"sha256":"bb"}'
    assert with_digests(ledger, {"aa": "cc"}) == ledger.replace(b"aa", b"cc")
    for unknown in ("bb", "dd"):
        with pytest.raises(ValueError, match="once"):
            with_digests(ledger, {unknown: "cc"})
