"""Made-up cases of any number, the same on every machine: real paragraphs, shuffled.

Facts are taken whole from the cases that the site already has, so that each made-up case is
valid; texts are put together from paragraphs of all cases in its language, with words of their own
mixed in, so that the vocabulary grows with the collection as it does in life.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from PIL import Image

YEARS: Final = tuple(f"20{year}-{year + 1}" for year in range(16, 26))
ENGLISH_LETTERS: Final = 4_600
"""Characters of a text of about 800 words."""
CHINESE_LETTERS: Final = 1_500
CASES_OF_A_SCHOOL: Final = 20
OWN_WORDS: Final = 40_000
_SYLLABLES: Final = [c + v for c in "bdfghklmnprstvw" for v in ("a", "e", "i", "o", "u", "er")]
_FACTS: Final = ("support", "community", "curriculum", "keywords")
_SHORTEST: Final = 40
"""Characters of a paragraph worth taking."""


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one made-up case as text, before it is written in one tool's way."""

    id: str
    language: str
    title: str
    facts: Mapping[str, Any]
    body: str


def made_up(samples: Path, cases: int) -> Iterator[Case]:
    """Yield so many cases; the same for the same samples and number."""
    read = [_read(path) for path in sorted(samples.glob("*/*/index.md"))]
    if not read:
        raise ValueError(f"there is no case study in {samples} to take paragraphs from")
    paragraphs: dict[str, list[str]] = {}
    for facts, body in read:
        paragraphs.setdefault(facts["language"], []).extend(_prose(body))
    han = {tag: "".join(texts) for tag, texts in paragraphs.items()}
    for number in range(cases):
        chance = random.Random(number)  # noqa: S311 - cases are made up, not secret
        facts, _ = read[number % len(read)]
        tag = facts["language"]
        yield _case(number, cases, facts, (paragraphs[tag], han[tag]), chance)


def write_cases(folder: Path, cases: Iterator[Case], pictures: int = 0) -> None:
    """Write cases as contributions; each has so many pictures of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    for case in cases:
        target = folder / case.id
        target.mkdir(parents=True)
        names = [f"picture-{number}.jpg" for number in range(pictures)]
        shown = "".join(f"\n\n![Bars of the class, term by term]({name})" for name in names)
        for name in names:
            _draw(target / name, f"{case.id}/{name}")
        facts = {**case.facts, "materials": [_picture(name) for name in names]}
        front = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=1000)
        (target / "index.md").write_text(f"---\n{front}---\n\n{case.body}{shown}\n", "utf-8")


def edit(folder: Path, case: str, words: str) -> None:
    """Add a sentence to one case, as a person who corrects it does."""
    path = folder / case / "index.md"
    path.write_text(path.read_text("utf-8") + f"\n{words}\n", "utf-8")


def retitle(folder: Path, case: str, words: str) -> None:
    """Begin the title of one case with other words: unlike a sentence, lists show it."""
    path = folder / case / "index.md"
    path.write_text(path.read_text("utf-8").replace("\ntitle: ", f"\ntitle: {words} ", 1), "utf-8")


def _read(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.load(front, Loader=yaml.CBaseLoader), body  # noqa: S506 - every scalar is text


def _prose(body: str) -> list[str]:
    """Return the plain paragraphs of a text: what refers to its case stays behind."""
    return [
        part.replace("\n", " ")
        for part in body.split("\n\n")
        if len(part) >= _SHORTEST and part[0].isalpha() and not set(part) & set("[]|<>^")
    ]


def _case(
    number: int,
    cases: int,
    like: Mapping[str, Any],
    texts: tuple[Sequence[str], str],
    chance: random.Random,
) -> Case:
    paragraphs, han = texts
    chinese = like["language"] != "en"
    parts: list[str] = []
    wanted = CHINESE_LETTERS if chinese else ENGLISH_LETTERS
    while sum(map(len, parts)) < wanted:
        parts.append(f"## {_own_words(han if chinese else None, chance)}")
        parts.extend(chance.choice(paragraphs) for _ in range(3))
        parts.append(_own_words(han if chinese else None, chance))
    year = YEARS[number * len(YEARS) // cases]
    title = f"{like['title'][:60]} {_own_words(han if chinese else None, chance)}"
    facts = {
        "title": title,
        "language": like["language"],
        "summary": chance.choice(paragraphs)[:200],
        "school-year": year.replace("-", "/", 1),
        **{key: like[key] for key in _FACTS if key in like},
        "schools": [_school(school, cases, chance) for school in like["schools"]],
        "status": "published",
    }
    facts["copyright"] = {"owner": like["copyright"]["owner"], "year": int(f"20{year[-2:]}")}
    return Case(f"{year}/case-{number:06}", like["language"], title, facts, "\n\n".join(parts))


def _school(like: Mapping[str, Any], cases: int, chance: random.Random) -> dict[str, Any]:
    number = chance.randrange(max(1, cases // CASES_OF_A_SCHOOL))
    # What a school is belongs to it, not to a case: the same sample always gives the same school.
    name = {tag: f"{words} {number}" for tag, words in like["name"].items()}
    return {**like, "id": f"{like['id'][:40]}-{number}", "name": name}


def _own_words(han: str | None, chance: random.Random) -> str:
    if han:
        picked = "".join(c for c in chance.sample(han, 24) if "\u3400" < c < "\ua000")
        return picked[:8] or "教學"
    return " ".join(_latin_word(chance) for _ in range(3)).capitalize()


def _latin_word(chance: random.Random) -> str:
    rank = int(OWN_WORDS ** chance.random()) * 7919
    word = ""
    while rank or len(word) < 4:  # noqa: PLR2004 - shorter words look like real ones
        rank, syllable = divmod(rank, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return word


def _picture(name: str) -> dict[str, str]:
    return {
        "file": name,
        "type": "illustration",
        "title": "Bars of the class",
        "alt": "Bars of the class, term by term",
        "people": "none",
        "use": "publish",
    }


def _draw(path: Path, seed: str) -> None:
    """Draw a picture that costs as much to encode as a photograph."""
    noise = random.Random(seed)  # noqa: S311 - pictures are made up, not secret
    small = Image.frombytes("RGB", (200, 150), noise.randbytes(200 * 150 * 3))
    small.resize((1600, 1200), Image.Resampling.BICUBIC).save(path, quality=85)
