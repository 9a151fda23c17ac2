"""The reference pages, rendered as MkDocs renders them."""

from __future__ import annotations

import re
from functools import cache

import html5lib
import markdown  # type: ignore[import-untyped]
import pytest

from casebook.language import Language
from casebook.pages.reference import reference_pages
from casebook.reference.example import examples
from casebook.schema import Metadata, Translation
from casebook.schema.compilation import CompilationMetadata, Part

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
ADDRESSES = (
    "contribute/compilations.md",
    "contribute/diagnostics.md",
    "contribute/front-matter.md",
    "zh-Hant/contribute/compilations.md",
    "zh-Hant/contribute/diagnostics.md",
    "zh-Hant/contribute/front-matter.md",
)
DIAGNOSTICS = [address for address in ADDRESSES if "diagnostics" in address]


@cache
def rendered(address: str) -> str:
    _, _, text = dict(reference_pages())[address].split("---\n", 2)
    return str(markdown.markdown(text, extensions=["tables", "attr_list", "toc"]))


def ids(address: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', rendered(address))


def text_of(address: str) -> str:
    return "".join(html5lib.parse(rendered(address)).itertext())


def test_gives_each_page_in_each_language() -> None:
    assert sorted(dict(reference_pages())) == sorted(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_makes_html_that_no_browser_has_to_mend(address: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(f"<!doctype html><title>A page</title>{rendered(address)}")
    assert parser.errors == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_gives_every_anchor_once_and_in_ascii(address: str) -> None:
    found = ids(address)
    assert sorted(set(found)) == sorted(found)
    assert [anchor for anchor in found if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", anchor)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_leads_from_every_link_inside_a_page_to_an_anchor(address: str) -> None:
    targets = set(re.findall(r'href="#([^"]*)"', rendered(address)))
    assert targets <= set(ids(address))


@pytest.mark.parametrize("address", ADDRESSES)
def test_leaves_no_markdown_and_no_empty_braces_in_the_text(address: str) -> None:
    assert re.findall(r"\{#[a-z]|\{[a-z_]+\}", text_of(address)) == []


@pytest.mark.parametrize("address", DIAGNOSTICS)
def test_has_a_heading_for_every_diagnostic(address: str) -> None:
    headings = re.findall(r'<h2 id="([^"]*)">\1</h2>', rendered(address))
    assert headings == list(examples())


@pytest.mark.parametrize(
    ("address", "language"), list(zip(DIAGNOSTICS, ("en", "zh-Hant"), strict=True))
)
def test_shows_the_lines_and_the_reason_as_they_are(address: str, language: Language) -> None:
    text = text_of(address)
    for example in examples().values():
        assert example.why.in_(language).replace("`", "") in text
        if example.trial:
            assert example.trial.failing.lines.replace("\t", "⇥ ") in text


def test_shows_an_html_element_as_text() -> None:
    html = rendered("contribute/diagnostics.md")
    assert "<b>" not in html
    assert "&lt;b&gt;We would begin with one question&lt;/b&gt;" in html


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "front-matter" in one])
def test_has_a_row_for_every_field_of_a_case_and_of_a_translation(address: str) -> None:
    found = set(ids(address))
    for name, field in Metadata.model_fields.items():
        assert f"field-{field.alias or name}" in found
    for name, field in Translation.model_fields.items():
        assert f"field-translation-{field.alias or name}" in found


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "compilations" in one])
def test_has_a_row_for_every_field_of_a_compilation(address: str) -> None:
    found = set(ids(address))
    for name, field in CompilationMetadata.model_fields.items():
        assert f"field-compilation-{field.alias or name}" in found
    for name, field in Part.model_fields.items():
        assert f"field-parts-{field.alias or name}" in found


def test_shows_the_labels_of_terms_in_both_languages() -> None:
    html = rendered("contribute/front-matter.md")
    assert '<td lang="en">Sham Shui Po</td><td lang="zh-Hant-HK">深水埗區</td>' in html
