"""A published case still holds words of the template that it was begun from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from casebook.checks.context import Context
from casebook.contribution import CaseText, Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import LANGUAGES, Localized

KIND = DiagnosticKind(
    "left-to-fill",
    "error",
    Localized(
        '"{words}" is what the template says, not what your school has to say',
        "「{words}」是範本的字句，尚未換上你們的內容",
    ),
    Localized(
        "write your own words here; or keep status: draft until the case is ready",
        "換上你們自己的內容；如案例未準備好，保留 status: draft",
    ),
)

_SCHOOL: Final = "your-school"
_SCHOOL_NAMES: Final = Localized("Your School", "你的學校")
_SENTENCE: Final = re.compile(r"^ *(?:title|summary|basis|found): *(.+)$", re.MULTILINE)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Look for the template's sentences and school in a case that is to be published."""
    del context
    if case.metadata.status != "published":
        return
    yield from _sentences(case)
    yield from _schools(case)


def _sentences(case: Contribution) -> Iterator[Diagnostic]:
    for text in case.texts.values():
        for path, words in _said(text):
            if words in template_sentences():
                own = text.language == case.language
                yield KIND.at(case.value(*path) if own else Location(text.path), words=words)


def _schools(case: Contribution) -> Iterator[Diagnostic]:
    for index, school in enumerate(case.metadata.schools):
        if school.id == _SCHOOL:
            yield KIND.at(case.value("schools", index, "id"), words=school.id)
        if school.name.en == _SCHOOL_NAMES.en:
            yield KIND.at(case.value("schools", index, "name", "en"), words=school.name.en)
        elif school.name.zh_Hant == _SCHOOL_NAMES.zh_hant:
            place = case.value("schools", index, "name", "zh-Hant")
            yield KIND.at(place, words=school.name.zh_Hant)


def _said(text: CaseText) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("title",), text.title
    yield ("summary",), text.summary
    if text.evidence:
        yield ("evidence", "basis"), text.evidence.basis
        yield ("evidence", "found"), text.evidence.found


@cache
def template_sentences() -> frozenset[str]:
    """Return what the templates say in the fields that every page shows."""
    folder = files("casebook").joinpath("templates")
    texts = (folder.joinpath(f"new.{tag}.md").read_text(encoding="utf-8") for tag in LANGUAGES)
    return frozenset(match[1].strip() for text in texts for match in _SENTENCE.finditer(text))
