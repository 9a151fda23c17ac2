"""The theme is prepared once, for all workers that frame pages in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.meta import find_undeclared_variables

from casebook.settings import load_site
from casebook.theme import compile_templates, prepare, theme_of
from tests.conftest import ROOT


def test_a_template_that_no_page_needs_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "odd.html").write_text("{% trans %}for MkDocs alone{% endtrans %}{{ a | b }}")
    (tmp_path / "good.html").write_text("{{ 'en' | lang }}")
    site = load_site(ROOT / "mkdocs.yml")
    theme = replace(theme_of(site, "", has_compilations=False), folder=tmp_path)
    compile_templates(theme)


@pytest.mark.parametrize("name", ["cb", "material"])
def test_macros_that_many_pages_share_name_nothing_of_one_page(name: str) -> None:
    """They are made once for a language and a depth: all else would be the first page's."""
    environment = Environment()
    prepare(environment, theme_of(load_site(ROOT / "mkdocs.yml"), "", has_compilations=False))
    source = (ROOT / f"overrides/macros/{name}.html").read_text("utf-8")
    assert find_undeclared_variables(environment.parse(source)) <= {"t", "macros", "caller"}
