"""Judged queries, asked through the real page: what it must find, and what it must not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold queries with the folders of the right cases, and queries for what is not there."""

    queries: tuple[tuple[str, tuple[str, ...]], ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what the page shows: folders of full matches and of near ones, in order."""

    full: tuple[str, ...]
    near: tuple[str, ...]


def load_judged(file: Path) -> Judged:
    """Read a file of judged queries."""
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return Judged(
        tuple((one["query"], tuple(one["right"])) for one in content["judged"]),
        tuple(content["absent"]),
    )


def ask(page: Page, query: str) -> Answer:
    """Type a query into an open search page and wait for its results."""
    page.locator("#search-query").fill(query)
    page.locator(f"#search[data-shown={json.dumps(query, ensure_ascii=False)}]").wait_for()
    return Answer(_folders(page, "full"), _folders(page, "near"))


def _folders(page: Page, section: str) -> tuple[str, ...]:
    links = page.locator(f"#search-{section} [data-search-result] [data-hit=title]")
    addresses: list[str] = links.evaluate_all("(links) => links.map((link) => link.pathname)")
    return tuple("/".join(address.rstrip("/").split("/")[-2:]) for address in addresses)


def misses(page: Page, judged: Judged) -> Sequence[str]:
    """Name the queries none of whose right cases is among the first three."""
    found = []
    for query, right in judged.queries:
        answer = ask(page, query)
        if not set(right) & set((*answer.full, *answer.near)[:3]):
            found.append(f"{query}: {answer}")
    return found


def false_alarms(page: Page, judged: Judged) -> Sequence[tuple[str, Answer]]:
    """List the absent queries that find anything."""
    answers = ((query, ask(page, query)) for query in judged.absent)
    return [(query, answer) for query, answer in answers if answer.full or answer.near]
