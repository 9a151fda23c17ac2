"""What lies in the folder of a case, told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.cli.output import excerpt_line
from casebook.loader import case_folders, load_folder
from casebook.reference.content import base_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "contributions" / "2024-25" / "peer-feedback-in-writing"
    folder.mkdir(parents=True)
    for name, content in base_case().items():
        (folder / name).write_bytes(content)
    return folder


def ids(folder: Path) -> list[str]:
    return [one.id for one in load_folder(folder).diagnostics]


def test_has_nothing_to_say_of_the_base_case(case: Path) -> None:
    assert ids(case) == []


@pytest.mark.parametrize(
    ("name", "content", "id_"),
    [
        ("class.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "unconverted-file"),
        ("notes.txt", b"Notes\n", "unknown-file-type"),
    ],
)
def test_asks_nobody_to_register_a_file_that_cannot_be_used(
    case: Path, name: str, content: bytes, id_: str
) -> None:
    (case / name).write_bytes(content)
    assert ids(case) == [id_]


def test_says_of_a_folder_that_the_computer_made_it_wherever_it_lies(case: Path) -> None:
    contributions = case.parent.parent
    for parent in (case, case.parent, contributions):
        (parent / "__MACOSX").mkdir()
    folders, stray = case_folders(contributions)
    assert folders == [case]
    assert [one.id for one in stray] == ["left-by-computer"] * 2
    assert ids(case) == ["left-by-computer"]


def test_looks_into_no_other_school_year_than_those_asked_for(case: Path) -> None:
    contributions = case.parent.parent
    other = contributions / "2019-20" / "other-case"
    (other / "below").mkdir(parents=True)
    (contributions / "2019-20" / "stray.txt").write_text("")
    assert case_folders(contributions, [case]) == ([case], [])
    for path in (other / "below", other, other.parent):
        folders, stray = case_folders(contributions, [path])
        assert folders == [other]
        assert [one.location.path for one in stray] == [f"{contributions.name}/2019-20/stray.txt"]
    assert case_folders(contributions, [contributions]) == case_folders(contributions)


def test_shows_no_line_of_a_file_that_is_no_text(case: Path) -> None:
    (case / ".DS_Store").write_bytes(b"\0\0\0\1Bud1\0")
    assert excerpt_line(case, ".DS_Store", 1) == ""


def test_finds_the_text_whose_ending_windows_hid(case: Path) -> None:
    (case / "index.md").rename(case / "index.md.txt")
    (found,) = load_folder(case).diagnostics
    assert found.id == "missing-text"
    assert found.help.en.startswith("there is index.md.txt: rename it to index.md")
    assert found.help.zh_hant.startswith("資料夾內有 index.md.txt：改名為 index.md")
