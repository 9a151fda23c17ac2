"""Names come from anyone: a terminal obeys none of them, and neither does a shell."""

from __future__ import annotations

import shlex
import subprocess
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from docx import Document

from casebook.cli import main
from casebook.cli.building import _report_faults
from casebook.language import LANGUAGES, Language
from casebook.pipeline import check_folder
from casebook.source import decode
from casebook.verification import Fault
from tests.conftest import ROOT
from tests.hostile.test_hostile import obeyed
from tests.rights.cases import Case

EVIL: Final = "\x1b]0;a\x07\u202eb\u009b2J"
COMMAND: Final = "a b; $(touch ran) `touch ran` '\"&|"


def inert(text: str) -> bool:
    return not any(obeyed(character) for character in text if character != "\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", EVIL],
        ["check", "--contributions", EVIL],
        ["check", "--config", EVIL],
        ["check", "--executor", EVIL],
        ["new", EVIL],
        ["new", f"2024-25/{EVIL}"],
        ["import", f"{EVIL}.docx"],
        ["fix", EVIL],
        ["build", "--site-dir", f"/proc/{EVIL}"],
    ],
    ids=lambda one: " ".join(part for part in one if part.isprintable()),
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_shows_what_was_named_and_sends_no_order(
    arguments: list[str], language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [*arguments, "--lang", language, "--cache-dir", str(tmp_path / "cache")]
    if "--config" not in given:
        given += ["--config", str(ROOT / "mkdocs.yml")]
    if "--contributions" not in given:
        given += ["--contributions", str(tmp_path)]
    assert main(given) == 2
    said = "".join(capsys.readouterr())
    assert inert(said), said
    assert "\\x1b" in said


def test_what_is_wrong_with_a_site_sends_no_order(capsys: pytest.CaptureFixture[str]) -> None:
    _report_faults([Fault(f"{EVIL}.html", 1, "unknown-file", EVIL)], "en")
    said = capsys.readouterr().err
    assert inert(said), said
    assert "\\x1b" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_to_copy_names_the_file_and_nothing_else(language: Language) -> None:
    path = f"contributions/2024-25/{COMMAND}/index.md"
    _, (mark, ends) = decode(b"\xef\xbb\xbfa\r\n", path)
    for one in (mark, ends):
        words = one.help.in_(language)
        quoted = words[words.index("casebook fix ") :].removesuffix(" converts them")
        assert shlex.split(quoted.removesuffix(" 可以轉換")) == ["casebook", "fix", path]


def test_a_shell_runs_nothing_of_a_name_that_is_copied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / COMMAND
    shared = ["--config", str(ROOT / "mkdocs.yml"), "--cache-dir", str(tmp_path / "cache")]
    assert main(["new", "2024-25/a-case", "--contributions", str(folder), *shared]) == 0
    command = capsys.readouterr().out.strip().partition("run: casebook ")[2]
    done = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {command}"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["check", f"{folder}/2024-25/a-case"]
    assert not (tmp_path / "ran").exists()


def test_a_word_file_without_a_usable_name_is_named_for_a_shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "$(「」) '.docx"
    Document().save(str(file))
    shared = ["--config", str(ROOT / "mkdocs.yml"), "--contributions", str(tmp_path / "new")]
    assert main(["import", str(file), *shared]) == 2
    said = capsys.readouterr().err.strip().partition("for example: ")[2]
    assert shlex.split(said) == ["casebook", "import", file.name, "peer-feedback-in-writing"]


def test_no_table_holds_what_a_terminal_obeys(tmp_path: Path) -> None:
    """What a terminal would obey is refused where it is read, so that no table holds it."""
    folder = Case(more={"title": "mark"}).write(tmp_path / "contributions/2024-25/a")
    index = folder / "index.md"
    index.write_text(index.read_text("utf-8").replace("mark", '"\\e[2J"'), encoding="utf-8")
    assert check_folder(tmp_path / "contributions", date(2026, 8, 31)).collection.cases == ()
