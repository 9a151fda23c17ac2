"""A link in a part leads to what is there: in the part, in its case, or to another case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.pages.compilation import compile_compilations
from casebook.pages.compilation_view import CompilationView, PartView
from casebook.pages.edition import Edition
from casebook.settings import load_site
from tests.compiling.pages import checked, facts, write_case, write_page
from tests.conftest import ROOT
from tests.rights.cases import Case

SHEET = {"file": "sheet.csv", "type": "worksheet", "title": "Sheet", "use": "publish"}
HOME = "../../cases/2024-25/first/"


@pytest.mark.parametrize(
    ("target", "led"),
    [
        ("#what-we-did", "#part-1-s-what-we-did"),
        ("#what-changed", HOME),
        ("./sheet.csv", "../../cases/2024-25/first/sheet.csv"),
        ("../second/#no-such-place", "../../cases/2024-25/second/"),
    ],
)
def test_a_link_leads_to_what_is_there(tmp_path: Path, target: str, led: str) -> None:
    text = f"## What we did\n\nSee [this]({target}).\n\n## What changed\n\nLess red.\n"
    write_case(tmp_path, "first", Case(text=text, materials=[SHEET]))
    write_case(tmp_path, "second", Case())
    chosen = {"sections": ["What we did"], "materials": ["sheet.csv"]}
    write_page(tmp_path, facts({"case": "2024-25/first"} | chosen))
    collection = checked(tmp_path).collection
    site = load_site(ROOT / "mkdocs.yml", tmp_path / "contributions")
    _, page = compile_compilations(collection, Edition(site, "en"))
    assert isinstance(page.view, CompilationView)
    (part,) = page.view.parts
    assert isinstance(part, PartView)
    assert re.findall(r'<p>See <a href="([^"]*)"', part.body) == [led]
