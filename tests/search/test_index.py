"""What stands in the index of a case, and in its files."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pytest

from casebook.search.coding import DIGITS, LETTERS, shard_of
from casebook.search.documents import Card, SearchDocument, SearchText
from casebook.search.fold import fold, fold_pairs, variants
from casebook.search.form import facet_counts, facet_groups
from casebook.search.postings import entry_of, postings_of
from casebook.search.settings import SearchSettings
from casebook.search.tokens import are_han, han_of, stem, tokens_of
from tests.search.written import written

SETTINGS: Final = SearchSettings()
CARD: Final = Card("cases/x/", "P4", "Music", "Lakeview", "2024/25", "ask", "Ask before adapting")


def document(name: str, title: str, text: str = "", **facets: tuple[str, ...]) -> SearchDocument:
    return SearchDocument(
        id=name,
        language="en",
        texts={"en": SearchText(title, "", (), text)},
        terms=("Lakeview Primary School", "湖景小學"),
        facets=facets,
        cards={"en": CARD, "zh-Hant": CARD},
    )


def index_of(*documents: SearchDocument) -> dict[str, bytes]:
    return written(documents, SETTINGS)


def meta_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads(files["search/index/meta.json"])
    return meta


def postings_in(files: Mapping[str, bytes], token: str) -> list[list[tuple[int, int]]]:
    """Read the posting list of a token: for each year, case numbers and weights."""
    meta = meta_of(files)
    number = shard_of(token, meta["shards"])
    stamp = meta["stamps"][4 * number : 4 * number + 4]
    path = f"search/index/t/{number:x}.{stamp}.json"
    shard: dict[str, str] = json.loads(files[path])
    years: list[list[tuple[int, int]]] = [[] for _ in meta["blocks"]]
    for part in shard[token].split(" ") if token in shard else ():
        number, gap = -1, 0
        for character in part[1:]:
            if character in DIGITS:
                gap = gap * len(DIGITS) + DIGITS.index(character)
            else:
                number, gap = number + gap + 1, 0
                years[DIGITS.index(part[0])].append((number, LETTERS.index(character)))
    return years


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("閱讀", "阅读"),
        ("衞生", "衛生"),
        ("裏", "裡"),
        ("着", "著"),
        ("污", "汚"),
        ("清", "淸"),
        ("青", "靑"),
        ("韮", "韭"),
        ("畧", "略"),
        ("啟發", "啓发"),
        ("ＳＴＥＭ", "stem"),
        ("㎡", "m2"),
        ("ﬁnd", "find"),
        ("café", "cafe\u0301"),
        ("learner’s", "LEARNER'S"),
    ],
)
def test_two_ways_to_write_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_twice_is_folding_once() -> None:
    for character, end in variants().items():
        assert fold(end) == end, character
        assert fold(character) == end
        assert len(end) == 1


def test_only_variants_of_indexed_characters_are_shipped() -> None:
    pairs = fold_pairs(["阅", "a"])
    assert set(zip(pairs[::2], pairs[1::2], strict=True)) == {("閱", "阅"), ("閲", "阅")}


def test_a_text_folds_as_its_characters_do() -> None:
    for text in ("㎡ ﬁnd…", "İΣ", "a\u0301b", "\ud800", "𨋢門", "", "Ａ’ｓ"):
        assert fold(text) == "".join(map(fold, text))


def test_a_han_run_gives_its_characters_and_pairs() -> None:
    tokens = tokens_of("備課，𨋢")
    assert tokens.counts == {"备": 1, "课": 1, "备课": 1, fold("𨋢"): 1}
    assert tokens.asked == 2


def test_a_word_is_cut_at_its_apostrophe_and_stemmed() -> None:
    tokens = tokens_of("The learners’ and learner's technology")
    assert tokens.counts == {"the": 1, "learner": 2, "and": 1, "technolog": 1}
    assert "learners" in tokens.words


def test_words_with_special_meaning_to_programs_are_words() -> None:
    files = index_of(document("2024-25/a", "constructor __proto__ toString hasOwnProperty"))
    for word in ("constructor", "__proto__", "toString", "hasOwnProperty"):
        for token in tokens_of(word).counts:
            ((number, weight),) = postings_in(files, token)[0]
            assert (number, weight // 16) == (0, 2), token


def test_a_title_outweighs_a_text() -> None:
    case = postings_of(entry_of(document("2024-25/a", "Peer feedback", "drafts"), SETTINGS))
    weights = dict(zip((*han_of(case.han), *case.stems), case.weights, strict=True))
    assert weights[stem("feedback")] // 16 == 2
    assert weights[stem("drafts")] // 16 == 0
    assert weights["湖景"] // 16 == 1
    assert weights[stem("feedback")] % 16 > weights[stem("drafts")] % 16


def test_cases_are_numbered_by_year_and_folder() -> None:
    files = index_of(
        document("2024-25/b", "rubric"),
        document("2023-24/z", "rubric"),
        document("2024-25/a", "other"),
    )
    years = [[number for number, _ in year] for year in postings_in(files, stem("rubric"))]
    assert years == [[0], [1]]
    folders = [block["folder"] for block in meta_of(files)["blocks"]]
    assert [folder[:8] for folder in folders] == ["2023-24-", "2024-25-"]
    shown = json.loads(files[f"search/index/d/{folders[1]}/1.json"])
    assert shown["texts"]["en"]["title"] == "rubric"


def test_gaps_of_any_size_are_read_back() -> None:
    wanted = {0, 1, 45, 46, 2100, 2101}
    files = index_of(
        *(
            document(f"2024-25/{number:05}", "rubric" if number in wanted else "other")
            for number in range(2102)
        )
    )
    assert {number for number, _ in postings_in(files, stem("rubric"))[0]} == wanted


def test_the_files_do_not_depend_on_the_order_of_the_cases() -> None:
    cases = [document(f"2024-25/{name}", f"title {name}", mode=("on-site",)) for name in "abc"]
    assert list(index_of(*cases).items()) == list(index_of(*cases[::-1]).items())


def test_an_edit_anywhere_changes_what_the_browser_asks_for() -> None:
    case = document("2024-25/a", "Peer feedback", "one", mode=("on-site",))
    edits = [
        replace(case, texts={"en": SearchText("Peer feedback", "", (), "one more")}),
        replace(case, terms=()),
        replace(case, facets={"mode": ("learning-communities",)}),
        replace(case, cards={"en": replace(CARD, rights="Adapt"), "zh-Hant": CARD}),
    ]
    metas = {index_of(one)["search/index/meta.json"] for one in [case, *edits]}
    assert len(metas) == len(edits) + 1


def test_only_numbers_of_han_characters_and_pairs_are_han() -> None:
    assert are_han(tokens_of("備課，𨋢門一").numbers)
    assert are_han(np.empty(0, np.int64))
    for wrong in (-1, ord("a"), ord("\n"), 0xD800, (ord("a") << 18) | ord("課"), 1 << 36):
        assert not are_han(np.array([ord("課"), wrong]))


def test_an_edited_case_leaves_the_other_years_as_they_are() -> None:
    old, case = document("2023-24/a", "rubric"), document("2024-25/a", "rubric")
    edited = replace(case, texts={"en": SearchText("rubric rubric", "", (), "rubric")})
    before = postings_in(index_of(old, case), stem("rubric"))
    after = postings_in(index_of(old, edited), stem("rubric"))
    assert before[0] == after[0]


def test_an_empty_collection_has_an_index() -> None:
    files = index_of()
    assert meta_of(files)["blocks"] == []
    assert postings_in(files, "a") == []


def test_filters_offer_only_what_some_case_has() -> None:
    facets = [{"stage": ("ks2",), "year": ("2024/25",), "language": ("en",)}]
    groups = facet_groups(facet_counts(facets), "zh-Hant")
    labels = {group.id: [option.label for option in group.options] for group in groups}
    assert labels == {
        "stage": ["第二學習階段（小四至小六）"],
        "language": ["English"],
        "year": ["2024/25"],
    }
    assert groups[1].options[0].lang == "en"


def test_a_long_list_of_values_is_folded_and_keeps_the_frequent_ones() -> None:
    districts = ["eastern", "islands", "north", "sha-tin", "southern", "tai-po", "wan-chai"]
    facets = [{"district": (name,)} for name in (*districts, "yuen-long", "yuen-long")]
    (group,) = facet_groups(facet_counts(facets), "en")
    shown = [option.value for option in group.options if not option.folded]
    assert group.is_folded
    assert len(shown) == 5
    assert "yuen-long" in shown


def test_folding_knows_every_form_that_unicode_knows() -> None:
    # The browser normalizes by its own tables: only forms of old standing may matter.
    for character in "①Ⅳ㈠㍿ﬀﾊｶ가":
        assert unicodedata.normalize("NFKD", character) != character
        assert fold(character) == fold(unicodedata.normalize("NFKD", character))
