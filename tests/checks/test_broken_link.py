"""Links of a text lead to materials, to cases, or into the text."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Found

LINK = "[four questions](rubric.csv)"


@pytest.mark.parametrize(
    "target",
    ["./rubric.csv", "https://feedback.example/", "mailto:office@example.com", "#what-we-tried"],
)
def test_accepts_what_a_reader_can_open(found: Found, target: str) -> None:
    assert found({LINK: f"[four questions]({target})"}) == []


def test_accepts_a_link_to_the_case_itself(found: Found) -> None:
    assert found({LINK: "[this case](../peer-feedback-in-writing/)"}) == []


def test_refuses_a_file_that_is_not_there(found: Found) -> None:
    assert found({LINK: "[four questions](rubrics.csv)"}) == [
        (
            "index.md:55:14 error[broken-link] "
            'the link leads to the file "rubrics.csv", which is not in the folder'
        )
    ]


def test_warns_of_a_page_that_is_not_there(found: Found) -> None:
    assert found({LINK: "[another case](../2023-24/no-such-case/)"}) == [
        (
            "index.md:55:14 warning[link-to-nowhere] "
            'the link leads to "../2023-24/no-such-case/", which is no page of this site; '
            "its words are shown without a link"
        )
    ]


def test_refuses_a_material_that_is_not_published_in_every_text(found: Found) -> None:
    changes = {"peer feedback\n    use: publish": "peer feedback\n    use: on-request"}
    message = (
        'error[link-to-unpublished] the link leads to "rubric.csv", '
        "which is not a material to be published"
    )
    assert found(changes) == [f"index.md:55:14 {message}", f"index.zh-Hant.md:18:10 {message}"]


def test_leaves_a_file_that_must_not_be_here_to_its_own_check(found: Found) -> None:
    (message,) = found(
        {"peer feedback\n    use: publish": "peer feedback\n    use: discussion-only"}
    )
    assert "error[kept-file]" in message


def test_leaves_a_file_that_nobody_registered_to_the_loader(found: Found) -> None:
    (message,) = found({LINK: "[a list](list.csv)"}, files={"list.csv": b"a\n"})
    assert "error[unregistered-file]" in message


def test_warns_of_a_heading_that_is_not_there(found: Found) -> None:
    assert found({LINK: "[above](#what-we-did)"}, language="zh-Hant") == [
        "index.md:55:14 warning[broken-anchor] 正文沒有標題的地址是「#what-we-did」"
    ]
