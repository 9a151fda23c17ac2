"""The ledger of rights, the catalogue and the search index say what is there, no more, no less."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from casebook.verification.values import Fault

LEDGER: Final = "rights.json"
CATALOGUE: Final = "catalogue.json"
INDEX: Final = "search/index/"


def untrue(root: Path, files: Collection[str]) -> Iterator[Fault]:
    """Hold what the site says of itself against its files."""
    for name in (LEDGER, CATALOGUE, f"{INDEX}meta.json"):
        if name not in files:
            yield Fault(name, 1, "missing-record", "it is not there")
            return
    yield from _ledger(root, files)
    yield from _index(root, files)
    for case in _json(root / CATALOGUE)["cases"]:
        if f"cases/{case['id']}/index.html" not in files:
            yield Fault(CATALOGUE, 1, "untrue-record", f"the case {case['id']} has no page")


def _ledger(root: Path, files: Collection[str]) -> Iterator[Fault]:
    for record in _json(root / LEDGER)["files"]:
        path = record["path"]
        if path not in files:
            yield Fault(LEDGER, 1, "untrue-record", f"{path} is not there")
        elif sha256((root / path).read_bytes()).hexdigest() != record["sha256"]:
            yield Fault(LEDGER, 1, "untrue-record", f"{path} has another digest")


def _index(root: Path, files: Collection[str]) -> Iterator[Fault]:
    """Find files of the index that are torn, of another version, or absent."""
    version = _json(root / INDEX / "meta.json")["version"]
    for name in sorted(files):
        if not name.startswith(INDEX) or name == f"{INDEX}meta.json":
            continue
        if not name.startswith(f"{INDEX}{version}/"):
            yield Fault(name, 1, "untrue-record", "it is of another version of the index")
            continue
        try:
            _json(root / name)
        except ValueError as error:
            yield Fault(name, 1, "untrue-record", f"it is not JSON: {error}")
    for part in ("facets.json", "t/0.json"):
        if f"{INDEX}{version}/{part}" not in files:
            yield Fault(f"{INDEX}meta.json", 1, "untrue-record", f"{version}/{part} is not there")


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever it holds
    return json.loads(path.read_bytes())
