"""Whatever is sent in, a check ends with sentences that have a place.

Mutations start from a valid case and from the hostile ones. In CI they are the same on every run;
`FUZZ_EXAMPLES=20000 pytest tests/hostile/test_fuzz.py` tries others, for as long as you like.
"""

from __future__ import annotations

import os
import re
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.diagnostics import Diagnostic
from casebook.limits import DEFAULTS
from casebook.pipeline import check_folder
from casebook.reference.content import base_case
from tests.hostile.folders import HERE

TODAY: Final = date(2026, 8, 31)
EXAMPLES: Final = int(os.environ.get("FUZZ_EXAMPLES", "40"))
IN_CI: Final = "FUZZ_EXAMPLES" not in os.environ
CASE: Final = "contributions/2024-25/peer-feedback-in-writing"
BASE: Final = base_case()["index.md"]
LINES: Final = BASE.decode().split("\n")
SEEDS: Final = [BASE, *(path.read_bytes() for path in sorted(HERE.glob("*/*/index.md")))]
TOKENS: Final = [
    *("---", ": ", "- ", "[", "]", "{", "}", "&a ", "*a ", "!!x ", "|", ">", "#", "'", '"', "\t"),
    *("\u202e", "\ufeff", "\x1b[2J", "\x00", "\ue000", "\ufffd", "\u2028", "\r", "：", "　", "，"),
    *("<script>", "](javascript:", "![x](", "[^1]", "`", "```", "&#x202e;", "<!--", "> ", "%00"),
    *("::error::", "{value}", "~", "null", "9" * 30, "2024-13-45", "../", "字", "😀", "a" * 400),
]
given_enough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=IN_CI,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def mutated_fields(draw: st.DrawFn) -> bytes:
    """Take lines away, put them elsewhere, and put into them what they were not made for."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "twice", "swap", "insert", "indent"])):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "twice":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "insert":
                column = draw(st.integers(0, len(lines[at])))
                token = draw(st.sampled_from(TOKENS))
                lines[at] = lines[at][:column] + token + lines[at][column:]
            case _:
                lines[at] = " " * draw(st.integers(1, 5)) + lines[at]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


@st.composite
def mutated_bytes(draw: st.DrawFn) -> bytes:
    """Change bytes of a text that was sent in, wherever they lie."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        piece = draw(st.binary(max_size=4) | st.sampled_from(TOKENS).map(str.encode))
        length = draw(st.integers(0, 8))
        data[at : at + length] = piece
    return bytes(data)


def found_in(files: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    """Check one case twice, and return what was said both times."""
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder, CASE, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        before = time.process_time()
        found = check_folder(Path(folder, "contributions"), TODAY).diagnostics
        assert time.process_time() - before < DEFAULTS.seconds
        assert check_folder(Path(folder, "contributions"), TODAY).diagnostics == found
    return found


def faults_of(found: tuple[Diagnostic, ...], files: dict[str, bytes]) -> list[str]:
    """Say which diagnostics are our own fault, are in no place, or could be obeyed."""
    faults = []
    for one in found:
        place = one.location
        data = files.get(place.path.removeprefix(f"{CASE}/"))
        words = one.message.en + one.message.zh_hant + one.help.en + one.help.zh_hant
        if one.id in ("internal-error", "unsafe-markup", "cannot-be-read"):
            faults.append(f"{one.id}: {words}")
        if not words.replace("\n", "").isprintable():
            faults.append(f"{one.id} says {words!r}")
        if data is None or (place.line, place.column) == (1, 1):
            continue
        lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
        if place.line > len(lines) or place.column > len(lines[place.line - 1]) + 1:
            faults.append(f"{one.id} at {place.line}:{place.column}")
    return faults


@pytest.fixture(autouse=True)
def tracebacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_DEBUG", "1")


@given_enough
@given(mutated_fields())
def test_any_slip_in_a_valid_case_is_said_in_its_place(data: bytes) -> None:
    files = {**base_case(), "index.md": data}
    assert faults_of(found_in(files), files) == []


@given_enough
@given(mutated_bytes())
def test_any_bytes_in_place_of_a_text_are_said_in_their_place(data: bytes) -> None:
    files = {**base_case(), "index.md": data}
    assert faults_of(found_in(files), files) == []


@given_enough
@given(st.sampled_from(["rubric.csv", "wall.png"]), st.data())
def test_any_bytes_in_place_of_a_file_are_said_of_it(name: str, data: st.DataObject) -> None:
    changed = bytearray(base_case()[name])
    at = data.draw(st.integers(0, len(changed)))
    changed[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    files = {**base_case(), name: bytes(changed)}
    assert faults_of(found_in(files), files) == []
