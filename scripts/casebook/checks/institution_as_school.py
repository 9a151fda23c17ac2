"""A school bears the name of an institution that owns copyright: nobody could tell them apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

KIND = DiagnosticKind(
    "institution-as-school",
    "error",
    Localized(
        '"{name}" is no school: it owns copyright itself', "「{name}」不是學校，本身就是版權擁有人"
    ),
    Localized(
        "write the name of the school; the owner follows from support, and copyright.owner may "
        "repeat it",
        "改為學校的名稱；版權擁有人由 support 決定，可在 copyright.owner 重申",
    ),
)
_NAMES: Final = frozenset(
    (
        *(
            "educationbureau",
            "theeducationbureau",
            "edb",
            "hkedb",
            "教育局",
            "香港教育局",
            "教育局edb",
        ),
        *("qualityeducationfund", "thequalityeducationfund", "qef", "优质教育基金", "優質教育基金"),
        *("hksargovernment", "香港特別行政區政府", "香港特区政府"),
    )
)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold the names of the schools against those of the institutions that own copyright."""
    del context
    for index, school in enumerate(case.metadata.schools):
        names = school.name.localized
        for key, name in (("en", names.en), ("zh-Hant", names.zh_hant)):
            if _letters(name) in _NAMES:
                yield KIND.at(case.value("schools", index, "name", key), name=name)


@lru_cache(maxsize=1_000)
def _letters(name: str) -> str:
    """Return a name without case, width, spaces and marks; the same schools come again."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))
