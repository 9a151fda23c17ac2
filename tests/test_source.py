"""Bytes become text, or a sentence that says what they seem to be."""

from __future__ import annotations

import pytest

from casebook.diagnostics import Location
from casebook.source import SourceFile, decode


def said(data: bytes) -> list[str]:
    _, diagnostics = decode(data, "index.md")
    return [f"{one.location.line}:{one.location.column} {one.id}" for one in diagnostics]


def text_of(data: bytes) -> str | None:
    source, _ = decode(data, "index.md")
    return source.text if source else None


def test_reads_utf_8_without_a_word() -> None:
    assert said("title: 讓學生學會回應\n".encode()) == []
    assert text_of("標題\n".encode()) == "標題\n"


def test_reads_a_file_without_a_byte() -> None:
    assert (text_of(b""), said(b"")) == ("", [])


def test_warns_of_a_byte_order_mark_and_reads_on() -> None:
    data = "標題\n".encode("utf-8-sig")
    assert (text_of(data), said(data)) == ("標題\n", ["1:1 byte-order-mark"])


def test_counts_the_lines_that_end_in_the_windows_way() -> None:
    source, (warning,) = decode(b"a\r\nb\r\nc\n", "index.md")
    assert source
    assert source.text == "a\nb\nc\n"
    assert warning.severity == "warning"
    assert warning.message.en == "2 lines end in the Windows way (CRLF)"


def test_reads_the_line_ends_of_an_old_macintosh() -> None:
    assert text_of(b"a\rb\r") == "a\nb\n"


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"PK\x03\x04\x14", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_tells_a_file_of_another_program_from_text(start: bytes, name: str) -> None:
    source, (error,) = decode(start + bytes(200), "index.md")
    assert source is None
    assert (error.id, error.location) == ("not-text", Location("index.md"))
    assert error.message.en.endswith(f"its content is {name}")


def test_says_everything_at_once() -> None:
    assert said(b"\xef\xbb\xbfa\r\n") == ["1:1 byte-order-mark", "1:1 windows-line-endings"]


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("title: 深水埗的學校\n", "big5hkscs", "Big5"),
        ("summary: 學生與老師共同製訂量表，採納的建議倍增。\n", "big5", "Big5"),
        ("title: 学校之间的同侪互评\n", "gb2312", "GB 2312"),
        ("title: 深水埗的學校\n", "gb18030", "GB 18030"),
        ("title: 學校\n", "utf-16", "UTF-16"),
        ("title: One\n", "utf-16-le", "UTF-16"),
        ("title: One\n", "utf-16-be", "UTF-16"),
    ],
)
def test_names_the_encoding_of_a_chinese_file(text: str, encoding: str, name: str) -> None:
    _, diagnostics = decode(text.encode(encoding), "index.md")
    assert [one.id for one in diagnostics] == ["not-utf-8"]
    assert f"it looks like {name} " in diagnostics[0].message.en


def test_names_the_encoding_of_a_western_file() -> None:
    _, (error,) = decode("café".encode("cp1252"), "index.md")
    assert error.message.en == "the file is not UTF-8 text: it looks like Windows-1252 (byte 0xE9)"


def test_counts_characters_up_to_the_first_wrong_byte() -> None:
    data = "第一行\n標題: ".encode() + "學".encode("big5")
    assert said(data) == ["2:5 not-utf-8"]


def test_finds_the_wrong_byte_of_a_file_with_a_byte_order_mark() -> None:
    assert said(b"\xef\xbb\xbfab\xff") == ["1:1 byte-order-mark", "1:3 not-utf-8"]


def test_refuses_a_character_that_is_cut_off() -> None:
    assert said("學".encode()[:2]) == ["1:1 not-utf-8"]


def test_gives_a_line_by_its_number() -> None:
    source = SourceFile("index.md", "one\ntwo\n")
    assert [source.line(number) for number in (0, 1, 2, 3, 4)] == ["", "one", "two", "", ""]


def test_names_a_place_in_the_file() -> None:
    assert SourceFile("index.md", "").at(3, 4) == Location("index.md", 3, 4)


def test_counts_the_lines_of_an_old_mac_where_a_byte_is_wrong() -> None:
    assert said(b"a\r\nb\r\x80") == ["3:1 not-utf-8"]
