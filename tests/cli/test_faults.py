"""Whatever goes wrong, a person reads a sentence, and a status says what kind it was."""

from __future__ import annotations

import sqlite3
import subprocess
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from casebook.checks.context import Context
from casebook.cli import faults
from casebook.cli.status import FAULT
from casebook.examining import Terms, examine
from casebook.faults import case_of, described
from casebook.limits import DEFAULTS
from casebook.loader import load_folder
from tests.conftest import ROOT
from tests.publish.conftest import CASEBOOK, limited, obey_modes, one_case, whole


def casebook(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return limited(CASEBOOK, *arguments, limit=obey_modes)


def test_says_that_the_named_folder_is_not_there() -> None:
    done = casebook("check", "--contributions", "/no/such")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "casebook: there is no folder /no/such\n"


def test_says_that_nothing_is_staged_outside_a_repository(tmp_path: Path) -> None:
    done = casebook("check", "--staged", "--contributions", tmp_path)
    assert done.returncode == 2
    assert f"{tmp_path} is in no Git repository" in done.stderr
    assert "usage" not in done.stderr


@pytest.mark.parametrize("name", ["index.md", "strips.png", "."])
def test_a_file_that_may_not_be_read_is_reported_at_its_place(tmp_path: Path, name: str) -> None:
    folder = one_case(tmp_path / "contributions") / "2024-25/talking-through-fractions"
    unread = folder / name
    unread.chmod(0)
    done = casebook("check", "--contributions", tmp_path / "contributions")
    unread.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert "cannot-be-read" in done.stdout
    assert unread.relative_to(tmp_path).as_posix() in done.stdout
    assert "Permission denied" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_what_is_kept_and_is_not_ours_is_thrown_away_and_made_again(tmp_path: Path) -> None:
    one_case(tmp_path / "contributions")
    kept = tmp_path / "cache"
    command = ("build", "--contributions", tmp_path / "contributions", "--cache-dir", kept)
    built = casebook(*command, "--site-dir", tmp_path / "site")
    assert built.returncode == 0, built.stderr
    (file,) = kept.iterdir()  # no log of the database stays: what is dropped is nowhere
    with sqlite3.connect(file) as database:
        for (key,) in database.execute("SELECT key FROM kept").fetchall():
            seal = sha256(key + b"not ours").digest()
            database.execute(
                "UPDATE kept SET value = 'not ours', digest = ? WHERE key = ?", (seal, key)
            )
        database.execute("UPDATE kept SET value = CAST(value AS BLOB)")
    again = casebook(*command, "--site-dir", tmp_path / "again")
    assert again.returncode == 0, again.stderr
    first, second = whole(tmp_path / "site"), whole(tmp_path / "again")
    assert first == second


def test_an_output_that_nobody_reads_is_no_fault() -> None:
    with subprocess.Popen(
        [CASEBOOK, "schema"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as schema:
        assert schema.stdout
        assert schema.stderr
        schema.stdout.close()
        assert schema.stderr.read() == ""
    assert schema.returncode == 141


def test_an_error_names_its_line_and_cannot_command_a_terminal() -> None:
    with pytest.raises(ValueError, match="red") as raised:
        raise ValueError("\x1b[31mred\n" + "a" * 500)
    words = described(raised.value)
    assert words.startswith("ValueError: \\x1b[31mred aaa")
    assert len(words) < 250


def test_the_case_that_was_at_work_is_found() -> None:
    case = load_folder(ROOT / "contributions/2024-25/talking-through-fractions").contribution
    assert case
    with pytest.raises(KeyError) as raised:
        case.text_for("en").material_titles["no such file"]
    assert case_of(raised.value) == "contributions/2024-25/talking-through-fractions/index.md"


def test_a_fault_of_casebook_has_a_status_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError) as raised:
        raise KeyError("a")
    assert faults.told(raised.value, "en") == FAULT == 4
    told = capsys.readouterr().err
    assert told.startswith("casebook: Casebook itself failed: KeyError: 'a'\n")
    assert "Traceback" not in told
    assert faults.told(raised.value, "zh-Hant") == 4
    assert "本系統出錯" in capsys.readouterr().err


def test_a_traceback_is_there_for_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_DEBUG", "1")
    with pytest.raises(KeyError):
        faults.told(KeyError("a"), "en")


def test_one_case_that_trips_casebook_does_not_stop_the_others(tmp_path: Path) -> None:
    """No case is known that does: a name that no system allows stands for it."""
    terms = Terms(Context(date(2026, 11, 25)), DEFAULTS)
    (found,) = examine(tmp_path / "contributions/2024-25/na\0me", terms).diagnostics
    assert (found.id, found.severity) == ("internal-error", "error")
    assert found.location.path == "contributions/2024-25/na\0me"
    assert "ValueError: embedded null byte (contents.py:" in found.message.en
