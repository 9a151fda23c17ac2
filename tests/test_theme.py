"""The theme is prepared once, for all workers that frame pages in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.settings import load_site
from casebook.theme import compile_templates, theme_of
from tests.conftest import ROOT


def test_a_template_that_no_page_needs_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "odd.html").write_text("{% trans %}for MkDocs alone{% endtrans %}{{ a | b }}")
    (tmp_path / "good.html").write_text("{{ 'en' | lang }}")
    site = load_site(ROOT / "mkdocs.yml")
    theme = replace(theme_of(site, "", has_compilations=False), folder=tmp_path)
    compile_templates(theme)
