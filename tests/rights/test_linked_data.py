"""What a case's page tells machines: only what schema.org and Google know, and never a lie."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import pytest
import yaml

VOCABULARY: Final = Path(__file__).with_name("schema-org.yaml")
DATA: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TEXTS: Final = {"Text", "URL", "CssSelectorType", "XPathType", "PronounceableText"}
GOOGLE_NEEDS_ONE: Final = {"creator", "creditText", "copyrightNotice", "license"}


@cache
def vocabulary() -> Any:  # noqa: ANN401 - as in the file
    return yaml.safe_load(VOCABULARY.read_text("utf-8"))


def lineage(type_: str) -> set[str]:
    parents = vocabulary()["types"].get(type_, [])
    return {type_, *(one for parent in parents for one in lineage(parent))}


def faults(node: Any, where: str, known: dict[str, set[str]]) -> Iterator[str]:  # noqa: ANN401
    """Say what of a node is not in the vocabulary: its types, properties and kinds of value."""
    stated = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    types = {one for type_ in stated for one in lineage(type_)}
    unknown = [type_ for type_ in stated if type_ not in vocabulary()["types"]]
    yield from (f"{where}: no type {type_}" for type_ in unknown)
    for name, value in node.items():
        if name.startswith("@"):
            continue
        found = vocabulary()["properties"].get(name)
        if found is None or not types & set(found["of"]):
            yield f"{where}: {name} is no property of {stated}"
            continue
        for one in value if isinstance(value, list) else [value]:
            if not fits(one, set(found["values"]), known):
                yield f"{where}.{name}: {one!r} is none of {found['values']}"
            if isinstance(one, dict) and "@type" in one:
                yield from faults(one, f"{where}.{name}", known)


def fits(value: Any, allowed: set[str], known: dict[str, set[str]]) -> bool:  # noqa: ANN401
    if isinstance(value, bool):
        return "Boolean" in allowed
    if isinstance(value, int):
        return bool(allowed & {"Number", "Integer"})
    if isinstance(value, str):
        is_address = re.fullmatch(r"https?://\S+", value) is not None
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return bool(allowed & {*TEXTS, "Date"})
        # An address names the thing that stands there, whatever its type.
        return bool(allowed & TEXTS) or is_address
    types = known.get(value.get("@id"), set())
    if "@type" in value:
        stated = value["@type"] if isinstance(value["@type"], list) else [value["@type"]]
        types = {one for type_ in stated for one in lineage(type_)}
    return bool(types & allowed)


def identified(node: Any) -> Iterator[tuple[str, set[str]]]:  # noqa: ANN401
    if isinstance(node, list):
        for one in node:
            yield from identified(one)
    elif isinstance(node, dict):
        if "@id" in node and "@type" in node:
            stated = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
            yield node["@id"], {one for type_ in stated for one in lineage(type_)}
        for value in node.values():
            yield from identified(value)


def lists_of(site: Path) -> dict[str, Any]:
    """Return the record of every page that is not a case's."""
    found = {}
    for page in sorted(site.glob("**/index.html")):
        match = DATA.search(page.read_text("utf-8"))
        if match and (record := json.loads(match[1]))["@type"] == "CollectionPage":
            found[page.relative_to(site).as_posix()] = record
    return found


@pytest.fixture(scope="session")
def lists(built_site: Path) -> dict[str, Any]:
    found = lists_of(built_site)
    assert {"index.html", "zh-Hant/resources/index.html", "cases/index.html"} < found.keys()
    return found


@pytest.fixture(scope="session")
def records(built_site: Path) -> dict[str, Any]:
    found = {}
    pages = (
        *built_site.glob("**/cases/20*/*/index.html"),
        *built_site.glob("**/compilations/*/*.html"),
    )
    for page in sorted(pages):
        if match := DATA.search(page.read_text("utf-8")):
            found[page.relative_to(built_site).as_posix()] = json.loads(match[1])
    assert len(found) > 40
    return found


def test_every_type_property_and_value_is_schema_orgs(
    records: dict[str, Any], lists: dict[str, Any]
) -> None:
    found = [
        fault
        for path, record in (records | lists).items()
        for fault in faults(record, path, dict(identified(record)))
    ]
    assert found == []


def test_an_invented_property_is_a_fault() -> None:
    node = {"@type": "LearningResource", "possessor": "EDB", "copyrightYear": "no year", "about": 3}
    found = list(faults(node, "page", {}))
    assert found[0] == "page: possessor is no property of ['LearningResource']"
    assert "page.copyrightYear: 'no year' is none of ['Number']" in found
    assert "page.about: 3 is none of ['Thing']" in found


def pictures_in(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if isinstance(node, list):
        for one in node:
            yield from pictures_in(one)
    elif isinstance(node, dict):
        if "ImageObject" in node.get("@type", ()):
            yield node
        for value in node.values():
            yield from pictures_in(value)


def test_every_picture_on_every_page_has_what_google_asks_for(built_site: Path) -> None:
    """By the address that the page loads it from, wherever it stands."""
    seen = 0
    for page in sorted(built_site.rglob("*.html")):
        text = page.read_text("utf-8")
        here = "https://casebook.example/" + page.relative_to(built_site).as_posix()
        loaded = {
            urljoin(here, src)
            for src in re.findall(r'<img src="([^"]+)"', text)
            if "/cases/" in urljoin(here, src)
        }
        match = DATA.search(text)
        told = {
            one["contentUrl"]: one for one in pictures_in(json.loads(match[1]) if match else {})
        }
        assert loaded <= told.keys(), page
        for address in loaded:
            assert told[address].keys() & GOOGLE_NEEDS_ONE
            assert told[address]["acquireLicensePage"].startswith("https://")
        seen += len(loaded)
    assert seen > 30


def test_a_list_has_its_entries_in_order(lists: dict[str, Any], built_site: Path) -> None:
    for path, record in lists.items():
        entries = record["mainEntity"]["itemListElement"]
        assert [one["position"] for one in entries] == [*range(1, len(entries) + 1)], path
        assert record["mainEntity"]["numberOfItems"] == len(entries)
        for one in entries:
            address = one.get("url") or one["item"]["url"]
            found = built_site / address.removeprefix("https://casebook.example/")
            assert found.exists(), address


def test_a_page_of_a_case_is_light(built_site: Path) -> None:
    heavy = {
        page.relative_to(built_site).as_posix(): size
        for page in built_site.glob("**/cases/20*/*/index.html")
        if (size := page.stat().st_size) > 28_500
    }
    assert heavy == {}


def files_of(part: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the pictures of a part of a compilation, or the one file that a part of a case is."""
    return part.get("image", []) if part["@type"] == "CreativeWork" else [part]


def test_every_part_is_a_file_of_the_site(records: dict[str, Any], built_site: Path) -> None:
    for record in records.values():
        shown = [one for part in record.get("hasPart", []) for one in files_of(part)]
        for part in shown:
            path = part["contentUrl"].removeprefix("https://casebook.example/")
            assert (built_site / path).is_file(), path


def test_a_license_is_named_only_where_every_owner_gave_one(records: dict[str, Any]) -> None:
    licensed = {path: record["license"] for path, record in records.items() if "license" in record}
    assert licensed == {
        edition + path: address
        for edition in ("", "zh-Hant/")
        for path, address in {
            "cases/2023-24/say-it-before-writing-it/index.html": (
                "https://creativecommons.org/licenses/by-nc-sa/4.0/"
            ),
            "cases/2024-25/fair-tests-in-primary-science/index.html": (
                "https://creativecommons.org/licenses/by/4.0/"
            ),
        }.items()
    }


def test_a_pupils_work_is_the_pupils_and_under_no_license(records: dict[str, Any]) -> None:
    record = records["cases/2024-25/from-paragraph-to-story/index.html"]
    part = next(p for p in record["hasPart"] if p["contentUrl"].endswith("the-missing-rope.pdf"))
    assert part["copyrightHolder"] == [{"@type": "Person", "name": "the pupil who made it"}]
    assert "license" not in part
    assert "Education Bureau" not in part["copyrightNotice"]


def test_the_owners_are_named_in_the_order_of_the_notice(records: dict[str, Any]) -> None:
    record = records["cases/2024-25/fair-tests-in-primary-science/index.html"]
    assert [owner["name"] for owner in record["copyrightHolder"]] == [
        "Education Bureau",
        "Harbour Road Primary School",
        "Summit College",
    ]


def test_no_typed_word_can_end_the_element(built_site: Path) -> None:
    for page in built_site.glob("cases/20*/*/index.html"):
        for data in DATA.findall(page.read_text("utf-8")):
            assert "<" not in data


def test_dublin_core_names_every_owner(built_site: Path) -> None:
    page = built_site / "cases/2024-25/fair-tests-in-primary-science/index.html"
    text = page.read_text("utf-8")
    assert text.count('<meta name="DCTERMS.rightsHolder"') == 3
    assert '<meta name="DCTERMS.license" content="https://creativecommons.org/' in text
