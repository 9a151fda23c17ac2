"""What an input method or the Tab key typed in place of YAML's own punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from casebook.diagnostics import Diagnostic
from casebook.front_matter.kinds import FULL_WIDTH_PUNCTUATION, LOST_AFTER_HASH, TAB_INDENT
from casebook.source import SourceFile

_KEY = r"[ ]*(?:-[ ]+)?\{?[ ]*[A-Za-z][A-Za-z-]*"
_BRACES = r"^[ ]*(?:-[ ]+)?(?:[A-Za-z][A-Za-z-]*:[ ]+)?\{"
_FULL_WIDTH: Final = (
    # Each pattern marks a place where YAML's own punctuation has to stand.
    (re.compile(rf"^{_KEY}[ \u3000]*(?P<at>：)[ \u3000]*"), ": "),
    (re.compile(r"^[ ]*(?P<at>\u3000)"), "  "),
    (re.compile(r"^[ ]*(?P<at>[－—])[ \u3000]*(?=[A-Za-z])"), "- "),
    (re.compile(r"^[ ]*(?P<at>＃)[ ]*"), "# "),
    # Words may begin with a quotation mark or a bracket; only a pair around all of them is a slip.
    (re.compile(rf"^{_KEY}:[ ]+(?P<at>[“”＂])(?=[^“”＂]*[“”＂][ ]*$)"), '"'),
    (re.compile(rf"^{_KEY}:[ ]+(?P<at>［|【)(?=[^\[\]［］【】]*[］】][ ]*$)"), "["),
    (re.compile(rf"^{_KEY}:[ ]+\[[^\]\"']*?(?P<at>[，、])[ \u3000]*"), ", "),
    (re.compile(rf"^{_KEY}:[ ]+\[[^\]［【\"']*?(?P<at>］|】)(?=[ ]*$)"), "]"),
    # Inside braces a comma is YAML's own only where the name of a field follows.
    (re.compile(rf"{_BRACES}[^}}\"']*?(?P<at>[，、])[ \u3000]*(?=[A-Za-z-]+[ ]*[:：])"), ", "),
    (re.compile(rf"{_BRACES}[^}}\"']*?,[ ]*[A-Za-z-]+[ ]*(?P<at>：)[ \u3000]*"), ": "),
    (re.compile(r"^school-year:[ ]+[\"']?[0-9]{4}(?P<at>／)"), "/"),
)
_ANY_FULL_WIDTH: Final = re.compile(
    "|".join(pattern.pattern.replace("(?P<at>", "(?:") for pattern, _ in _FULL_WIDTH)
)
"""Asked before each: most lines have nothing of it."""
_DOUBTFUL: Final = re.compile(r"[\t#：\u3000－—＃“”＂［【，、］】／]")
"""What every slip has in it, and so the block: most of those that are English have none."""
_PLAIN: Final = re.compile(
    r"^(?P<key>[ ]*(?:-[ ]+)?[A-Za-z][A-Za-z-]*:[ ]+)(?P<text>[^\"'\[{|>].*)$"
)
_HASH: Final = re.compile(
    rf"^{_KEY}:[ ]+(?![\"'\[{{|>])(?P<text>[^#]*[ ])(?P<at>#)(?=[^ #])(?P<rest>.*)"
)


def typing_slips(source: SourceFile, block: str, first_line: int) -> Iterator[Diagnostic]:
    """Find what an input method or the Tab key typed in place of YAML's punctuation."""
    lines = block.split("\n") if _DOUBTFUL.search(block) else ()
    for number, line in enumerate(lines, start=first_line):
        if "\t" in line and (indent := re.match(r"^ *\t", line)):
            yield TAB_INDENT.at(source.at(number, indent.end()))
        if "#" in line and (lost := _HASH.search(line)):
            key = line[: lost.start("text")]
            yield LOST_AFTER_HASH.at(
                source.at(number, lost.start("at") + 1),
                lost=f"#{lost['rest']}",
                fixed=f"{key.strip()} {quoted(lost['text'] + '#' + lost['rest'])}",
            )
        if not (_DOUBTFUL.search(line) and _ANY_FULL_WIDTH.match(line)):
            continue
        slips = [match for pattern, _ in _FULL_WIDTH if (match := pattern.search(line))]
        fixed = half_width(line) if slips else line
        if fixed != line and _is_readable(fixed):
            first = min(slips, key=lambda match: match.start("at"))
            yield FULL_WIDTH_PUNCTUATION.at(
                source.at(number, first.start("at") + 1),
                character=first["at"],
                line=line.strip(),
                fixed=fixed.strip(),
            )


def half_width(line: str) -> str:
    """Return a front matter line with YAML's punctuation in half width, its text untouched.

    A line that YAML can read stays as it is where it could not be read afterwards.
    """
    typed = _half_width(line)
    is_readable = _is_whole if _is_whole(line) else _is_readable
    if typed == line or is_readable(typed):
        return typed
    if plain := _PLAIN.match(typed):
        remade = plain["key"] + quoted(plain["text"])
        if is_readable(remade):
            return remade
    return line if is_readable(line) else typed


def _half_width(line: str) -> str:
    previous = None
    while line != previous:
        previous = line
        for pattern, typed in _FULL_WIDTH:
            if match := pattern.search(line):
                line = line[: match.start("at")].rstrip(" \u3000" if typed == ": " else "") + (
                    typed + line[match.end() :]
                )
                if typed == '"':
                    line = re.sub(r"[“”＂](?=[ ]*$)", '"', line)
    return line


def quoted(text: str) -> str:
    """Put a text between the quotation marks that need no escape for it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_readable(line: str) -> bool:
    """Say whether YAML can read a line, or the beginning of brackets that a later line closes."""
    return _is_whole(line) or any(
        opening in line and _is_whole(line + closing) for opening, closing in ("{}", "[]")
    )


def _is_whole(line: str) -> bool:
    try:
        yaml.compose(line.strip(" "), Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return False
    return True
