"""Pictures of a text are there, may be shown, and are described."""

from __future__ import annotations

from casebook.reference.content import base_case
from tests.checks.conftest import Found

PICTURE = "![Four strips of paper on a wall, each with one question](wall.png)"


def test_accepts_a_picture_named_as_being_right_here(found: Found) -> None:
    assert found({PICTURE: "![Four strips of paper](./wall.png)"}) == []


def test_refuses_a_picture_that_is_not_there(found: Found) -> None:
    assert found({PICTURE: "![Four strips of paper](strips.png)"}) == [
        (
            "index.md:57:1 error[missing-picture] "
            'the text shows the picture "strips.png", which is not in the folder'
        )
    ]


def test_warns_of_a_caption_whose_picture_is_not_there(found: Found) -> None:
    (message,) = found({PICTURE: "![Strips, after [an idea](https://ideas.example/)](a.png)"})
    assert message.startswith("index.md:57:1 warning[caption-alone] ")


def test_refuses_a_picture_that_is_not_published_in_every_text(found: Found) -> None:
    message = (
        'error[unpublished-picture] the text shows "wall.png", '
        "which is not a material to be published"
    )
    assert found({"people: none\n    use: publish": "people: none\n    use: on-request"}) == [
        f"index.md:57:1 {message}",
        f"index.zh-Hant.md:20:1 {message}",
    ]


def test_asks_for_the_alternative_text_of_a_material(found: Found) -> None:
    line = "    alt: Four strips of paper on a wall, each with one question\n"
    assert found({line: ""}, language="zh-Hant") == [
        (
            "index.md:35:11 error[missing-alt] "
            "圖片或影片「wall.png」沒有內容描述，看不見的讀者無從得知內容"
        )
    ]


def test_asks_for_none_of_a_material_without_a_picture(found: Found) -> None:
    assert [message for message in found() if "missing-alt" in message] == []


def test_leaves_a_picture_that_nobody_registered_to_the_loader(found: Found) -> None:
    files = {"strips.png": base_case()["wall.png"]}
    (message,) = found({PICTURE: "![Four strips of paper](strips.png)"}, files=files)
    assert message.startswith("strips.png:1:1 error[unregistered-file] ")


def test_leaves_a_picture_that_must_not_be_here_to_its_own_check(found: Found) -> None:
    messages = found({"people: none\n    use: publish": "use: discussion-only"})
    assert [message.split("]")[0] for message in messages] == ["index.md:35:11 error[kept-file"]


def test_says_once_that_a_picture_cannot_be_read(found: Found) -> None:
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
    (message,) = found({PICTURE: "![Strips](class.heic)"}, files={"class.heic": heic})
    assert "[unconverted-file]" in message


def test_refuses_to_show_a_document_as_a_picture(found: Found) -> None:
    assert found({PICTURE: "![The rubric](rubric.csv)"}) == [
        (
            'index.md:57:1 error[not-a-picture] the text shows "rubric.csv" as a picture, but it '
            "is CSV"
        )
    ]
