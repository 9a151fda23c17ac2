"""A year with some cases exchanged is the year that is merged anew, to the byte."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.search.blocks import Block, block_of
from casebook.search.documents import Card, SearchDocument, SearchText
from casebook.search.exchange import Exchange, exchanged
from casebook.search.postings import CasePostings, entry_of, postings_of
from casebook.search.settings import SearchSettings

SETTINGS: Final = SearchSettings()
CARD: Final = Card("cases/x/", "P4", "Music", "Lakeview", "2024/25", "ask", "Ask before adapting")
SHARDS: Final = 16


def case_of(title: str, text: str, theme: str = "") -> CasePostings:
    document = SearchDocument(
        id="2024-25/a",
        language="en",
        texts={"en": SearchText(title, "", (), text)},
        terms=(),
        facets={"theme": (theme,)} if theme else {},
        cards={"en": CARD},
    )
    return postings_of(entry_of(document, SETTINGS))


def changed(block: Block, exchanges: list[Exchange]) -> Block:
    summary, others = exchanged(block.summary, block.segments.__getitem__, exchanges)
    segments = [others.get(place, one) for place, one in enumerate(block.segments)]
    return Block(summary, tuple(segments))


texts: Final = st.lists(
    st.sampled_from(
        [
            "feedback",
            "peers",
            "rubric",
            "a",
            "1",
            "naïve",
            "備課",
            "課",
            "𨋢門",
            "閱讀",
            "，",
            "a𨋢",
        ]
    ),
    max_size=12,
).map(" ".join)
cases: Final = st.builds(case_of, texts, texts, st.sampled_from(["", "reading", "play"]))


@given(
    st.lists(cases, min_size=1, max_size=6),
    st.dictionaries(st.integers(0, 200), cases, max_size=3),
    st.integers(0, 120),
)
def test_exchanging_cases_is_merging_them_anew(
    some: list[CasePostings], new: dict[int, CasePostings], more: int
) -> None:
    # Many cases between those that have a token: gaps of several digits.
    before = [*some, *[case_of("", "")] * more, *some]
    exchanges = [
        Exchange(place, before[place], case) for place, case in new.items() if place < len(before)
    ]
    after = list(before)
    for one in exchanges:
        after[one.number] = one.after
    assert changed(block_of(before, SHARDS), exchanges) == block_of(after, SHARDS)


def test_a_block_that_was_not_made_from_the_case_is_refused() -> None:
    one, other, third = case_of("peers", ""), case_of("rubric", ""), case_of("", "feedback")
    block = block_of([one, one], SHARDS)
    for before in (other, third):
        with pytest.raises(ValueError, match="not made from"):
            changed(block, [Exchange(1, before, one)])


def test_a_word_that_no_case_has_any_more_leaves_nothing_behind() -> None:
    one, other = case_of("quixotic 備", "", "play"), case_of("rubric", "", "reading")
    block = changed(block_of([one, other], SHARDS), [Exchange(0, one, other)])
    assert block == block_of([other, other], SHARDS)
    assert b"quixot" not in b"".join(block.segments)
    assert b"play" not in block.segments[-1]
