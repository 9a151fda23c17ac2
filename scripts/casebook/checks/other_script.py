"""The text is not written in the language, or in the script, that the front matter states."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized

CHINESE = DiagnosticKind(
    "chinese-in-english",
    "warning",
    Localized(
        "this text is said to be English, but {share}% of its characters are Chinese",
        "這篇文字標明是英文，但有 {share}% 是中文字",
    ),
    Localized("if it is Chinese, write language: zh-Hant", "如屬中文，改為 language: zh-Hant"),
)
SIMPLIFIED = DiagnosticKind(
    "simplified-characters",
    "warning",
    Localized(
        "this text is said to be Traditional Chinese, but holds Simplified characters: "
        "{characters}",
        "這篇文字標明是繁體中文，但含有簡化字：{characters}",
    ),
    Localized(
        "convert the text to Traditional Chinese in your word processor and look it over",
        "在文書處理軟件把文字轉為繁體，並核對一次",
    ),
)
KINDS = (CHINESE, SIMPLIFIED)

_HAN: Final = re.compile("[\u4e00-\u9fff]")
_NO_LETTERS: Final = bytes(set(range(256)) - set(string.ascii_letters.encode()))
_MOSTLY_CHINESE: Final = 0.6
_FEWEST: Final = 5
"""Different Simplified characters from which a text is no mere quotation of one."""
_SHOWN: Final = 8


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Compare the characters of each text with its language."""
    del context
    for text in case.texts.values():
        place = Location(text.path)
        if text.language == case.language:
            place = case.value("language")
        plain = text.text.plain
        if plain.isascii():
            continue
        if text.language == "en" and _may_be_chinese(plain) and (han := _HAN.findall(plain)):
            letters = sum(map(str.isalpha, plain))
            if len(han) > _MOSTLY_CHINESE * letters:
                yield CHINESE.at(place, share=str(round(100 * len(han) / letters)))
        if text.language == "zh-Hant":
            found = list(dict.fromkeys(_simplified().findall(plain)))
            if len(found) >= _FEWEST:
                yield SIMPLIFIED.at(place, characters="".join(found[:_SHOWN]))


def _may_be_chinese(text: str) -> bool:
    """Tell whether Chinese characters may be half of its letters: each takes two more bytes."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(text) > len(data.translate(None, _NO_LETTERS))


@cache
def _simplified() -> re.Pattern[str]:
    """Return the characters that only Simplified Chinese writes, by OpenCC's own list."""
    data = files("opencc").joinpath("dictionary/STCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in data.splitlines() if "\t" in line)
    simplified = [simple for simple, full in pairs if simple not in full.split()]
    return re.compile(f"[{''.join(one for one in simplified if _HAN.fullmatch(one))}]")
