"""Real texts by others, written for other tools: what is said of them is true.

Of the 112 texts none has an error. Judged one by one:
- `insecure-link` (6): the pages named answered by http alone when the texts were written. Their
  authors were right to link to them, so that the rule warns and does not refuse.
- `unused-definition` (8): definitions that lost their marks when the texts were revised.
- `skipped-heading-level` (2): exercises set as headings of level 4 below level 2.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import html5lib
import pytest

from casebook.front_matter import parse_front_matter
from casebook.markdown import Read, read_text, render
from casebook.source import decode

ROOT: Final = Path(__file__).parents[2]
CORPUS: Final = Path(os.environ.get("CASEBOOK_CORPUS", ROOT.parent / "shared/corpus/contributions"))

_HAN: Final = re.compile("[\u4e00-\u9fff]")
_LABELS: Final = re.compile(r"\]\[[^\]]*\]|\]\([^)]*\)")
_DEFINITIONS: Final = re.compile(r"^\[[^\]]+\]:[ ]*\n?.*", re.MULTILINE)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}")


def reads() -> Iterator[tuple[str, Read]]:
    for file in sorted(CORPUS.glob("*/*/index.md")):
        source, _ = decode(file.read_bytes(), str(file.relative_to(CORPUS)))
        assert source is not None
        front_matter, _ = parse_front_matter(source)
        assert front_matter is not None
        yield (
            front_matter.body,
            read_text(front_matter.body, path=source.path, first_line=front_matter.body_line),
        )


def test_no_text_has_an_error_and_every_warning_is_just() -> None:
    found = [diagnostic for _, read in reads() for diagnostic in read.diagnostics]
    assert [diagnostic for diagnostic in found if diagnostic.severity == "error"] == []
    assert Counter(diagnostic.id for diagnostic in found) == {
        "insecure-link": 6,
        "unused-definition": 8,
        "skipped-heading-level": 2,
    }


def test_no_han_character_of_a_text_is_lost() -> None:
    for body, read in reads():
        assert read.text is not None
        page = render(read.text, language="zh-Hant", pictures={})
        shown = "".join(html5lib.parse(page, namespaceHTMLElements=False).itertext())
        # Addresses, labels of links and their definitions are not words of a page.
        typed = _LABELS.sub("]", _DEFINITIONS.sub("", body))
        missing = Counter(_HAN.findall(typed)) - Counter(shown)
        assert not missing, read
