"""How widely people agreed to be shown, against how widely a page shows them."""

from __future__ import annotations

from typing import Final

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized
from casebook.schema import Metadata

SCOPES: Final = ("professional-discussion", "school-network", "public-website", "compilation")
"""From the narrowest to the widest."""

NARROWER_SCOPE = DiagnosticKind(
    "narrower-scope",
    "error",
    Localized(
        'it is to be published, but the agreement covers "{scope}" only',
        "要公開刊登，但同意的範圍只是「{scope}」",
    ),
    Localized(
        "ask again and write scope: public-website with the new date; or use: discussion-only "
        "without the file",
        "重新徵求同意，寫 scope: public-website 及新日期；或改為 use: discussion-only 並刪去檔案",
    ),
)


def covers(scope: str, use: str) -> bool:
    """Tell whether an agreement to `scope` includes showing on `use`."""
    return SCOPES.index(scope) >= SCOPES.index(use)


def is_secondary(metadata: Metadata) -> bool:
    """Tell whether the case has pupils from S1 on, who decide with their guardians.

    Where all schools are secondary schools its pupils are of S1 or above, whatever else is said.
    """
    curriculum = metadata.curriculum
    return (
        bool({"ks3", "ks4"} & set(curriculum.key_stages))
        or any(level.startswith("s") for level in curriculum.levels)
        or all(tuple(school.level) == ("secondary",) for school in metadata.schools)
    )
