"""A page that is made from the same shows the same: else one could stay that must not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import pytest

from casebook.cache import Cache
from casebook.pages import plan_pages
from casebook.pages.page import Page
from casebook.pages.plan import Planned
from casebook.pipeline import check_folder
from casebook.settings import Site, load_site
from casebook.workers import Workers
from tests.conftest import ROOT

SITE: Final = replace(load_site(ROOT / "mkdocs.yml"), cache=Cache(Path(mkdtemp())))
WORKERS: Final = Workers.local(2)
TODAY: Final = date(2026, 11, 23)
TALK: Final = "contributions/2024-25/talking-through-fractions/index.md"
PEERS: Final = "contributions/2024-25/peer-feedback-in-writing/index.md"
THROWS: Final = "contributions/2023-24/pupils-judge-their-own-throws/index.md"
Plans = Mapping[str, Planned]


def plans(folder: Path, today: date = TODAY) -> Plans:
    checked = check_folder(
        folder / "contributions", today, docs=folder / "docs", cache=SITE.cache, workers=WORKERS
    )
    errors = [one for one in checked.diagnostics if one.severity == "error"]
    assert errors == []
    return {one.href: one for one in plan_pages(checked.collection, SITE, today)}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out the sample cases, with a link to a case that is not there and a day that ends."""
    folder = tmp_path_factory.mktemp("plans") / "before"
    for part in ("contributions", "docs"):
        shutil.copytree(ROOT / part, folder / part)
    _put(folder, PEERS, r"\Z", "\n[Another](../another-case/) says more.\n")
    _put(folder, THROWS, "obtained: 2024-05-20", "obtained: 2024-05-20\n      expires: 2026-12-31")
    return folder


@pytest.fixture(scope="module")
def planned(before: Path) -> Plans:
    return plans(before)


@pytest.fixture(scope="module")
def pages(planned: Plans) -> Mapping[str, Page]:
    return {href: one.compile() for href, one in planned.items()}


def _put(folder: Path, name: str, pattern: str, text: str) -> None:
    found, count = re.subn(pattern, lambda _: text, (folder / name).read_text("utf-8"), count=1)
    assert count == 1
    (folder / name).write_text(found, encoding="utf-8")


def edit(name: str, pattern: str, text: str) -> Callable[[Path], None]:
    return lambda folder: _put(folder, name, pattern, text)


def _rename_school(folder: Path) -> None:
    for index in folder.glob("contributions/*/*/index.md"):
        text = index.read_text("utf-8").replace("Lakeview Primary", "Lakeside Primary")
        index.write_text(text, encoding="utf-8")


def _one_more(folder: Path) -> None:
    case = folder / "contributions/2024-25/talking-through-fractions"
    shutil.copytree(case, case.with_name("another-case"))


def _one_less(folder: Path) -> None:
    shutil.rmtree(folder / "contributions/2024-25/life-skills-shopping-task")


def _another_folder(folder: Path) -> None:
    case = folder / "contributions/2024-25/talking-through-fractions"
    case.rename(case.with_name("talking-through-halves"))


def _swap(folder: Path) -> None:
    """Let two cases change places: each is as it was, at the address of the other."""
    one = folder / "contributions/2025-26/block-play-and-number-talk"
    other = one.with_name("classical-chinese-in-daily-life")
    one.rename(one.with_name("meanwhile"))
    other.rename(one)
    one.with_name("meanwhile").rename(other)


EDITS: Final[Mapping[str, Callable[[Path], None]]] = {
    "a title": edit(TALK, "title: Talking", "title: Once more, talking"),
    "a title that sorts last": edit(TALK, "title: Talking", "title: Zebras talking"),
    "a summary": edit(TALK, "summary: Two", "summary: These two"),
    "evidence": edit(TALK, "basis: Four", "basis: Five"),
    "a theme more": edit(TALK, "learner-diversity,", "learner-diversity, self-directed-learning,"),
    "another level": edit(TALK, r"\[p4\]", "[p4, p5]"),
    "another district": edit(TALK, "district: tuen-mun", "district: yuen-long"),
    "a license": edit(TALK, "  year: 2025", "  year: 2025\n  license:\n    id: CC-BY-4.0\n"
                      "    granted-by: [edb, bayside-ps, lakeview-ps]"),
    "the title of a file": edit(TALK, "title: Twelve cards", "title: Twelve good cards"),
    "another type of a file": edit(
        TALK, "fraction-cards.pdf\n    type: worksheet", "fraction-cards.pdf\n    type: slides"
    ),
    "a heading": edit(TALK, r"\Z", "\n## One more\n\nAnd a line.\n"),
    "a link to another case": edit(TALK, r"\Z", "\n[There](../peer-feedback-in-writing/).\n"),
    "a case that is withdrawn": edit(
        TALK, "status: published", "status: withdrawn\nwithdrawn:\n  date: 2026-11-20"
    ),
    "a case that is a draft again": edit(TALK, "status: published", "status: draft"),
    "a school's name": _rename_school,
    "a case more, which another leads to": _one_more,
    "a case less": _one_less,
    "the folder of a case": _another_folder,
    "two cases, each at the address of the other": _swap,
    "a compilation": edit(
        "docs/compilations/from-talk-to-second-draft.md", "\nsummary: ", "\nsummary: Once more "
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_a_page_that_an_edit_changes_is_made_from_something_else(
    before: Path, planned: Plans, pages: Mapping[str, Page], tmp_path: Path, name: str
) -> None:
    folder = shutil.copytree(before, tmp_path / "after")
    EDITS[name](folder)
    found = plans(folder)
    kept = [href for href, one in found.items() if as_before(one, planned)]
    assert pages.keys() != found.keys() or any(
        found[href].compile() != pages[href] for href in found.keys() - set(kept)
    ), "the edit changes nothing"
    assert [href for href in kept if found[href].compile() != pages[href]] == []
    assert len(kept) > len(found) / 4, "what an edit does not touch is made from the same"


def as_before(one: Planned, planned: Plans) -> bool:
    known = planned.get(one.href)
    return one.inputs is not None and known is not None and one.inputs == known.inputs


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2033, 1, 1)], ids=str)
def test_a_page_that_the_day_changes_is_made_from_something_else(
    before: Path, planned: Plans, pages: Mapping[str, Page], today: date
) -> None:
    """On the first a pupil's license has ended; by the second all cases are old."""
    found = plans(before, today)
    kept = [href for href, one in found.items() if as_before(one, planned)]
    assert [href for href in kept if found[href].compile() != pages[href]] == []
    work = "cases/2023-24/pupils-judge-their-own-throws/"
    assert found[work].inputs != planned[work].inputs


def test_most_pages_are_known_by_what_they_are_made_from(planned: Plans) -> None:
    assert sum(one.inputs is None for one in planned.values()) < 20


def test_a_plan_says_of_a_page_what_the_page_says(
    planned: Plans, pages: Mapping[str, Page]
) -> None:
    assert {href: page.href for href, page in pages.items()} == {href: href for href in planned}
    assert {page.file for page in pages.values()} == {one.file for one in planned.values()}


@pytest.mark.parametrize(
    "other",
    [
        replace(SITE, name="Another"),
        replace(SITE, url="https://another.example/"),
        replace(SITE, looks="{}"),
        replace(SITE, contributions=Path("elsewhere")),
        replace(SITE, settings=SITE.settings.model_copy(update={"examples": {}})),
    ],
)
def test_settings_that_pages_show_are_part_of_what_they_are_made_from(other: Site) -> None:
    assert other.inputs() != SITE.inputs()
    assert SITE.inputs() == load_site(ROOT / "mkdocs.yml").inputs()


def test_more_words_in_a_text_change_its_own_pages_and_no_list(
    before: Path, planned: Plans, pages: Mapping[str, Page], tmp_path: Path
) -> None:
    folder = shutil.copytree(before, tmp_path / "after")
    EDITS["a heading"](folder)
    found = plans(folder)
    changed = {href for href, one in found.items() if one.inputs and not as_before(one, planned)}
    told = {href: one for href, one in found.items() if one.inputs is None}
    changed |= {href for href, one in told.items() if one.compile() != pages[href]}
    case = "cases/2024-25/talking-through-fractions/"
    assert changed == {case, f"zh-Hant/{case}"}
