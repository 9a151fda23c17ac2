"""Diagnostics as they come to a terminal."""

from __future__ import annotations

import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casebook.characters import as_argument, visible
from casebook.diagnostics import Diagnostic
from casebook.language import Language, Localized

if TYPE_CHECKING:
    from casebook.settings import Site

MAX_EXCERPT: Final = 300_000
"""Bytes of a file from which lines are shown: more than any text that is read."""


def report(diagnostics: Sequence[Diagnostic], site: Site, language: Language) -> None:
    """Print the errors of a build, and how many warnings `casebook check` would show."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    sys.stderr.write(shown(errors, site, language))
    report_warnings(len(diagnostics) - len(errors), language)


def report_warnings(warnings: int, language: Language) -> None:
    """Print how many warnings `casebook check` would show."""
    if warnings:
        words = Localized(
            f"{warnings} more to look at: run casebook check",
            f"另有 {warnings} 項請留意：請執行 casebook check",
        )
        sys.stderr.write(words.in_(language) + "\n")


def all_clear(count: int, language: Language) -> str:
    """Return what a person is told when nothing was found."""
    words = Localized(
        f"{count} case{'' if count == 1 else 's'} checked: nothing to put right",
        f"已檢查 {count} 個案例：沒有需要改正的地方",
    )
    return words.in_(language) + "\n"


def built(pages: int, site_dir: Path, left_out: Sequence[str] | None, language: Language) -> str:
    """Return what a person is told of a finished site."""
    place = visible(str(site_dir))
    lines = [
        Localized(f"Built {pages} pages into {place}", f"已建立 {pages} 頁，存於 {place}"),
        Localized(
            "To look at them: make serve, then open http://127.0.0.1:8000/",
            "如要瀏覽：執行 make serve，然後開啟 http://127.0.0.1:8000/",
        ),
    ]
    if left_out is not None:
        names = ", ".join(map(visible, left_out))
        lines.append(
            Localized(
                f"Left out: {names or 'files that belong to no case'}",
                f"沒有刊登：{names or '不屬任何案例的檔案'}",
            )
        )
    return "".join(line.in_(language) + "\n" for line in lines)


def unchanged(language: Language) -> str:
    """Return what a person is told first where a build would give the same site."""
    words = Localized("Nothing changed since the last build.", "自上次建立網站後沒有改動。")
    return words.in_(language) + "\n"


def refusal(reason: object) -> str:
    """Return what a person is told where a command goes no further; anyone may choose names."""
    return "casebook: " + visible(str(reason), keep="\n") + "\n"


def fill_in(index: Path, language: Language) -> str:
    """Return what to do with a draft that was begun."""
    file, folder = visible(str(index)), as_argument(str(index.parent))
    words = Localized(
        f"Fill in {file}, then run: casebook check {folder}",
        f"請填寫 {file}，然後執行：casebook check {folder}",
    )
    return words.in_(language)


def put_right(file: Path, language: Language) -> str:
    """Return what a person is told of a file that was changed."""
    name = visible(str(file))
    return Localized(f"{name}: put right", f"{name}：已改正").in_(language)


def not_utf8(file: Path, language: Language) -> str:
    """Return what a person is told of a text whose characters cannot be known."""
    name = visible(str(file))
    words = Localized(
        f"{name}: not UTF-8; save it as UTF-8 first", f"{name}：不是 UTF-8；請先存成 UTF-8"
    )
    return words.in_(language)


def no_such(path: Path, language: Language) -> str:
    """Return what a person is told who named a file that is not there."""
    name = visible(str(path))
    return Localized(f"there is no {name}", f"找不到 {name}").in_(language)


def shown(diagnostics: Sequence[Diagnostic], site: Site, language: Language) -> str:
    """Return diagnostics as text, each with the line that it is about."""
    from casebook.renderers import text  # noqa: PLC0415

    root = site.contributions.parent
    return text.render(diagnostics, language, lambda path, n: excerpt_line(root, path, n))


def excerpt_line(root: Path, path: str, number: int) -> str:
    """Return one line of a reported file for an excerpt; "" where it cannot be shown."""
    file = root / path
    try:
        status = file.lstat()
        # A link could show a file of this machine, and a pipe would never end.
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1 or status.st_size > MAX_EXCERPT:
            return ""
        whole = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    if "\0" in whole:
        return ""
    lines = whole.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
