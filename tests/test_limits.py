"""What a contribution may ask of the build is the publisher's to set, and is written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from casebook.limits import DEFAULTS, Limits, size_in_words
from casebook.settings import load_site

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "docs/development/limits.md", ROOT / "docs/zh-Hant/development/limits.md"]


def written(value: int, name: str) -> str:
    return size_in_words(value) if name in SIZES else str(value)


SIZES = {"text", "front-matter", "file", "unpacked", "memory"}
WRITTEN = {name: written(value, name) for name, value in DEFAULTS.model_dump(by_alias=True).items()}


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh-Hant"])
def test_the_page_names_every_limit_with_its_value(page: Path) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", page.read_text("utf-8"), re.MULTILINE)
    assert dict(rows) == WRITTEN


def test_the_settings_of_the_site_name_every_limit() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    group = text.split("    limits:\n")[1].split("    communities:")[0]
    assert dict(re.findall(r"([a-z-]+): (.+)", group)) == WRITTEN
    assert load_site(ROOT / "mkdocs.yml").settings.limits == DEFAULTS


@pytest.mark.parametrize(
    "settings", [{"text": 0}, {"text": "much"}, {"nesting": 51}, {"lines": 3}, {"files": True}]
)
def test_refuses_a_limit_that_is_none(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Limits.model_validate(settings)


@pytest.mark.parametrize(
    ("size", "words"), [(999, "999 bytes"), (1_500, "1.5 kB"), (20_000_000, "20 MB")]
)
def test_says_a_size_as_people_do(size: int, words: str) -> None:
    assert size_in_words(size) == words
