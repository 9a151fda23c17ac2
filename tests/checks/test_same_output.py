"""No two files of a case become one on the site."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.checks.conftest import Found


def picture(format_: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "#eff4f1").save(data, format_)
    return data.getvalue()


def entry(name: str) -> dict[str, str]:
    described = "type: poster, title: Four questions, alt: Four questions, people: none"
    return {"materials:\n": f"materials:\n  - {{file: {name}, {described}, use: publish}}\n"}


@pytest.mark.parametrize(
    ("name", "format_", "output"),
    [
        ("wall.jpg", "JPEG", "wall.1320.webp"),
        ("WALL.jpg", "JPEG", "wall.1320.webp"),
        ("wall.1320.webp", "WEBP", "wall.1320.webp"),
        ("wall.320.webp", "WEBP", "wall.320.webp"),
    ],
)
def test_refuses_two_pictures_that_become_one(
    found: Found, name: str, format_: str, output: str
) -> None:
    assert found(entry(name), files={name: picture(format_)}) == [
        (
            f'index.md:36:11 error[same-output] "wall.png" and "{name}" would both be published '
            f'as "{output}"'
        )
    ]


def test_accepts_a_table_that_has_the_name_of_a_picture(found: Found) -> None:
    described = "type: rubric, title: Strips, use: publish"
    changes = {"materials:\n": f"materials:\n  - {{file: wall.csv, {described}}}\n"}
    assert found(changes, files={"wall.csv": b"Question\n"}) == []


def test_says_nothing_more_of_names_that_differ_in_capitals(found: Found) -> None:
    messages = found(entry("wall.PNG"), files={"wall.PNG": picture("PNG")})
    assert [one for one in messages if "same-output" in one] == []
