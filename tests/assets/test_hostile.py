"""No hostile file is published, and no harmless one is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.assets import FileFacts
from casebook.assets.derivatives import TAKE_AWAY_WIDTH, derive
from casebook.assets.probe import probe
from casebook.assets.remade import remade
from casebook.mending import cleaned
from tests.assets.conftest import RIGHTS
from tests.assets.hostile import HOSTILE, Hostile
from tests.assets.hostile_media import HARMLESS, SECRET
from tests.assets.hostile_pdf import WARNED

KEPT_BY_CLEANING = ("location-inside", "camera-data")
"""Findings that a contributor may have mended: they harm nobody but the sender."""


def published(facts: FileFacts) -> bytes:
    if facts.type.kind == "image":
        return derive(facts, TAKE_AWAY_WIDTH, RIGHTS, take_away=True).data
    return remade(facts.type, facts.path.read_bytes(), RIGHTS)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_refuses_a_hostile_file(hostile: Hostile, tmp_path: Path) -> None:
    file = tmp_path / hostile.name
    file.write_bytes(hostile.make())
    _, found = probe(file, hostile.name)
    assert {one.id for one in found} == {hostile.finding}
    assert {one.severity for one in found} == {"error"}


@pytest.mark.parametrize(
    "hostile",
    [one for one in HOSTILE.values() if one.finding not in KEPT_BY_CLEANING],
    ids=[id_ for id_, one in HOSTILE.items() if one.finding not in KEPT_BY_CLEANING],
)
def test_cleaning_leaves_a_hostile_file_alone(hostile: Hostile, tmp_path: Path) -> None:
    file = tmp_path / hostile.name
    file.write_bytes(hostile.make())
    assert not isinstance(cleaned(file), bytes)


@pytest.mark.parametrize(("name", "make"), HARMLESS.values(), ids=HARMLESS)
def test_publishes_what_only_looks_odd(
    name: str, make: Callable[[], bytes], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(make())
    facts, found = probe(tmp_path / name, name)
    assert facts
    assert not found
    assert SECRET not in published(facts)


@pytest.mark.parametrize(("name", "make", "finding"), WARNED.values(), ids=WARNED)
def test_warns_of_what_nobody_sees(
    name: str, make: Callable[[], bytes], finding: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(make())
    facts, found = probe(tmp_path / name, name)
    assert facts
    assert [(one.id, one.severity) for one in found] == [(finding, "warning")]
    assert SECRET not in published(facts)
