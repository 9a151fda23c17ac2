"""What lists say of each case is kept: after any edit they are those of a clean build."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

from casebook.assembly import Build, _write_ledger
from casebook.cache import Cache
from casebook.catalogue import Catalogue
from casebook.collection import Collection
from casebook.pages.rights import ledger_entries
from casebook.pipeline import check_folder
from casebook.publish.folder import Folder
from casebook.publish.previous import Previous
from casebook.rights.records import ledger_files
from casebook.settings import Site, load_site
from casebook.theme import theme_of
from tests.conftest import ROOT
from tests.rights.cases import Case

TODAY: Final = date(2026, 8, 31)
WORK: Final = {
    "work": "A song", "owner": "A band", "in": "text", "basis": "permission",
    "evidence": "A letter", "expires": "2026-10-31",
}  # fmt: skip
SHEET: Final = {"type": "worksheet", "title": "A sheet", "file": "sheet.csv", "use": "publish"}
PHOTO: Final = {
    "type": "student-work", "title": "A poem", "file": "poem.csv", "use": "publish",
    "pupil-license": {
        "given-by": "guardian", "scope": "public-website", "obtained": "2025-03-02",
        "expires": "2026-10-31",
    },
}  # fmt: skip
LICENSE: Final = {"license": {"id": "CC-BY-4.0", "granted-by": ["edb", "lakeview-ps"]}}
WITHDRAWN: Final = {"status": "withdrawn", "withdrawn": {"date": "2026-08-01"}}
BEFORE: Final = {"a": Case(), "b": Case(materials=[SHEET, PHOTO]), "c": Case(third_party=[WORK])}
EDITS: Final[dict[str, dict[str, Case]]] = {
    "text": {"a": Case(text="## Else\n\nWe tried another thing.\n")},
    "title": {"a": Case(more={"title": "Another title; =1+1"})},
    "license": {"a": Case(copyright=LICENSE)},
    "consent": {"b": Case(materials=[SHEET])},
    "third party": {"a": Case(third_party=[WORK])},
    "withdrawal": {"b": Case(more=WITHDRAWN)},
    "new case": {"d": Case()},
}


def write(folder: Path, cases: dict[str, Case]) -> None:
    for name, case in cases.items():
        case.write(folder / f"2024-25/{name}")


def site_of(folder: Path, cache: Path | None) -> Site:
    return load_site(ROOT / "mkdocs.yml", folder, cache)


def collected(site: Site, today: date = TODAY) -> Collection:
    checked = check_folder(site.contributions, today, cache=site.cache)
    assert not checked.has_errors, checked.diagnostics
    return checked.collection


def lists(collection: Collection, site: Site, today: date = TODAY) -> dict[str, bytes]:
    """Return the lists as a whole build writes them, and keep what it made."""
    entries = list(ledger_entries(collection, site))
    digests = {p: sha256(p.encode()).hexdigest() for entry in entries for p in entry.paths}
    files = dict(ledger_files(entries, (), digests, site, today))
    catalogue = Catalogue(collection, site)
    files["key"] = catalogue.key
    files["catalogue.json"] = catalogue.content()
    site.cache.close(whole=True)
    return files


def fresh(folder: Path, today: date = TODAY) -> dict[str, bytes]:
    site = site_of(folder, None)
    return lists(collected(site, today), site, today)


def unknown(folder: Path) -> Collection:
    """Return cases that nobody knows by the digest of their folder."""
    whole = collected(site_of(folder, None))
    return replace(whole, cases=tuple(replace(case, digest="", outline="") for case in whole.cases))


@pytest.mark.parametrize("edit", EDITS)
def test_the_lists_after_one_edit_are_those_of_a_clean_build(tmp_path: Path, edit: str) -> None:
    one, other = tmp_path / "one/contributions", tmp_path / "other/contributions"
    write(one, BEFORE)
    write(other, BEFORE | EDITS[edit])
    kept = site_of(one, tmp_path / "kept")
    before = lists(collected(kept), kept)
    # The second build finds these cases where the first found its own.
    later = site_of(one, tmp_path / "kept")
    after = lists(collected(site_of(other, None)), later)
    assert {name: after[name] for name in after} == fresh(other)
    assert (before["key"] == after["key"]) == (before["catalogue.json"] == after["catalogue.json"])
    assert (edit == "text") == (before["key"] == after["key"])


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 11, 1), date(2027, 1, 1)])
def test_the_lists_on_a_later_day_are_those_of_a_clean_build(tmp_path: Path, day: date) -> None:
    folder = tmp_path / "contributions"
    write(folder, BEFORE)
    first, later = (site_of(folder, tmp_path / "kept") for _ in range(2))
    lists(collected(first), first)
    assert lists(collected(later, day), later, day) == fresh(folder, day)


def test_other_words_of_the_publisher_are_in_every_line(tmp_path: Path) -> None:
    folder = tmp_path / "contributions"
    write(folder, BEFORE)
    site = site_of(folder, tmp_path / "kept")
    lists(collected(site), site)
    joint = site.settings.rights.joint
    words = joint.notice.model_copy(update={"en": "© {year}, jointly {owners}"})
    rights = site.settings.rights.model_copy(
        update={"joint": joint.model_copy(update={"notice": words})}
    )
    other = replace(site, settings=site.settings.model_copy(update={"rights": rights}))
    after = lists(collected(other), other)
    assert b"jointly Education Bureau" in after["rights.json"]
    assert after == lists(collected(other), replace(other, cache=Cache()))


def test_nothing_is_made_again_of_a_case_that_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "contributions"
    write(folder, BEFORE)
    first, later = (site_of(folder, tmp_path / "kept") for _ in range(2))
    before = lists(collected(first), first)
    for place in ("casebook.pages.rights.case_rights", "casebook.catalogue._case"):
        monkeypatch.setattr(place, None)
    assert lists(collected(later), later) == before


def test_a_case_whose_digest_nobody_knows_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "contributions"
    write(folder, BEFORE)
    site = site_of(folder, tmp_path / "kept")
    lists(unknown(folder), site)
    write(tmp_path / "other", BEFORE | EDITS["title"])
    assert lists(unknown(tmp_path / "other"), site) == fresh(tmp_path / "other")


def test_a_withdrawn_case_leaves_nothing_in_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "contributions"
    write(folder, BEFORE | {"d": Case(more={"title": "A quixotic title"})})
    first = site_of(folder, tmp_path / "kept")
    whole = collected(first)
    lists(whole, first)
    assert any(b"quixotic" in value for value in values(tmp_path / "kept").values())
    later = site_of(folder, tmp_path / "kept")
    left = tuple(case for case in whole.cases if not case.id.endswith("/d"))
    lists(replace(whole, cases=left), later)
    assert not any(b"quixotic" in value for value in values(tmp_path / "kept").values())


def _another_form(kept: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever is kept
    return list(kept)


def _no_record(kept: dict[str, Any]) -> Any:  # noqa: ANN401
    return {id_: [digest, None] for id_, (digest, _) in kept.items()}


def _of_another_case(kept: dict[str, Any]) -> Any:  # noqa: ANN401
    return json.loads(json.dumps(kept).replace("2024-25/a", "2024-25/b"))


def _not_text(kept: dict[str, Any]) -> Any:  # noqa: ANN401
    return json.loads(json.dumps(kept).replace('"A case"', "17"))


def _half_a_character(kept: dict[str, Any]) -> Any:  # noqa: ANN401
    return json.loads(json.dumps(kept).replace('"A case"', '"\\ud800"'))


@pytest.mark.parametrize(
    "alter", [_another_form, _no_record, _of_another_case, _not_text, _half_a_character]
)
def test_what_was_altered_into_another_form_is_made_again(
    tmp_path: Path, alter: Callable[[dict[str, Any]], Any]
) -> None:
    folder = tmp_path / "contributions"
    write(folder, BEFORE)
    first, later = (site_of(folder, tmp_path / "kept") for _ in range(2))
    before = lists(collected(first), first)
    altered(tmp_path / "kept", alter)
    collection = collected(later)
    files = lists(collection, later)
    if alter in (_another_form, _no_record, _half_a_character):
        assert {**files, "key": b""} == {**before, "key": b""}
    else:
        assert files["rights.json"] == before["rights.json"]


def altered(folder: Path, alter: Callable[[dict[str, Any]], Any]) -> None:
    """Alter what is kept of cases, and seal it anew."""
    database = sqlite3.connect(next(folder.glob("*.sqlite")))
    with database:
        for key, value in values(folder).items():
            if value.startswith(b'{"2024-25/'):
                other = json.dumps(alter(json.loads(value))).encode()
                sealed = (sha256(key + other).digest(), other, key)
                database.execute("UPDATE kept SET digest = ?, value = ? WHERE key = ?", sealed)
    database.close()


def values(folder: Path) -> dict[bytes, bytes]:
    """Return everything that is kept."""
    database = sqlite3.connect(next(folder.glob("*.sqlite")))
    found = dict(database.execute("SELECT key, value FROM kept").fetchall())
    database.close()
    return found


def test_nothing_that_is_kept_is_used_where_it_disagrees_with_the_site(tmp_path: Path) -> None:
    folder = tmp_path / "contributions"
    write(folder, BEFORE)
    site = site_of(folder, tmp_path / "kept")
    collection = collected(site)
    before = lists(collection, site)
    altered(tmp_path / "kept", _of_an_absent_file)
    place = tmp_path / "site"
    written = Folder(place, Previous(place))
    entries = ledger_entries(collection, replace(site, cache=Cache()))
    paths = [path for entry in entries for path in entry.paths]
    written.write((path, path.encode()) for path in paths)
    theme = theme_of(site, "", has_compilations=False)
    _write_ledger(written, Build(site, TODAY, collection, theme), set())
    assert (place / "rights.json").read_bytes() == before["rights.json"]


def _of_an_absent_file(kept: dict[str, Any]) -> Any:  # noqa: ANN401
    return json.loads(json.dumps(kept).replace("a/index.html", "a/absent.html"))
