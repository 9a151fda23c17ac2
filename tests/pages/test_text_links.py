"""A link of a text leads to what is on the site, or its words stand without a link."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from casebook.loader import load_folder
from casebook.pages.text_links import text_links
from tests.publish.conftest import one_case

TYPED: Final = {
    "#the-twelve-minutes": "#s-the-twelve-minutes",
    "#nowhere": None,
    "./": "./",
    "index.md": "./",
    "../talking-through-fractions/#nowhere": None,
    "../other/": "../other/",
    "../other": "../other/",
    "../other/index.md": "../other/",
    "../other/#a-place": "../other/",
    "../../2023-24/older/": "../../2023-24/older/",
    "../gone/": None,
    "../": None,
    "../other/rubric.docx": None,
    "three-routines.docx": "FILES/three-routines.docx",
    "./three-routines.docx": "FILES/three-routines.docx",
    "three%2Droutines.docx?x=1": "FILES/three-routines.docx",
    "fraction-cards.pdf#page=2": "FILES/fraction-cards.pdf#page=2",
}


def test_a_link_leads_to_what_is_there(tmp_path: Path) -> None:
    folder = one_case(tmp_path) / "2024-25/talking-through-fractions"
    with (folder / "index.md").open("a") as index:
        index.write("".join(f"\n[words]({typed})\n" for typed in TYPED))
    case = load_folder(folder).contribution
    assert case
    text = case.text_for("en")
    links = [link.target for link in text.text.links][-len(TYPED) :]
    known = {"2024-25/other", "2023-24/older", case.id}
    found = text_links(case, text, known, "FILES/")
    assert {typed: found[link] for typed, link in zip(TYPED, links, strict=True)} == TYPED
