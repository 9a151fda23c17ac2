"""A text or a document holds an identity-card number, a telephone number or an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from unicodedata import decimal

from casebook.assets import FileFacts
from casebook.assets.words import passages
from casebook.characters import plainly
from casebook.checks.context import Context
from casebook.contribution import CaseText, Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized

IDENTITY_CARD = DiagnosticKind(
    "identity-card-number",
    "error",
    Localized(
        "here stands a Hong Kong identity-card number ({shown}){where}",
        "這裏有香港身份證號碼（{shown}）{where}",
    ),
    Localized(
        "delete it; an invented one fails the check digit, such as A123456(0)",
        "刪去號碼；如屬虛構，請用校驗碼不符的號碼，例如 A123456(0)",
    ),
)
PHONE = DiagnosticKind(
    "phone-number",
    "warning",
    Localized(
        "this looks like a telephone number ({shown}){where}",
        "這裏看來有電話號碼（{shown}）{where}",
    ),
    Localized(
        "delete it if it is a person's; the number of a public service may stay",
        "如屬個人電話，請刪去；公眾服務的號碼可以保留",
    ),
)
E_MAIL = DiagnosticKind(
    "e-mail-in-text",
    "warning",
    Localized(
        "this is an e-mail address ({shown}){where}: on a public page it is collected for "
        "unwanted mail",
        "這裏有電郵地址（{shown}）{where}：在公開網頁上會被收集作濫發之用",
    ),
    Localized(
        "delete it, or name the school or service instead; one for practice ends in @example.com",
        "刪去地址，或改寫學校或服務的名稱；練習用的地址以 @example.com 結尾",
    ),
)
KINDS = (IDENTITY_CARD, PHONE, E_MAIL)

_CARD: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<letters>[A-Za-z]{1,2})[ -]?(?P<digits>\d{3} ?\d{3})\s?"
    r"(?:[(\[](?P<check>[0-9Aa])[)\]]|(?P<bare>[0-9A])(?![A-Za-z0-9]))"
)
_CALLED_CARD: Final = re.compile(r"(?i)(?:\bHKID|identity card|身[份分]證)\W?.{0,12}$")
"""What has to stand before a number whose check digit is in no brackets."""
_PHONE: Final = re.compile(
    r"(?<![\w$%/:=#-])(?<!\d[.,])(?:(?:\+|00)852[ -]?)?[2-9]\d{3}[ -]\d{4}(?![\w%/:]|[ .,-]\d)"
    r"|(?:(?:\+|00)852[ -]?)[2-9]\d{7}(?!\w)"
    r"|(?i:(?:tel|phone|mobile|whatsapp|fax)\.?|電話|手機|手提|傳真)\W{0,3}[2-9]\d{7}(?!\w)"
)
_E_MAIL: Final = re.compile(
    r"(?<![\w.%+/-])[\w%+-][\w.%+-]*@((?:[a-z0-9-]+\.)+[a-z]{2,})", re.ASCII | re.IGNORECASE
)
_FOR_PRACTICE: Final = ("example.com", "example.net", "example.org")
"""Names that nobody can own (RFC 2606)."""

Found = tuple[DiagnosticKind, int, str]
"""A kind, the offset in the text, and the words as they may be repeated in a report."""


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Look through every text, line by line, and the words of every document."""
    del context
    for text in case.texts.values():
        yield from _in_text(text)
    folder = case.path.rsplit("/", 1)[0]
    for facts in case.files.values():
        yield from _in_file(facts, f"{folder}/{facts.name}")


def _in_text(text: CaseText) -> Iterator[Diagnostic]:
    nowhere = Localized("", "")
    seen: set[tuple[str, str]] = set()
    typed = text.source.text
    for number, line in enumerate(typed.split("\n") if _may_hold(typed) else (), start=1):
        for kind, at, shown in _found(line):
            seen.add((kind.id, shown))
            yield kind.at(Location(text.path, number, at + 1), shown=shown, where=nowhere)
    # What a reader sees may be typed in pieces: A123**456**(3) is a number on the page.
    passages = (text.text.plain, *(heading.title for heading in text.text.headings))
    for passage in passages if _may_hold("\n".join(passages)) else ():
        for kind, _, shown in _found(passage):
            if (kind.id, shown) not in seen:
                seen.add((kind.id, shown))
                yield kind.at(Location(text.path), shown=shown, where=nowhere)


def _in_file(facts: FileFacts, path: str) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str]] = set()
    for passage in passages(facts):
        where = Localized(f", in {passage.where.en}", f"，位於{passage.where.zh_hant}")
        for kind, at, shown in _found(passage.text):
            if (kind.id, shown) in seen:
                continue
            seen.add((kind.id, shown))
            column = at + 1 if facts.type.kind == "data" else 1
            yield kind.at(Location(path, passage.line, column), shown=shown, where=where)


def _found(text: str) -> Iterator[Found]:
    return _searched(plainly(text)) if _may_hold(text) else iter(())


def _may_hold(text: str) -> bool:
    return "@" in text or "＠" in text or _digits().search(text) is not None


@cache
def _digits() -> re.Pattern[str]:
    """Return what is in every number that is looked for: most texts are passed over at once.

    Digits are listed, since to ask of each character whether it is one takes twice as long; beyond
    the list every character counts as one.
    """
    digits = filter(str.isdecimal, map(chr, range(0x10000)))
    listed = "".join(f"{one}-{chr(ord(one) + 9)}" for one in digits if decimal(one) == 0)
    digit, gap = f"[{listed}〇零一二三四五六七八九①-⑨\U00010000-\U0010ffff]", "[ \u3000－-]"
    # Written out: a search that begins with one character is faster than with three at a time.
    return re.compile(f"{digit * 3}(?:{digit}{{3}}|{gap}{digit}{{3}}|{digit}{gap}{digit}{{4}})")


def _searched(text: str) -> Iterator[Found]:
    for card in _CARD.finditer(text):
        letters, digits = card["letters"].upper(), card["digits"].replace(" ", "")
        check_digit = (card["check"] or card["bare"]).upper()
        named = card["check"] or _CALLED_CARD.search(text, max(0, card.start() - 30), card.start())
        if named and _is_card_number(letters, digits, check_digit):
            yield IDENTITY_CARD, card.start(), f"{letters}{digits[:2]}••••(•)"
    for phone in _PHONE.finditer(text):
        number = re.search(r"(?:\+?(?:00)?852[ -]?)?[2-9][\d -]+$", phone[0])
        if number and _is_phone_number(number[0]):
            yield PHONE, phone.start() + number.start(), f"{number[0][:-4]}••••"
    addresses: dict[str, int] = {}
    for address in _E_MAIL.finditer(text):
        if not address[1].lower().endswith(_FOR_PRACTICE):
            addresses.setdefault(address[0].lower(), address.start())
    for shown, at in addresses.items():
        yield E_MAIL, at, shown


def _is_card_number(letters: str, digits: str, check_digit: str) -> bool:
    """Hold the check digit against the rest: weights 9 to 1, the sum divisible by eleven.

    A letter counts from A = 10; before a single letter stands a space that counts 36
    (Immigration Department).
    """
    values = [36] * (2 - len(letters)) + [ord(letter) - 55 for letter in letters]
    values += [int(digit) for digit in digits]
    values.append(10 if check_digit == "A" else int(check_digit))
    weights = range(len(values), 0, -1)
    return sum(v * w for v, w in zip(values, weights, strict=True)) % 11 == 0


def _is_phone_number(text: str) -> bool:
    """Tell whether a number is given out in Hong Kong: 2015-2016 is two years."""
    digits = re.sub(r"\D", "", text)
    # Few texts have a number that may be one, and to load what knows them takes its time.
    import phonenumbers  # noqa: PLC0415

    number = phonenumbers.parse(digits[-8:], "HK")
    return phonenumbers.is_valid_number(number)
