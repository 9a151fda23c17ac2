"""Diagnostics as SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from casebook.diagnostics import Diagnostic
from casebook.language import Language
from casebook.renderers.plain import json_text


def render(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """Return a SARIF log with one run; columns count code points."""
    rules = sorted({diagnostic.id for diagnostic in diagnostics})
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "casebook", "rules": [{"id": rule} for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "language": language,
        "results": [_result(diagnostic, language, rules) for diagnostic in diagnostics],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
        "sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json_text(log)


def _result(diagnostic: Diagnostic, language: Language, rules: list[str]) -> dict[str, Any]:
    place = diagnostic.location
    message = _plain(f"{diagnostic.message.in_(language)}\n{diagnostic.help.in_(language)}")
    return {
        "ruleId": diagnostic.id,
        "ruleIndex": rules.index(diagnostic.id),
        "level": diagnostic.severity,
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(os.fsencode(place.path))},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }


def _plain(text: str) -> str:
    """Escape what a reader of SARIF takes for a link (3.11.6) or a blank to fill in (3.11.5)."""
    return re.sub(r"[\\\[\]]", r"\\\g<0>", text).replace("{", "{{").replace("}", "}}")
