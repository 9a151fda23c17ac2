"""Whatever is changed in what was sent in, a check ends with sentences that have a place.

Mutations start from a valid case and from the hostile ones.
"""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.reference.content import base_case
from tests.hostile.folders import HERE
from tests.hostile.fuzzing import checked, faults_of, given_enough

BASE: Final = base_case()["index.md"]
LINES: Final = BASE.decode().split("\n")
SEEDS: Final = [BASE, *(path.read_bytes() for path in sorted(HERE.glob("*/*/index.md")))]
TOKENS: Final = [
    *("---", ": ", "- ", "[", "]", "{", "}", "&a ", "*a ", "!!x ", "|", ">", "#", "'", '"', "\t"),
    *("\u202e", "\ufeff", "\x1b[2J", "\x00", "\ue000", "\ufffd", "\u2028", "\r", "：", "　", "，"),
    *("<script>", "](javascript:", "![x](", "[^1]", "`", "```", "&#x202e;", "<!--", "> ", "%00"),
    *("::error::", "{value}", "~", "null", "9" * 30, "2024-13-45", "../", "字", "😀", "a" * 400),
]


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


@pytest.fixture(autouse=True)
def tracebacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_DEBUG", "1")


@given_enough
@given(mutated_fields())
def test_any_slip_in_a_valid_case_is_said_in_its_place(data: bytes) -> None:
    files = {**base_case(), "index.md": data}
    assert faults_of(checked(files).diagnostics, files) == []


@given_enough
@given(mutated_bytes())
def test_any_bytes_in_place_of_a_text_are_said_in_their_place(data: bytes) -> None:
    files = {**base_case(), "index.md": data}
    assert faults_of(checked(files).diagnostics, files) == []


@given_enough
@given(st.sampled_from(["rubric.csv", "wall.png"]), st.data())
def test_any_bytes_in_place_of_a_file_are_said_of_it(name: str, data: st.DataObject) -> None:
    changed = bytearray(base_case()[name])
    at = data.draw(st.integers(0, len(changed)))
    changed[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    files = {**base_case(), name: bytes(changed)}
    assert faults_of(checked(files).diagnostics, files) == []
