"""A compilation is found by its editor's words, and its parts with their own cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casebook.catalogue import Catalogue
from casebook.collection import Collection
from casebook.pages.compilation_search import indexables
from casebook.settings import Site, load_site
from tests.compiling.pages import TEXT, checked, facts, write_case, write_page
from tests.conftest import ROOT
from tests.rights.cases import Case


@pytest.fixture
def compiled(tmp_path: Path) -> tuple[Collection, Site]:
    write_case(tmp_path, "first", Case(text=TEXT))
    part = {"case": "2024-25/first", "sections": "all", "introduction": "Begin here."}
    write_page(tmp_path, facts(part))
    site = load_site(ROOT / "mkdocs.yml", tmp_path / "contributions")
    return checked(tmp_path).collection, site


def test_the_index_is_told_the_editors_words_alone(compiled: tuple[Collection, Site]) -> None:
    told = indexables(*compiled)
    case, compilation = map(told.document, told.made_from)
    assert case.id == "2024-25/first"
    assert compilation.id == "compilations/feedback"
    text = compilation.texts["en"]
    assert (text.title, text.headings) == ("Feedback that pupils use", ("A case",))
    assert "Begin here." in text.text
    assert "Why these cases stand together." in text.text
    assert "We tried it" not in text.text


def test_a_compilation_is_found_where_one_of_its_cases_is(
    compiled: tuple[Collection, Site],
) -> None:
    told = indexables(*compiled)
    case, compilation = map(told.document, told.made_from)
    assert compilation.facets["stage"] == case.facets["stage"] == ("ks2",)


def test_the_catalogue_names_its_cases_and_its_owners(compiled: tuple[Collection, Site]) -> None:
    (record,) = json.loads(Catalogue(*compiled).content())["compilations"]
    assert record["cases"] == ["2024-25/first"]
    assert "Lakeview Primary School" in record["rights"]["en"]["owners"]
    assert record["url"].endswith("/compilations/feedback/")
