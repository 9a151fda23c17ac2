"""Measure the index of a large collection: `python -m tests.search.benchmark CORPUS [CASES]`.

Cases are put together from the sentences of real ones, with words of their own mixed in, so that
the vocabulary grows with the collection as it does in life. Says what it cost in seconds of
processor time and in bytes.
"""

from __future__ import annotations

import random
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from casebook.dates import build_date
from casebook.language import Language
from casebook.pages.search import search_document
from casebook.pipeline import check_folder
from casebook.search.documents import Card, SearchDocument, SearchText
from casebook.search.postings import entry_of, postings_of
from casebook.search.settings import SearchSettings
from casebook.settings import load_site
from tests.search.written import written

YEARS = tuple(f"20{year}-{year + 1}" for year in range(15, 25))
OWN_WORDS = 40_000
SYLLABLES = [c + v for c in "bdfghklmnprstvw" for v in ("a", "e", "i", "o", "u", "ay", "er", "in")]


def documents(real: list[SearchDocument], cases: int) -> Iterator[SearchDocument]:
    """Yield synthetic cases of about 800 words, the same for the same numbers."""
    chance = random.Random(1)
    sentences: dict[Language, list[str]] = {"en": [], "zh-Hant": []}
    for document in real:
        text = document.texts[document.language].text
        mark = "。" if document.language == "zh-Hant" else ". "
        sentences[document.language].extend(s + mark for s in text.split(mark) if 10 < len(s) < 300)
    han = "".join(sentences["zh-Hant"])
    for number in range(cases):
        language: Language = chance.choice(("en", "zh-Hant"))
        like = chance.choice([one for one in real if one.language == language])
        yield _document(number, like, sentences[language], han, chance)


def _document(
    number: int, like: SearchDocument, sentences: list[str], han: str, chance: random.Random
) -> SearchDocument:
    wanted = 5000 if like.language == "en" else 1500
    parts: list[str] = []
    while sum(map(len, parts)) < wanted:
        parts.extend((chance.choice(sentences), _own_words(like.language, han, chance)))
    text = "".join(parts)
    year = YEARS[number % len(YEARS)]
    old = like.texts[like.language]
    title = old.title + " " + _own_words(like.language, han, chance)
    facets = {
        **_curriculum(chance),
        "district": (_skewed(chance, "district", 18),),
        "year": (year.replace("-", "/"),),
        "mode": (_skewed(chance, "mode", 5),),
        "language": (like.language,),
        "material-type": _several(chance, "type", 14, 5),
        "theme": _several(chance, "theme", 20, 3),
    }
    return SearchDocument(
        f"{year}/case-{number:05}",
        like.language,
        {like.language: SearchText(title, old.summary[:150], old.headings[:8], text)},
        like.terms,
        facets,
        {"en": _card(number), "zh-Hant": _card(number)},
    )


def _curriculum(chance: random.Random) -> dict[str, tuple[str, ...]]:
    """Choose values that depend on one another: a subject on its area, a stage on the school."""
    areas = sorted({_skewed(chance, "area", 12) for _ in range(chance.choice((1, 1, 1, 2)))})
    stages = {"primary": ("ks1", "ks2"), "secondary": ("ks3", "ks4"), "kindergarten": ("kg",)}
    level = chance.choices((*stages, "special"), (55, 30, 10, 5))[0]
    programme = chance.random() < 0.2
    return {
        "area": tuple(areas),
        "subject": tuple(f"{area}-{int(3 * chance.random() ** 2)}" for area in areas),
        "school-level": (level,),
        "stage": (chance.choice(stages.get(level, ("ks1", "ks2", "ks3"))),),
        "programme": ("qef-thematic-network",) if programme else (),
        "owner": ("qef" if programme else "joint",),
    }


def _skewed(chance: random.Random, name: str, values: int) -> str:
    """Choose one of so many values, the first ones more often."""
    return f"{name}-{int(values * chance.random() ** 2)}"


def _several(chance: random.Random, name: str, values: int, most: int) -> tuple[str, ...]:
    return tuple(sorted({_skewed(chance, name, values) for _ in range(chance.randrange(most))}))


def _card(number: int) -> Card:
    return Card(f"cases/{number}/", "P4–P6", "English", "A school", "2024/25", "ask", "Ask")


def _own_words(language: Language, han: str, chance: random.Random) -> str:
    """Make some new words: English by rank, Chinese from characters as common as in texts."""
    if language == "zh-Hant":
        return "".join(chance.choice(han) for _ in range(6))
    ranks = (int(OWN_WORDS ** chance.random()) for _ in range(4))
    return " ".join(_word(rank) for rank in ranks) + ". "


def _word(rank: int) -> str:
    chance = random.Random(rank)
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 3, 4))))


def report(corpus: Path, cases: int) -> str:
    """Build the index of `cases` synthetic cases and say what it cost."""
    settings = SearchSettings()
    site = load_site(Path("mkdocs.yml"), corpus)
    collection = check_folder(corpus, build_date()).collection
    made = list(documents([search_document(case, site) for case in collection.cases], cases))
    started = time.process_time()
    entries = [entry_of(document, settings) for document in made]
    weighed = time.process_time()
    files = written(made, settings)
    whole = time.process_time()
    sizes = {path: len(zlib.compress(content, 6)) for path, content in files.items()}
    shards = [size for path, size in sizes.items() if "/t/" in path]
    named = {path.rsplit("/", 1)[1]: size for path, size in sizes.items() if "/t/" not in path}
    return "\n".join(
        (
            f"{cases} cases, {sum(len(postings_of(one).weights) for one in entries):,} postings",
            f"tokens {weighed - started:.1f} s, the whole index {whole - weighed:.1f} s",
            f"{len(files):,} files, {sum(map(len, files.values())):,} bytes",
            f"compressed {sum(sizes.values()):,}, of which shards {sum(shards):,}",
            f"one shard: median {median(shards):,.0f}, largest {max(shards):,}",
            f"meta {named['meta.json']:,}, facets {named['facets.json']:,}",
        )
    )


if __name__ == "__main__":
    sys.stdout.write(report(Path(sys.argv[1]), int((*sys.argv, "10000")[2])) + "\n")
