"""LibYAML's reasons for giving up, said in a teacher's words, each with its cure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from casebook.characters import Fault
from casebook.language import Localized


class Problem(NamedTuple):
    """Say what is wrong with a line, and what to do."""

    said: Localized
    help: Localized


_QUOTE: Final = Localized(
    'put all of the value between quotation marks: title: "One: two"',
    '用半形引號括住整項內容，例如 title: "一: 二"',
)
_ALIGN: Final = Localized(
    "let the line begin below its neighbours, with as many spaces, and delete what is not spaces",
    "令這一行與上下各行對齊，行首的空格數目相同",
)
_CLOSE: Final = Localized(
    "close the bracket on the same line, with a comma between two values: [p4, p5]",
    "在同一行補上右括號，各項之間用半形逗號分隔，例如 [p4, p5]",
)

NO_COLON: Final = Problem(
    Localized("it has no colon with a space after it", "沒有「冒號加空格」，不知哪裏是欄名"),
    Localized(
        "write the name of the field, a colon, a space and the value: title: One question",
        "依次寫欄名、半形冒號、空格、內容，例如 title: 一個問題",
    ),
)

_PROBLEMS: Final = (
    (
        "mapping values are not allowed",
        Problem(
            Localized("it has a second colon with a space after it", "有第二個「冒號加空格」"),
            _QUOTE,
        ),
    ),
    (
        "block sequence entries are not allowed",
        Problem(Localized("the value begins with a hyphen", "內容以連字號開首"), _QUOTE),
    ),
    (
        "mapping keys are not allowed",
        Problem(Localized("the value begins with a question mark", "內容以問號開首"), _QUOTE),
    ),
    (
        "cannot start any token",
        Problem(
            Localized(
                "the value begins with a sign such as @, % or `", "內容以 @、%、` 等符號開首"
            ),
            _QUOTE,
        ),
    ),
    (
        "expected comment or line break",
        Problem(Localized("the value begins with > or |", "內容以 > 或 | 開首"), _QUOTE),
    ),
    (
        "unexpected end of stream",
        Problem(
            Localized("a quotation mark is opened and never closed", "引號有開沒有關"),
            Localized(
                "type the same quotation mark at the end of the value",
                "在內容的末端輸入相同的引號",
            ),
        ),
    ),
    (
        "unknown escape character",
        Problem(
            Localized("it has a backslash between double quotation marks", "雙引號之內有反斜線"),
            Localized("use single quotation marks: 'A\\B'", "改用單引號，例如 'A\\B'"),
        ),
    ),
    (
        "expected ',' or",
        Problem(
            Localized(
                "a bracket is opened and not closed, or a comma is missing",
                "括號有開沒有關，或欠了逗號",
            ),
            _CLOSE,
        ),
    ),
    ("could not find expected ':'", NO_COLON),
    (
        "alphabetic or numeric character",
        Problem(Localized("the value begins with * or &", "內容以 * 或 & 開首"), _QUOTE),
    ),
    (
        "expected '-' indicator",
        Problem(Localized("it is not in line with the list above", "與上面的清單不對齊"), _ALIGN),
    ),
    (
        "did not find expected key",
        Problem(
            Localized(
                "it begins at another depth than its neighbours, or something follows a closing "
                "quotation mark or bracket",
                "與上下各行不對齊，或在右引號、右括號之後還有文字",
            ),
            Localized(
                "align it with its neighbours, and let nothing follow a quotation mark or bracket",
                "與上下各行對齊，右引號或右括號之後不要再寫文字",
            ),
        ),
    ),
)
_DEEPER: Final = Problem(
    Localized("it begins further to the right than it should", "行首的空格太多"), _ALIGN
)
_OTHER: Final = Problem(Localized("its signs are not understood", "不明白當中的符號"), _QUOTE)

CHARACTERS: Final[Mapping[Fault, Problem]] = {
    "invisible": Problem(
        Localized(
            "it has a character in it that nobody sees, or that covers others",
            "當中有看不見、或遮蓋其他文字的字元",
        ),
        Localized(
            "delete the words on both sides of it and type them again", "刪去前後的文字，重新輸入"
        ),
    ),
    "private": Problem(
        Localized(
            "it has a character that only one font or computer can show",
            "當中有只在某個字型或某部電腦才看得到的字",
        ),
        Localized(
            "delete it and type the character with an input method of today",
            "刪去它，用現時的輸入法重新輸入這個字",
        ),
    ),
    "lost": Problem(
        Localized(
            "it has the sign �, which a program writes where it could not read a character",
            "當中有「�」號：軟件讀不到原來的字，便以此代替",
        ),
        Localized(
            "delete the sign and type the character that was there", "刪去此號，重新輸入原來的字"
        ),
    ),
}


def explained(problem: str, before: str) -> Problem:
    """Return what LibYAML's `problem` means to a teacher; `before` is the line up to its place."""
    if "mapping values are not allowed" in problem and ": " not in before:
        # Its only colon is one too many: because of its indent, or because the line above, for
        # want of a colon, goes on here.
        return _DEEPER if before.startswith(" ") else NO_COLON
    return next((words for start, words in _PROBLEMS if start in problem), _OTHER)
