"""Hostile contributions: each folder below an area holds one, and what is to be said of it.

A folder holds the files of a case as they would be pushed, and `expected.yaml`. What cannot lie in
Git, or should not (links, pipes, names that other systems refuse, megabytes), is described in
`make.yaml`:

    case: minimal           # the case that the files lie beside: minimal (unless the folder has an
                            # index.md), reference (the valid case that the reference changes), none
    words: {old: new}       # replaced in the index.md of that case
    folder: 2024-25/CON     # where the case lies below contributions/
    files: {name: content}  # the value is a text, or what `CONTENTS` can make
    outside: {path: content}  # the same, below contributions/
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from casebook.reference.content import Hole, SymbolicLink, base_case, content_of
from tests.assets.hostile import HOSTILE
from tests.assets.hostile_hidden import LONG_TO_MAKE

HERE: Final = Path(__file__).parent
MINIMAL: Final = (HERE / "minimal.md").read_bytes()
OWN: Final = {"expected.yaml", "make.yaml"}

Content = str | bytes | Mapping[str, Any]
"""What a file holds, or what describes it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one diagnostic as it is expected: `at` is `path:line:column`."""

    id: str
    severity: str
    at: str


@dataclass(frozen=True, slots=True)
class Hostile:
    """Hold one hostile contribution and what is to be said of it."""

    folder: Path
    why: str
    found: tuple[Found, ...]
    make: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Return its area and name."""
        return self.folder.relative_to(HERE).as_posix()

    @property
    def case(self) -> str:
        """Return where the case lies below the contributions folder."""
        return str(self.make.get("folder", f"2024-25/{self.name.replace('/', '-')}"))

    @property
    def is_refused(self) -> bool:
        """Tell whether nothing of it may reach the site."""
        return any(one.severity == "error" for one in self.found)


@cache
def everything() -> tuple[Hostile, ...]:
    """Return every hostile contribution, by area and name."""
    return tuple(_read(path.parent) for path in sorted(HERE.glob("*/*/expected.yaml")))


def _read(folder: Path) -> Hostile:
    expected = yaml.safe_load((folder / "expected.yaml").read_bytes())
    make = folder / "make.yaml"
    return Hostile(
        folder,
        expected["why"],
        tuple(_found(one) for one in expected["found"] or ()),
        yaml.safe_load(make.read_bytes()) if make.exists() else {},
    )


def _found(line: str) -> Found:
    severity, id_, at = line.split(" ", 2)
    return Found(id_, severity, at)


def lay_out(one: Hostile, contributions: Path) -> Path:
    """Put the hostile contribution below `contributions`, and return the folder of its case."""
    case = Path(contributions, one.case)
    case.mkdir(parents=True, exist_ok=True)
    for name, content in one.make.get("outside", {}).items():
        write(contributions / _named(name), content)
    for name, data in _case(one).items():
        (case / name).write_bytes(data)
    for path in sorted(one.folder.iterdir()):
        if path.name not in OWN:
            (case / path.name).write_bytes(path.read_bytes())
    for name, content in one.make.get("files", {}).items():
        write(case / _named(name), content)
    return case


def _named(name: str) -> str:
    """Return a name, its bytes where YAML has `\\udcXX` for what is no UTF-8."""
    return os.fsdecode(name.encode("utf-8", "surrogateescape"))


def _case(one: Hostile) -> dict[str, bytes]:
    default = "none" if (one.folder / "index.md").exists() else "minimal"
    kinds = {"none": {}, "minimal": {"index.md": MINIMAL}, "reference": dict(base_case())}
    files: dict[str, bytes] = kinds[one.make.get("case", default)]
    for old, new in one.make.get("words", {}).items():
        before = files["index.md"].decode()
        assert before.count(old) == 1, f"{one.name}: {old!r} does not stand once in index.md"
        files["index.md"] = before.replace(old, new).encode()
    return files


def write(path: Path, content: Content) -> None:
    """Write one file, or make what only looks like one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    kind = "" if isinstance(content, str) else next(iter(content))
    if make := _SPECIAL.get(kind):
        make(path, content)
        return
    made = content_in(content)
    if isinstance(made, bytes):
        path.write_bytes(made)
    elif isinstance(made, Hole):
        with path.open("wb") as file:
            file.truncate(made.size)
    else:
        path.symlink_to(made.target)


def content_in(content: str | Mapping[str, Any]) -> bytes | Hole | SymbolicLink:
    """Make the content of a file from what describes it."""
    kind = "" if isinstance(content, str) else next(iter(content))
    if isinstance(content, Mapping) and (make := CONTENTS.get(kind)):
        return make(content)
    return content_of(content)


def _bytes(content: str | Mapping[str, Any]) -> bytes:
    made = content_in(content)
    assert isinstance(made, bytes)
    return made


def _text(content: Mapping[str, Any]) -> bytes:
    text = str(content["text"]) * int(content.get("times", 1))
    return text.encode(content.get("encoding", "utf-8"), "surrogatepass")


def _rising(content: Mapping[str, Any]) -> Iterator[bytes]:
    for number in range(1, int(content["times"]) + 1):
        yield (str(content["rising"]) * number + str(content.get("end", "\n"))).encode()


CONTENTS: Final[Mapping[str, Callable[[Mapping[str, Any]], bytes]]] = {
    "text": _text,
    "rising": lambda content: b"".join(_rising(content)),
    "parts": lambda content: b"".join(_bytes(part) for part in content["parts"]),
    "head": lambda content: MINIMAL.split(b"\n## ")[0] + b"\n" * int(content["head"]),
    "asset": lambda content: HOSTILE[content["asset"]].make(),
    "long-to-make": lambda content: LONG_TO_MAKE[content["long-to-make"]](),
}


def _folder(path: Path, content: Mapping[str, Any]) -> None:
    path.mkdir()
    for name, inside in content["folder"].items():
        write(path / name, inside)


def _pipe(path: Path, _: Mapping[str, Any]) -> None:
    os.mkfifo(path)


def _hard_link(path: Path, content: Mapping[str, Any]) -> None:
    os.link(path.parent / content["hard-link"], path)


def _socket(path: Path, _: Mapping[str, Any]) -> None:
    here = os.open(path.parent, os.O_RDONLY)
    short = f"/proc/self/fd/{here}/.new-socket"
    try:  # a socket is bound to a short path alone
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(short)
        Path(short).rename(path)
    finally:
        os.close(here)


def _device(path: Path, _: Mapping[str, Any]) -> None:
    try:
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:  # only root may; what is no file either takes its place
        os.mkfifo(path)


def _deep(path: Path, content: Mapping[str, Any]) -> None:
    """Make folders inside one another, more of them than one path can name."""
    before = Path.cwd()
    path.mkdir()
    try:
        os.chdir(path)
        for _ in range(int(content["deep"])):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(before)


_SPECIAL: Final[Mapping[str, Callable[[Path, Any], None]]] = {
    "folder": _folder,
    "pipe": _pipe,
    "hard-link": _hard_link,
    "socket": _socket,
    "device": _device,
    "deep": _deep,
}
