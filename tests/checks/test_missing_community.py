"""A case of the Learning Communities mode names its community."""

from __future__ import annotations

from tests.checks.conftest import Found

COMMUNITY = "community: writing-in-primary\n"


def test_asks_for_the_community(found: Found) -> None:
    assert found({COMMUNITY: ""}) == [
        (
            "index.md:10:9 error[missing-community] "
            "the mode is learning-communities, but the community is not named"
        )
    ]


def test_asks_no_other_mode_for_one(found: Found) -> None:
    assert found({COMMUNITY: "", "mode: learning-communities": "mode: on-site-support"}) == []


def test_says_only_that_a_community_is_misspelt(found: Found) -> None:
    (message,) = found({COMMUNITY: "community: Writing in Primary\n"})
    assert message.startswith("index.md:12:12 error[invalid-slug] ")
