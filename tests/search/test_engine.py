"""The browser's half of the search, module by module, in Chromium, over an index made here."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page
from snowballstemmer.english_stemmer import EnglishStemmer  # type: ignore[import-untyped]

from casebook.language import Language
from casebook.search.coding import named, shard_of
from casebook.search.documents import Card, SearchDocument, SearchText
from casebook.search.fold import fold
from casebook.search.settings import SearchSettings
from casebook.search.tokens import stem, tokens_of
from tests.conftest import ROOT, serving, watch
from tests.search.written import written

CORPUS: Final = Path(os.environ.get("CASEBOOK_CORPUS", ROOT.parent / "shared/corpus/contributions"))
CARD: Final = Card("cases/x/", "P4", "Music", "Lakeview", "2024/25", "ask", "Ask before adapting")
TITLES: Final = {
    "2023-24/clubs": "Reading clubs 閱讀小組",
    "2023-24/hygiene": "衞生習慣與備課",
    "2024-25/feedback": "Peer feedback that pupils act on",
    "2024-25/names": "constructor and prototype, valueOf a class",
    "2024-25/peers": "Peers in the garden 𨋢門",
}
IDS: Final = sorted(TITLES)
FACETS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "2023-24/clubs": {"theme": ("reading", "play"), "mode": ("on-site",)},
    "2024-25/feedback": {"theme": ("reading",), "mode": ("network",)},
    "2024-25/peers": {"mode": ("network",)},
}

Call = Callable[..., Any]


def documents() -> Iterator[SearchDocument]:
    for name, title in TITLES.items():
        text = SearchText(title, "", (), f"A lesson. {title}. 課堂的學與教")
        cards: dict[Language, Card] = {"en": CARD, "zh-Hant": CARD}
        yield SearchDocument(name, "en", {"en": text}, (), FACETS.get(name, {}), cards)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("engine")
    (site / "assets").symlink_to(ROOT / "overrides/assets")
    (site / "index.html").write_text("<!doctype html><title>Engine</title>", encoding="utf-8")
    for path, content in written(documents(), SearchSettings()).items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return site


@pytest.fixture(scope="module")
def call(folder: Path, browser: Browser) -> Iterator[Call]:
    """Give a function that calls an export of a module; the index is open as `store`."""
    faults: list[str] = []
    with serving(folder) as address, browser.new_context() as context:
        watch(context, faults)
        page = context.new_page()
        page.goto(f"{address}/index.html")
        page.evaluate("""async () => {
            globalThis.load = (module) => import(`/assets/javascripts/search/${module}.js`);
            const { openIndex } = await load("store");
            globalThis.store = await openIndex(new URL("/search/index/", location));
        }""")
        yield partial(called, page)
    assert not faults, faults


def called(page: Page, expression: str, module: str, *arguments: object) -> Any:  # noqa: ANN401
    """Evaluate an expression of a module `m` and its arguments `args`."""
    return page.evaluate(
        f"async ([module, args]) => {{ const m = await load(module); return {expression}; }}",
        [module, list(arguments)],
    )


def found(call: Call, query: str) -> tuple[list[str], list[str]]:
    expression = "m.search(args[0], store).then(({full, near}) => ({full, near}))"
    result = call(expression, "search", query)
    return [IDS[n] for n in result["full"]], [IDS[n] for n in result["near"]]


@pytest.mark.parametrize(
    ("query", "case"),
    [
        ("閱讀", "2023-24/clubs"),
        ("阅读", "2023-24/clubs"),
        ("衛生", "2023-24/hygiene"),
        ("衞生", "2023-24/hygiene"),
        ("备课", "2023-24/hygiene"),
        ("備課", "2023-24/hygiene"),
        ("feedback", "2024-25/feedback"),
        ("constructor", "2024-25/names"),
        ("valueOf", "2024-25/names"),
        ("ＲＥＡＤＩＮＧ", "2023-24/clubs"),
        ("𨋢 clubs", None),
    ],
)
def test_a_word_in_any_form_finds_its_case(call: Call, query: str, case: str | None) -> None:
    full, _ = found(call, query)
    assert full == ([case] if case else [])


@pytest.mark.parametrize(
    "query", ["", " ", "__proto__ ", "toString", "hasOwnProperty", "isPrototypeOf", "、", "'", "🎵"]
)
def test_what_no_case_has_finds_nothing(call: Call, query: str) -> None:
    assert found(call, query) == ([], [])


def test_a_misspelt_word_finds_its_neighbour_and_says_so(call: Call) -> None:
    parts = call(
        "m.search(args[0], store).then(({parts}) => parts.map(p => [p.text, p.how, p.words]))",
        "search",
        "peer feeback",
    )
    assert parts == [["peer", None, None], ["feeback", "corrected", ["feedback"]]]
    assert found(call, "feeback ")[0] == ["2024-25/feedback"]


def test_a_word_still_being_typed_is_completed_and_not_corrected(call: Call) -> None:
    assert found(call, "feedb")[0] == ["2024-25/feedback"]
    assert found(call, "feedb clubs")[0] == []


def test_a_case_that_has_only_some_of_the_words_is_near(call: Call) -> None:
    full, near = found(call, "garden clubs")
    assert full == []
    assert set(near) == {"2024-25/peers", "2023-24/clubs"}


def test_the_case_whose_title_says_it_all_comes_first(call: Call) -> None:
    full, _ = found(call, "reading clubs")
    assert full[0] == "2023-24/clubs"


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("feeback", "feedback", 1),
        ("wrold", "world", 1),
        ("same", "same", 0),
        ("same", "sane", 1),
        ("kitten", "sitting", 3),
        ("ca", "abc", 3),
    ],
)
def test_swapped_neighbours_are_one_mistake(call: Call, a: str, b: str, distance: int) -> None:
    assert call("m.editDistance(args[0], args[1], 3)", "spelling", a, b) == distance


def pieces(call: Call, text: str, query: str) -> list[tuple[str, bool]]:
    """Cut `text` by the marks of a query."""
    expression = """(() => {
        const tokens = new Map();
        for (const unit of args[2]) tokens.set(unit, 1);
        const marks = m.marksOf(args[0], tokens, store.mapped);
        return m.piecesOf(args[0], marks).map(({text, marked}) => [text, marked]);
    })()"""
    tokens = [token for token in tokens_of(query).counts if len(token) > 1 or len(query) == 1]
    return [(text, marked) for text, marked in call(expression, "excerpt", text, query, tokens)]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Peers gave feedback.", "peer feedback", ["Peers", "feedback"]),
        ("讀書會：閱讀與阅读", "閱讀", ["閱讀", "阅读"]),
        ("3 ㎡ large", "m2", ["㎡"]),
        ("to ﬁnd it", "find", ["ﬁnd"]),
        ("𠝹𨋢 a 𨋢門", "𨋢", ["𨋢", "𨋢"]),
        ("搭𨋢門口", "𨋢門", ["𨋢門"]),
        ("cafe\u0301 culture", "café", ["cafe\u0301"]),
        ("the learner’s work", "learner", ["learner"]),
        ("peer, feedback", "peer feedback", ["peer", "feedback"]),
        ("peer feedback", "peer feedback", ["peer feedback"]),
        ("<b>peer</b> & peer", "peer", ["peer", "peer"]),
    ],
)
def test_marks_stand_on_the_words_as_written(
    call: Call, text: str, query: str, marked: list[str]
) -> None:
    cut = pieces(call, text, query)
    assert "".join(piece for piece, _ in cut) == text
    assert [piece for piece, is_marked in cut if is_marked] == marked


def excerpt(call: Call, text: str, token: str) -> str:
    expression = """(() => {
        const tokens = new Map([[args[1], 1]]);
        const {start, end} = m.windowOf(args[0], m.marksOf(args[0], tokens, store.mapped), tokens);
        return args[0].slice(start, end);
    })()"""
    cut: str = call(expression, "excerpt", text, token)
    return cut


def test_an_excerpt_begins_and_ends_at_a_word(call: Call) -> None:
    text = "many words before it " * 30 + "here is the rubric " + "and many words after it " * 30
    cut = excerpt(call, text, "rubric")
    assert re.fullmatch(r"(many|words|before|it) .*rubric.*\b(and|many|words|after|it) ?", cut)
    assert len(cut) < 200


def test_an_excerpt_never_cuts_a_character_in_two(call: Call) -> None:
    for before in range(60):
        text = "a" * (before % 2) + "𠝹" * (40 + before) + "備課" + "𨋢" * 90
        cut = excerpt(call, text, "备课")
        assert "備課" in cut
        assert cut.encode("utf-16", "surrogatepass").decode("utf-16")


def test_the_hash_of_a_token_is_the_same_on_both_sides(call: Call) -> None:
    tokens = ["feedback", "阅读", "𨋢门", "constructor", "", "m2"]
    expression = "args[0].map((token) => m.shardOf(token, 4096))"
    assert call(expression, "coding", tokens) == [shard_of(token, 4096) for token in tokens]


def test_numbers_of_any_size_are_read_as_they_were_written(call: Call) -> None:
    numbers = [*range(100), 2159, 2160, 2161, 95_087, 95_088, 10_000_000]
    text = " ".join(map(named, numbers))
    expression = "(() => { const r = []; m.readNumbers(args[0], (n) => r.push(n)); return r; })()"
    read = call(expression, "coding", text)
    assert read[::2] == numbers
    assert set(read[1::2]) == {-1}


def test_both_sides_fold_every_word_of_the_texts_alike(call: Call) -> None:
    """The browser has only the pairs that this index needs: characters outside it stay."""
    words = sorted({word for title in TITLES.values() for word in title.split()})
    assert call("args[0].map(store.fold)", "fold", words) == [fold(word) for word in words]


def texts() -> str:
    """Return everything there is to read: the samples, and the corpus where it is there."""
    folders = [ROOT / "contributions", CORPUS]
    files = (file for folder in folders for file in sorted(folder.rglob("*.md")))
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)


def test_both_sides_cut_and_stem_every_word_alike(call: Call) -> None:
    text = fold(texts())
    words = sorted(tokens_of(text).words | {"s", "y", "skies", "dying", "technology", "apology"})
    stems: list[str] = call("args[0].map(m.stem)", "tokens", words)
    assert dict(zip(words, stems, strict=True)) == {word: stem(word) for word in words}
    lines = [line for line in text.splitlines() if line.strip()]
    expression = """args[0].map((line) => m.unitsOf(line).flatMap(({word, run}) =>
        word ? [m.stem(word)].filter(Boolean) : [...run, ...m.bigramsOf(run)]))"""
    for line, tokens in zip(lines, call(expression, "tokens", lines), strict=True):
        assert sorted(tokens) == sorted(tokens_of(line).counts.elements())


def test_the_stemmer_in_python_says_what_the_one_in_c_does() -> None:
    """It is taken where the other has no wheel; the same index comes of either."""
    in_python = EnglishStemmer()
    words = sorted(tokens_of(texts()).words)
    words += [word + end for word in words for end in ("s", "ed", "ing", "ational", "ization")]
    assert [stem(word) for word in words] == [in_python.stemWord(word) for word in words]


def test_filters_count_what_each_value_would_leave(call: Call) -> None:
    expression = """store.columns().then((columns) => {
        const facets = new m.Facets(columns, 5);
        const chosen = new Map(args[0].map(([facet, values]) => [facet, new Set(values)]));
        const {passing, counts} = facets.filter([4, 2, 1, 0], chosen);
        return [passing, ...["theme", "mode"].map((one) => Object.fromEntries(counts.get(one)))];
    })"""

    def chosen(**values: list[str]) -> Any:  # noqa: ANN401
        return call(expression, "facets", [list(item) for item in values.items()])

    themes, modes = {"reading": 2, "play": 1}, {"on-site": 1, "network": 2}
    assert chosen() == [[4, 2, 1, 0], themes, modes]
    assert chosen(theme=["play"]) == [[0], themes, {"on-site": 1, "network": 0}]
    assert chosen(mode=["network"]) == [[4, 2], {"reading": 1, "play": 0}, modes]
    assert chosen(mode=["network"], theme=["reading"]) == [
        [2],
        {"reading": 1, "play": 0},
        {"on-site": 1, "network": 1},
    ]
    assert chosen(theme=["unheard-of"])[0] == []
