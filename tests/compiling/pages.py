"""Compilations written for tests, beside the cases that they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from casebook.pipeline import Checked, check_folder
from tests.rights.cases import Case

TODAY: Final = date(2026, 11, 24)
TEXT: Final = "## What we did\n\nWe tried it.\n\n## What changed\n\nPupils asked more.\n"


def facts(*parts: Mapping[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as in YAML
    """Return the front matter of a compilation of `parts`."""
    return {
        "title": "Feedback that pupils use",
        "summary": "What pupils do with a comment.",
        "compiled": "2026-10-30",
        "editor": "The editors",
        "modified": "Sections were chosen.",
        "parts": list(parts),
    } | more


def write_page(root: Path, given: Mapping[str, Any], name: str = "feedback", tag: str = "") -> Path:
    """Write a compilation into `docs/` below `root`; `tag` names another language than English."""
    page = root / "docs" / tag / "compilations" / f"{name}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    front = yaml.safe_dump(dict(given), allow_unicode=True, sort_keys=False)
    page.write_text(f"---\n{front}---\n\nWhy these cases stand together.\n", encoding="utf-8")
    return page


def write_case(root: Path, name: str, case: Case, **files: bytes) -> Path:
    """Write a case of 2024/25 below `root`."""
    named = {key.replace("_", "."): data for key, data in files.items()}
    return case.write(root / "contributions" / "2024-25" / name, named)


def checked(root: Path, today: date = TODAY) -> Checked:
    """Check the cases and compilations below `root`."""
    return check_folder(root / "contributions", today, docs=root / "docs")


def said(root: Path, today: date = TODAY) -> list[tuple[str, int | None]]:
    """Return the id and the line of what is wrong with the compilations below `root`."""
    return [
        (one.id, one.location.line)
        for one in checked(root, today).diagnostics
        if one.location.path.startswith("docs/")
    ]
