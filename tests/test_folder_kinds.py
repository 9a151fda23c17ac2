"""What lies in a folder and was not registered: how to register it, or be rid of it."""

from __future__ import annotations

import pytest

from casebook.diagnostics import Location
from casebook.folder_kinds import stray, unregistered_file

PLACE = Location("contributions/2024-25/a/b")


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("class.JPG", "type: photograph, title: …, alt: …, people: none, use: publish}"),
        ("class.webp", "type: photograph, title: …, alt: …, people: none, use: publish}"),
        ("plan.png", "type: illustration, title: …, alt: …, use: publish}"),
        ("lesson.mp4", "type: video-clip, title: …, alt: …, people: none, use: publish}"),
        ("song.mp3", "type: audio, title: …, use: publish}"),
        ("talk.pptx", "type: slides, title: …, use: publish}"),
        ("exit-slip.csv", "type: worksheet, title: …, use: publish}"),
    ],
)
def test_proposes_an_entry_by_the_kind_of_file(name: str, entry: str) -> None:
    help_ = unregistered_file(PLACE, name).help
    assert f"- {{file: {name}, {entry}" in help_.en
    assert f"- {{file: {name}, {entry}" in help_.zh_hant
    asked = "people: none" in entry
    assert ("only if nobody can be recognised" in help_.en) == asked
    assert ("如無人可被辨認才寫 people: none" in help_.zh_hant) == asked


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "._class.jpg", "__MACOSX", "Thumbs.db", "thumbs.db", "desktop.ini", "~$a.docx"],
)
def test_says_that_the_computer_made_it(name: str) -> None:
    found = stray(PLACE, name)
    assert found.id == "left-by-computer"
    assert found.help.en.startswith("delete it;")


@pytest.mark.parametrize("name", [".plan.txt", "notes.txt"])
def test_takes_another_file_for_somebodys_own(name: str) -> None:
    assert stray(PLACE, name).id == "stray-file"
