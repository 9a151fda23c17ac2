"""Numbers as text: the alphabet in which index files write them, and how a term is hashed.

A posting is the gap from the case before it, in digits, then one letter for what the token weighs.
Letters and digits share no character, so a posting ends at its letter and a list needs no commas.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Final
from zlib import crc32

ALPHABET: Final = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"\\')
"""Every printable ASCII character but the space and what JSON escapes."""
LETTERS: Final = ALPHABET[:48]
DIGITS: Final = ALPHABET[48:]
SEPARATOR: Final = " "

STAMP: Final = 8
"""Characters of a stamp: of few files, or of those whose content no build shares with another."""


def capped(number: int) -> str:
    """Write `number` as one character; all that are too great look alike."""
    return ALPHABET[min(number, len(ALPHABET) - 1)]


def named(number: int) -> str:
    """Write a number as any digits and one letter; small numbers are short."""
    rest, letter = divmod(number, len(LETTERS))
    text = LETTERS[letter]
    while rest:
        rest, digit = divmod(rest - 1, len(DIGITS))
        text = DIGITS[digit] + text
    return text


def stamp(content: bytes, length: int) -> str:
    """Return a part of the digest of `content`, as it stands in addresses."""
    return urlsafe_b64encode(sha256(content).digest()).decode()[:length]


def json_bytes(value: object) -> bytes:
    """Write a value as short as JSON allows."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def shard_of(token: str, shards: int) -> int:
    """Return the number of the file that holds a token; `shards` is a power of two."""
    return crc32(token.encode()) & (shards - 1)
