"""The REUSE record covers the whole site: each file has owners, a license, and that has a text.

The rules are those of REUSE 3.3: of several annotations of one file the last counts; a `*` stands
for anything but `/`, and `**` for anything.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.licenses._spdx import LICENSES

from casebook.rights.license_texts import license_text
from casebook.rights.licenses import family

IGNORED: Final = re.compile(
    r"LICENSES/.*|REUSE\.toml|(?:.*/)?(?:LICENSE|LICENCE|COPYING)(?:[-.].*)?"
)
OWN_WORDS: Final = re.compile(r"(?:zh-Hant/)?contribute/.*")
"""The field reference shows an example of its own, which a sample took up."""


@dataclass(frozen=True)
class Annotation:
    pattern: re.Pattern[str]
    notices: tuple[str, ...]
    licenses: frozenset[str]


def pattern_of(globs: list[str]) -> re.Pattern[str]:
    parts = (re.split(r"(\*\*|\*)", glob) for glob in globs)
    meaning = {"**": ".*", "*": "[^/]*"}
    return re.compile(
        "|".join("".join(meaning.get(p, re.escape(p)) for p in one) for one in parts), re.DOTALL
    )


@pytest.fixture(scope="session")
def record(built_site: Path) -> list[Annotation]:
    written = tomllib.loads((built_site / "REUSE.toml").read_text("utf-8"))
    assert written["version"] == 1
    assert {one["precedence"] for one in written["annotations"]} == {"override"}
    return [
        Annotation(
            pattern_of(one["path"]),
            tuple(one["SPDX-FileCopyrightText"]),
            frozenset(one["SPDX-License-Identifier"].split(" AND ")),
        )
        for one in written["annotations"]
    ]


def rights_of(path: str, record: list[Annotation]) -> Annotation:
    return next(one for one in reversed(record) if one.pattern.fullmatch(path))


@pytest.fixture(scope="session")
def published(built_site: Path) -> list[str]:
    paths = [p.relative_to(built_site).as_posix() for p in built_site.rglob("*") if p.is_file()]
    return [path for path in paths if not IGNORED.fullmatch(path)]


@pytest.fixture(scope="session")
def ledger(built_site: Path) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads((built_site / "rights.json").read_bytes())["files"]
    return files


def test_every_file_has_an_owner_and_a_license_whose_text_is_there(
    built_site: Path, published: list[str], record: list[Annotation]
) -> None:
    for path in published:
        found = rights_of(path, record)
        assert found.notices, path
        for name in found.licenses:
            assert (built_site / f"LICENSES/{name}.txt").stat().st_size > 100, name


def test_no_text_of_a_license_is_there_for_nothing(
    built_site: Path, published: list[str], record: list[Annotation]
) -> None:
    used = {name for path in published for name in rights_of(path, record).licenses}
    assert {path.stem for path in (built_site / "LICENSES").iterdir()} == used


def test_what_comes_from_a_case_has_the_rights_of_its_line(
    ledger: list[dict[str, Any]], record: list[Annotation]
) -> None:
    for line in ledger:
        found = rights_of(line["path"], record)
        assert found.notices[0] == line["notice"]["en"]
        assert found.licenses == set(line["license"].split(" AND "))


def test_whatever_repeats_words_of_cases_names_all_owners(
    built_site: Path,
    published: list[str],
    ledger: list[dict[str, Any]],
    record: list[Annotation],
) -> None:
    """A title of a case on any page means that its owners stand in the record of that page."""
    pages = [line for line in ledger if line["kind"] == "page"]
    notices = {line["case"]: line["notice"]["en"] for line in pages}
    titles = {title: line["case"] for line in pages for title in line["title"].values()}
    own = {line["path"] for line in ledger}
    seen = 0
    for path in published:
        if path in own or not path.endswith((".html", ".json", ".csv")):
            continue
        text = (built_site / path).read_text("utf-8")
        for title, case in titles.items():
            if title in text and not OWN_WORDS.fullmatch(path):
                seen += 1
                assert notices[case] in rights_of(path, record).notices, (path, title)
    assert seen > 100


def test_every_license_that_spdx_lists_has_its_text() -> None:
    lacking = [one["id"] for one in LICENSES.values() if not license_text(one["id"])]
    assert lacking == []


@pytest.mark.parametrize("id_", ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"])
def test_the_text_of_creative_commons_is_its_legal_code(id_: str) -> None:
    text = license_text(id_) or ""
    assert family(id_)
    assert text.startswith("Creative Commons Attribution")
    for heading in (
        "Section 1 – Definitions.",
        "Section 2 – Scope.",
        "Section 3 – License Conditions.",
        "Section 6 – Term and Termination.",
        "Section 8 – Interpretation.",
    ):
        assert heading in text
