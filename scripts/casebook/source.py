"""A contributed text file: its bytes made text, and places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook.characters import as_argument
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized

BYTE_ORDER_MARK = DiagnosticKind(
    "byte-order-mark",
    "warning",
    Localized(
        "the file begins with an invisible byte-order mark (U+FEFF)",
        "檔案開首有一個看不見的位元組順序記號（U+FEFF）",
    ),
    Localized(
        'save the file as "UTF-8" and not "UTF-8 with BOM", or run: casebook fix {path}',
        "存檔時選「UTF-8」，不要選「UTF-8（附 BOM）」；或執行：casebook fix {path}",
    ),
)

WINDOWS_LINE_ENDINGS = DiagnosticKind(
    "windows-line-endings",
    "warning",
    Localized(
        "{count} lines end in the Windows way (CRLF)",
        "有 {count} 行以 Windows 的方式（CRLF）換行",
    ),
    Localized(
        "nothing needs doing in Notepad; casebook fix {path} converts them",
        "記事本必定如此，無需處理；casebook fix {path} 可以轉換",
    ),
)

NOT_UTF8 = DiagnosticKind(
    "not-utf-8",
    "error",
    Localized(
        "the file is not UTF-8 text: it looks like {encoding} (byte {byte})",
        "檔案不是 UTF-8 文字，看來是 {encoding}（位元組 {byte}）",
    ),
    Localized(
        'open the file, choose "Save as" and set the encoding to UTF-8',
        "打開檔案，選「另存新檔」，把編碼改為 UTF-8",
    ),
)

NOT_TEXT = DiagnosticKind(
    "not-text",
    "error",
    Localized(
        "the file is named like plain text, but its content is {type}",
        "檔名屬純文字檔，內容卻是 {type}",
    ),
    Localized(
        "open it in the program that wrote it, copy the whole text into Notepad (on a Mac: "
        "TextEdit, Format › Make Plain Text), and save that under this name in UTF-8",
        "用原來的軟件開啟，把全文複製到記事本（Mac：「文字編輯」的「格式 › 製作純文字格式」），"
        "再以同一檔名、UTF-8 編碼存檔",
    ),
)

MERGE_CONFLICT = DiagnosticKind(
    "merge-conflict",
    "error",
    Localized(
        'the line "{line}" was left by Git: two versions of the text stand here, '
        "one after the other",
        "「{line}」是 Git 留下的記號：兩個版本的正文並存於此",
    ),
    Localized(
        "keep the version that is right and delete the other, with the lines "
        "<<<<<<<, ======= and >>>>>>>",
        "留下正確的版本，刪去另一個，並刪去 <<<<<<<、=======、>>>>>>> 三行",
    ),
)

_NO_TEXT = (
    (b"PK\x03\x04", "Word"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
    (b"{\\rtf", "RTF"),
    (b"%PDF-", "PDF"),
)
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Hold the text of one contributed file, its lines ended by LF alone."""

    path: str
    """As reported to people: relative to the contributions folder's parent."""

    text: str

    def line(self, number: int) -> str:
        """Return the line with this number, counted from 1, without its end; "" past the end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def at(self, line: int, column: int = 1) -> Location:
        """Name a place in this file."""
        return Location(self.path, line, column)


def may_conflict(text: str) -> bool:
    """Tell whether a text may have a line that a merge left: nearly none has."""
    return any(sign in text for sign in ("<<<<<<<", ">>>>>>>", "|||||||"))


def is_conflict(line: str) -> bool:
    """Tell whether a merge left this line, where two versions of a text meet."""
    return line[:1] in ("<", ">", "|") and _CONFLICT.fullmatch(line) is not None


def decode(data: bytes, path: str) -> tuple[SourceFile | None, tuple[Diagnostic, ...]]:
    """Read `data` as UTF-8 text, or say what its encoding seems to be.

    A byte-order mark and CRLF line ends do no harm and are warned of.
    """
    start = Location(path)
    if fault := _no_utf8_from_the_start(data, start):
        return None, (fault,)
    diagnostics = []
    if data.startswith(b"\xef\xbb\xbf"):
        diagnostics.append(BYTE_ORDER_MARK.at(start, path=as_argument(path)))
        while data.startswith(b"\xef\xbb\xbf"):  # programs add one after another
            data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (*diagnostics, _not_utf8(data, error, path))
    if "\r" in text and (count := text.count("\r\n")):
        diagnostics.append(WINDOWS_LINE_ENDINGS.at(start, count=str(count), path=as_argument(path)))
    return SourceFile(path, with_plain_ends(text)), tuple(diagnostics)


def with_plain_ends(text: str) -> str:
    """Return a text with its lines ended by LF alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _no_utf8_from_the_start(data: bytes, start: Location) -> Diagnostic | None:
    for magic, type_ in _NO_TEXT:
        if data.startswith(magic):
            return NOT_TEXT.at(start, type=type_)
    if data.startswith(_UTF16_MARKS) or _looks_like_utf16(data):
        return NOT_UTF8.at(start, encoding="UTF-16", byte=_shown(data[:1]))
    return None


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Diagnostic:
    before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return NOT_UTF8.at(
        Location(path, line, column),
        encoding=_guessed_encoding(data),
        byte=_shown(data[error.start : error.start + 1]),
    )


def _looks_like_utf16(data: bytes) -> bool:
    """Tell whether so many bytes are zero that every other one must be."""
    return data[:400].count(0) > len(data[:400]) // 4


def _guessed_encoding(data: bytes) -> str:
    """Name the likeliest encoding: the two that Hong Kong's schools still meet, then the West's."""
    # Nearly every byte pair of GB 2312 is one of Big5 too, but hardly a line the other way round.
    for encoding, name in (("gb2312", "GB 2312"), ("big5hkscs", "Big5"), ("gb18030", "GB 18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any("\u4e00" <= character <= "\u9fff" for character in text):
            return name
    return "Windows-1252"


def _shown(byte: bytes) -> str:
    return f"0x{byte.hex().upper()}"
