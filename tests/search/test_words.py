"""The page carries every word and every module that its scripts ask for."""

from __future__ import annotations

import re
from typing import Final

from casebook.language import LANGUAGES
from casebook.locale import words
from casebook.search.form import FACETS
from tests.conftest import ROOT

TEMPLATE: Final = (ROOT / "overrides/search.html").read_text(encoding="utf-8")
MODULES: Final = ROOT / "overrides/assets/javascripts"
SCRIPTS: Final = MODULES / "search"


def listed(name: str) -> set[str]:
    """Return the names that the template lists as `name`."""
    match = re.search(rf"set {name} = \[(.*?)\]", TEMPLATE, re.DOTALL)
    assert match
    return set(re.findall(r'"([^"]+)"', match[1]))


def test_the_template_hands_over_every_word_that_scripts_say() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in SCRIPTS.glob("*.js"))
    said = set(re.findall(r'"search\.([a-z-]+)"', source))
    said |= {"none", "none-with", "none-filters"}  # chosen by what was asked
    assert said <= listed("words")


def test_every_word_exists_in_every_language() -> None:
    needed = {f"search.{word}" for word in listed("words")}
    needed |= {f"search.facet.{facet}" for facet in FACETS}
    for language in LANGUAGES:
        assert needed <= words(language).keys()


def test_the_template_preloads_the_modules_that_there_are() -> None:
    files = (*SCRIPTS.glob("*.js"), *MODULES.glob("vendor/snowball/*.js"))
    modules = {str(file.relative_to(MODULES).with_suffix("")) for file in files}
    # That one is a script of its own, which does not wait for the others.
    assert listed("modules") == modules - {"search/meta"}
