"""Characters that no contribution needs: they hide, turn or cover words, or stand for lost ones."""

from __future__ import annotations

import re
import shlex
import unicodedata
from typing import Final, Literal

from casebook.language import Localized

Fault = Literal["private", "lost", "invisible"]

_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SEPARATORS: Final = "\u2028\u2029"
_UNSEEN: Final = (
    # Hyphens, joiners and spaces of no width; fillers of Hangul, which count as letters; marks of
    # old formats; the block of tags, in which whole sentences can hide.
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    # Of Hebrew, Arabic, Thai, Lao and Tibetan: no word has five of them on one letter either.
    "\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u0f35\u0f37\u0f39\u0f71-\u0f84"
)
_SYMBOLS: Final = "\u00a9\u00ae\u2010-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_HAN: Final = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WRONG: Final = re.compile(
    # C0 and C1 without tab and line feed; halves of pairs, which UTF-8 cannot hold.
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_SEPARATORS}{_DIRECTIONS}{_UNSEEN}{_NONCHARACTERS}]"
    f"|(?P<private>[{_PRIVATE}])|(?P<lost>\ufffd)"
    # A joiner belongs between emoji or in scripts of India and Arabia; a selector of variants
    # belongs to a symbol or a Han character, one to each.
    f"|(?<![\u0600-\u06ff\u0900-\u0dff\ufe0f{_SYMBOLS}])[\u200c\u200d]"
    f"|(?<![#*0-9{_SYMBOLS}{_HAN}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
    f"|[{_MARKS}]{{5,}}"
)
_ORDINARY: Final = bytes([*b"\t\n", *range(0x20, 0x7F)])
_PRINTABLE_DOUBTFUL: Final = re.compile(
    f"[\ufffd\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f"
    f"\U000e0100-\U000e01ef{_MARKS}]"
)
_NAMES: Final = (
    (_SEPARATORS, Localized("line separator", "行分隔符")),
    (_DIRECTIONS, Localized("text direction", "文字方向")),
    ("\x00", Localized("null", "空字元")),
    (_NONCHARACTERS, Localized("noncharacter", "非字元")),
    (_MARKS, Localized("marks on top of one another", "重疊的附加符號")),
    ("\x01-\x1f\x7f-\x9f\ud800-\udfff", Localized("control character", "控制字元")),
)
_INVISIBLE: Final = Localized("invisible", "看不見")


def has_wrong(text: str) -> bool:
    """Tell whether a text has a character that no contribution needs."""
    # Nearly all that is wrong is unprintable, and the search through so many ranges is slow.
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    rare = beyond.decode("utf-8", "surrogatepass").replace("\u3000", "")
    if rare.isprintable() and not _PRINTABLE_DOUBTFUL.search(rare):
        return False
    return _WRONG.search(text) is not None


def first_wrong(text: str) -> re.Match[str] | None:
    """Find the first character that no contribution needs."""
    if text.isascii() and text.isprintable():
        return None  # nothing else of ASCII is wrong, and the search is slow
    return _WRONG.search(text)


def without_wrong(text: str) -> str:
    """Return a text without the characters that no contribution needs."""
    return _WRONG.sub("", text)


def fault_of(match: re.Match[str]) -> Fault:
    """Say what is wrong with what was found."""
    return "private" if match["private"] else "lost" if match["lost"] else "invisible"


def name_of(character: str) -> Localized:
    """Say what kind of character it is."""
    for characters, name in _NAMES:
        if re.match(f"[{characters}]", character):
            return name
    return _INVISIBLE


def code_of(character: str) -> str:
    """Return the code point as Unicode writes it: U+202E."""
    return f"U+{ord(character):04X}"


_BETWEEN: Final = " ()[]+-@"
"""What stands in numbers and addresses; a colon of full width says something else than one."""


class _Plain(dict[int, int]):
    """Give for each character the letter or digit of ASCII that a reader takes it for."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        digit = unicodedata.digit(character, -1)
        same = str(digit) if digit >= 0 else unicodedata.normalize("NFKC", character)
        is_plain = len(same) == 1 and same.isascii() and (same.isalnum() or same in _BETWEEN)
        self[code] = ord(same) if is_plain else code
        return self[code]


_PLAIN: Final = _Plain(
    str.maketrans(
        "〇零一二三四五六七八九ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРСТУХ",
        "00123456789ABEZHIKMNOPTYXABESIJKMHOPCTYX",
    )
)


def plainly(text: str) -> str:
    """Return a text with the letters and digits of ASCII in the place of all that look like them.

    Full-width ones, those of other scripts, and Chinese numerals: each stays where it was.
    """
    return text if text.isascii() else text.translate(_PLAIN)


def visible(text: str, keep: str = "") -> str:
    r"""Show what a terminal would obey, or could not show, as an escape: `\x1b`, `\u202e`.

    A byte of a file name that is no UTF-8 is shown as itself: `\xff`.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep else _escaped(c) for c in text)


def as_argument(name: str) -> str:
    """Return a name as a person may copy it into a command: a shell obeys nothing in it."""
    return shlex.quote(visible(name))


def _escaped(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")
