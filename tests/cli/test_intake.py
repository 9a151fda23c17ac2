"""Before a file is kept: cleaned, imported without what it tells, and refused in a commit."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import html5lib
import pytest
from docx import Document

from casebook.cli import main
from casebook.importing import import_word
from casebook.markdown import read_text, render
from casebook.pipeline import check_folder
from casebook.reference.content import base_case
from tests.assets.conftest import MAKERS, PERSON, jpeg, word

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 8, 31)


def run(folder: Path, *arguments: str) -> int:
    config = str(ROOT / "mkdocs.yml")
    return main([arguments[0], "--config", config, "--contributions", str(folder), *arguments[1:]])


@pytest.fixture
def contributions(tmp_path: Path) -> Path:
    """Give a folder with one valid case."""
    case = tmp_path / "contributions" / "2024-25" / "peer-feedback-in-writing"
    case.mkdir(parents=True)
    for name, content in base_case().items():
        (case / name).write_bytes(content)
    return tmp_path / "contributions"


def add_word_file(contributions: Path, content: bytes) -> Path:
    case = contributions / "2024-25" / "peer-feedback-in-writing"
    entry = "materials:\n  - {file: plan.docx, type: worksheet, title: Plan, use: publish}\n"
    text = (case / "index.md").read_text("utf-8").replace("materials:\n", entry, 1)
    (case / "index.md").write_text(text, encoding="utf-8")
    (case / "plan.docx").write_bytes(content)
    return case / "plan.docx"


def test_fix_cleans_every_kind_of_file(contributions: Path, told: tuple[str, bytes]) -> None:
    name, content = told
    file = contributions / name
    file.write_bytes(content)
    assert run(contributions, "fix", str(file)) == 0
    assert PERSON.encode() not in file.read_bytes()


def test_fix_leaves_comments_for_their_author_to_delete(
    contributions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document()
    document.core_properties.author = PERSON
    run_of_text = document.add_paragraph("A plan").runs[0]
    document.add_comment(run_of_text, "Is this fair to the pupils?", author=PERSON)
    data = io.BytesIO()
    document.save(data)
    file = add_word_file(contributions, data.getvalue())
    assert run(contributions, "fix", str(contributions)) == 1
    assert file.read_bytes() == data.getvalue()
    assert "still has comments" in capsys.readouterr().out


def test_fix_leaves_a_clean_file_as_it_is(contributions: Path) -> None:
    before = {path: path.read_bytes() for path in contributions.rglob("*") if path.is_file()}
    assert run(contributions, "fix", str(contributions)) == 0
    assert {path: path.read_bytes() for path in before} == before


def test_a_name_in_a_file_is_an_error_at_intake_alone(contributions: Path) -> None:
    document = Document()
    document.core_properties.author = PERSON
    data = io.BytesIO()
    document.save(data)
    add_word_file(contributions, data.getvalue())
    assert run(contributions, "check") == 0
    assert run(contributions, "check", "--intake") == 1


def imported(tmp_path: Path, document: bytes, file: str, name: str | None = None) -> str:
    (tmp_path / file).write_bytes(document)
    return import_word(tmp_path / "new", tmp_path / file, name, TODAY).index.read_text("utf-8")


def test_import_takes_the_title_the_text_and_clean_pictures(tmp_path: Path) -> None:
    document = Document(io.BytesIO(word()))
    document.paragraphs[0].insert_paragraph_before("What <we> did", style="Heading 1")
    document.paragraphs[0].insert_paragraph_before("Peer feedback: how", style="Title")
    document.add_paragraph("# 1 | 2", style="List Bullet")
    data = io.BytesIO()
    document.save(data)
    text = imported(tmp_path, data.getvalue(), "Peer feedback.docx")
    assert 'title: "Peer feedback: how"' in text
    assert "## What \\<we> did" in text
    assert "- \\# 1 \\| 2" in text
    assert "![](picture-1.jpg)" in text
    (picture,) = (tmp_path / "new").rglob("*.jpg")
    assert PERSON.encode() not in picture.read_bytes()
    assert not list((tmp_path / "new").rglob("*.docx"))


WORDS = (
    r"\<b>x</b> \\<script>alert(1)</script>",
    "&lt;script&gt; &amp; &#60;b&#62; a & b",
    "`code` ``<b>`` ~~gone~~ *x* _y_",
    r"[a](javascript:alert(1)) \[b](c) ![d](e.png) [^1] [!NOTE]",
    "~~~", "```", "---", "===", "***", "- - -", "+ a", "12) b", "# c #", "> d", "|e|f|", "- [ ] g",
    "<https://e.example> <a@b.example>",
    "C:\\new {{x}} ${x} {0} %s end\\",
)  # fmt: skip


def test_import_writes_every_word_as_a_word(tmp_path: Path) -> None:
    document = Document()
    for words in WORDS:
        document.add_paragraph(words)
    document.add_heading("=1 <h> # x #", 1)
    table = document.add_table(2, 1)
    for row, words in zip(table.rows, (r"\|a|`b|c`", "<i>"), strict=True):
        row.cells[0].text = words
    data = io.BytesIO()
    document.save(data)
    text = imported(tmp_path, data.getvalue(), "words.docx").split("\n---\n", 1)[1]
    read = read_text(text, path="index.md")
    assert [one.id for one in read.diagnostics if one.severity == "error"] == []
    assert read.text
    html = html5lib.parseFragment(
        render(read.text, language="en", pictures={}), namespaceHTMLElements=False
    )
    shown = [" ".join("".join(one.itertext()).split()) for one in html if one.tag == "p"]
    assert shown == list(WORDS)
    used = {str(one.tag) for one in html.iter()} - {"DOCUMENT_FRAGMENT", "p", "h2", "a"}
    assert used == {"div", "table", "thead", "tbody", "tr", "th", "td"}
    # An address is a link wherever it stands, as in an e-mail.
    links = {one.get("href") for one in html.iter("a")}
    assert links <= {"https://e.example", "mailto:a@b.example"}
    cells = ["".join(one.itertext()) for one in html.iter() if one.tag in ("th", "td", "h2")]
    assert cells == ["=1 <h> # x #", r"\|a|`b|c`", "<i>"]


def test_an_imported_case_lacks_what_only_its_author_knows(tmp_path: Path) -> None:
    imported(tmp_path, word(), "plan.docx", "2024-25/peer-feedback")
    errors = [
        one.id for one in check_folder(tmp_path / "new", TODAY).diagnostics
        if one.severity == "error"
    ]  # fmt: skip
    assert errors == ["missing-alt", "missing-people", "missing-alt-text"]


def test_import_knows_chinese(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("同儕互評讓學生學會給予和採納建議。")
    data = io.BytesIO()
    document.save(data)
    text = imported(tmp_path, data.getvalue(), "同儕互評.docx", "peer-feedback")
    assert "language: zh-Hant" in text


@pytest.mark.parametrize(
    ("name", "file", "content"),
    [
        (None, "同儕互評.docx", word()),
        ("Peer Feedback", "plan.docx", word()),
        (None, "plan.docx", b"nothing"),
        (None, "plan.pdf", MAKERS["plan.pdf"]()),
    ],
)
def test_import_refuses_what_it_cannot_begin(
    tmp_path: Path, name: str | None, file: str, content: bytes
) -> None:
    (tmp_path / file).write_bytes(content)
    given = [str(tmp_path / file), *([name] if name else [])]
    assert run(tmp_path / "new", "import", *given) == 2
    assert not (tmp_path / "new").exists()


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.com", "GIT_COMMITTER_NAME": "T",
        "GIT_COMMITTER_EMAIL": "t@example.com", "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


@pytest.fixture
def repository(contributions: Path) -> Path:
    """Give a repository that runs our hook, with one case staged."""
    root = contributions.parent
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    git(root, "init", "--quiet")
    git(root, "config", "core.hooksPath", str(ROOT / ".githooks"))
    git(root, "add", "contributions")
    return root


def test_a_clean_case_is_committed(repository: Path) -> None:
    commit = git(repository, "commit", "--message", "contributions: Add a case")
    assert commit.returncode == 0, commit.stderr + commit.stdout


def test_a_commit_that_would_keep_a_place_is_refused(repository: Path) -> None:
    file = repository / "contributions/2024-25/peer-feedback-in-writing/wall-in-april.jpg"
    file.write_bytes(jpeg())
    git(repository, "add", "contributions")
    file.unlink()
    commit = git(repository, "commit", "--message", "contributions: Add a picture")
    assert commit.returncode == 1
    assert "location-inside" in commit.stdout + commit.stderr


def test_a_commit_is_judged_by_what_it_would_keep(repository: Path) -> None:
    case = repository / "contributions/2024-25/peer-feedback-in-writing"
    (case / "index.md").write_text("half a sentence", encoding="utf-8")
    assert git(repository, "commit", "--message", "contributions: Add a case").returncode == 0


def test_git_takes_no_folder_for_an_option_or_a_pattern(repository: Path) -> None:
    git(repository, "commit", "--message", "contributions: Add a case")
    sound = repository / "contributions/2024-25/peer-feedback-in-writing/index.md"
    sound.write_text("half a sentence", encoding="utf-8")
    for name in (b"--help", b":!(top)", b"-z", b":(glob)**", b"a\xff", b"a\nb"):
        folder = repository / "contributions" / os.fsdecode(name) / "case"
        folder.mkdir(parents=True)
        (folder / "index.md").write_bytes(b"half a sentence")
    git(repository, "add", "contributions")
    commit = git(repository, "commit", "--message", "contributions: Add folders")
    said = commit.stdout + commit.stderr
    assert commit.returncode == 1, said
    assert "contributions/2024-25/peer-feedback-in-writing/index.md" in said
    for shown in ("--help", ":!(top)", "-z", ":(glob)**", r"a\xff", r"a\nb"):
        assert f"contributions/{shown}" in said
    assert "Casebook itself" not in said
    assert "Git repository" not in said


def test_a_commit_of_other_files_is_let_pass(repository: Path) -> None:
    git(repository, "commit", "--message", "contributions: Add a case")
    (repository / "README.md").write_text("Read me.", encoding="utf-8")
    git(repository, "add", "README.md")
    assert git(repository, "commit", "--message", "Add a word").returncode == 0
