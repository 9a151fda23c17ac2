"""The ledger of rights, the catalogue and the search index say what is there, no more, no less."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from casebook.trees import Looks, looks_of, mode_of
from casebook.verification.earlier import Earlier
from casebook.verification.values import Fault

LEDGER: Final = "rights.json"
CATALOGUE: Final = "catalogue.json"
INDEX: Final = "search/index/"


@dataclass(frozen=True, slots=True)
class _Record:
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Form:
    """Hold what is read of a ledger: most of it is for people."""

    files: tuple[_Record, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Hold what the ledger says of every file, or what is wrong with it."""

    records: tuple[_Record, ...]
    wrong: str
    """Empty where nothing is."""
    looks: Looks | None
    """How it looked before it was read; None where no file was there."""


def read_ledger(root: Path) -> Ledger:
    """Read the ledger of the site in `root`: it takes as long as to look at every folder."""
    looks = None
    try:
        looks = looks_of(f"{root / LEDGER}")
        if not S_ISREG(mode_of(looks)):
            return Ledger((), "it is no file", looks)
        return Ledger(_form().validate_json((root / LEDGER).read_bytes()).files, "", looks)
    except OSError:
        return Ledger((), "it cannot be read", looks)
    except ValidationError as error:
        words = error.errors(include_url=False, include_input=False)[0]["msg"]
        return Ledger((), f"it has another form: {words}", looks)


def untrue(
    root: Path,
    ledger: Ledger,
    files: Set[str],
    fresh: Set[str],
    gone: Set[str],
    earlier: Earlier,
) -> Iterator[Fault]:
    """Hold what the site says of itself against its files.

    All but the `fresh` ones are as they were in an `earlier` scan; `gone` was there then.
    """
    for name in (LEDGER, CATALOGUE, f"{INDEX}meta.json"):
        if name not in files:
            yield Fault(name, 1, "missing-record", "it is not there")
            return
    yield from _ledger(root, ledger, files, fresh, earlier)
    yield from _index(root, files, fresh)
    if CATALOGUE in fresh or any(one.startswith("cases/") for one in gone):
        yield from _catalogue(root, files)


def _ledger(
    root: Path, ledger: Ledger, files: Set[str], fresh: Set[str], earlier: Earlier
) -> Iterator[Fault]:
    if ledger.wrong:
        yield Fault(LEDGER, 1, "untrue-record", ledger.wrong)
        return
    known, named = earlier.digests, set[str]()
    for record in ledger.records:
        path, digest = record.path, record.sha256
        if path in named:
            yield Fault(LEDGER, 1, "untrue-record", f"{path} stands in it twice")
        elif path not in files:
            yield Fault(LEDGER, 1, "untrue-record", f"{path} is not there")
        # Where what is known of a file says otherwise, the file itself is asked.
        elif (known.get(path) != digest or path in fresh) and _digest(root / path) != digest:
            yield Fault(LEDGER, 1, "untrue-record", f"{path} has another digest")
        named.add(path)


@cache
def _form() -> TypeAdapter[_Form]:
    return TypeAdapter(_Form)


def _catalogue(root: Path, files: Set[str]) -> Iterator[Fault]:
    for case in _json(root / CATALOGUE)["cases"]:
        if f"cases/{case['id']}/index.html" not in files:
            yield Fault(CATALOGUE, 1, "untrue-record", f"the case {case['id']} has no page")


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _index(root: Path, files: Set[str], fresh: Set[str]) -> Iterator[Fault]:
    """Hold the files of the index against what its `meta.json` names: these and no others."""
    meta = f"{INDEX}meta.json"
    try:
        named = dict(_named(_json(root / meta)))
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        yield Fault(meta, 1, "untrue-record", f"it has another form: {error!r}")
        return
    there = (name for name in files if name.startswith(INDEX) and name != meta)
    for name in sorted(name for name in there if name not in named):
        yield Fault(name, 1, "untrue-record", "meta.json does not name it")
    for name in sorted(name for name in named if name not in files):
        yield Fault(meta, 1, "untrue-record", f"{name} is not there")
    for name in sorted(name for name in fresh if name in named and name in files):
        if words := _torn((root / name).read_bytes(), named[name]):
            yield Fault(name, 1, "untrue-record", words)


def _named(meta: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever it holds
    """Yield every file that the index has, with the stamp of its content; cases have none."""
    stamps, length = meta["stamps"], len(meta["stamps"]) // meta["shards"]
    for number in range(meta["shards"]):
        stamp = stamps[number * length : (number + 1) * length]
        yield f"{INDEX}t/{number:x}.{stamp}.json", stamp
    for letter, stamp in meta["words"].items():
        yield f"{INDEX}w/{letter}.{stamp}.json", stamp
    stamp = meta["facets"]["stamp"]
    yield f"{INDEX}facets.{stamp}.json", stamp
    for block in meta["blocks"]:
        for number in range(block["cases"]):
            yield f"{INDEX}d/{block['folder']}/{number}.json", ""


def _torn(content: bytes, stamp: str) -> str | None:
    """Say what is wrong with a file of the index: a browser keeps it under its stamp for ever."""
    if not urlsafe_b64encode(sha256(content).digest()).decode().startswith(stamp):
        return "its content is not what its name stands for"
    try:
        json.loads(content)
    except ValueError as error:
        return f"it is not JSON: {error}"
    return None


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever it holds
    return json.loads(path.read_bytes())
