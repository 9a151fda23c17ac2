"""The hand-written pages tell the truth: their examples run, and their facts are the program's."""

from __future__ import annotations

import io
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from casebook.language import Language
from casebook.limits import size_in_words
from casebook.pipeline import check_folder
from casebook.reference.content import base_case
from casebook.reference.example import HOME, Version, examples
from casebook.reference.trial import tried
from casebook.renderers.text import render
from casebook.settings import load_site
from tests.assets.documents import plain

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ENGLISH = sorted(
    path.relative_to(DOCS)
    for path in DOCS.rglob("*.md")
    if path.relative_to(DOCS).parts[0] != "zh-Hant"
)
PLAIN = [path for path in ENGLISH if path.parts[0] != "development"]
GUIDES: list[tuple[Language, Path]] = [
    ("en", DOCS / "contribute" / "index.md"),
    ("zh-Hant", DOCS / "zh-Hant" / "contribute" / "index.md"),
]


def headings(path: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.findall(r"^(#+) ", text, re.MULTILINE)


def code_blocks(path: Path) -> list[str]:
    return re.findall(r"```\w+\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", ENGLISH, ids=str)
def test_every_page_has_its_twin_in_chinese(page: Path) -> None:
    assert (DOCS / "zh-Hant" / page).is_file()


@pytest.mark.parametrize("page", PLAIN, ids=str)
def test_twins_have_the_same_parts(page: Path) -> None:
    assert headings(DOCS / page) == headings(DOCS / "zh-Hant" / page)


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=str)
def test_every_address_is_the_publishers(page: Path) -> None:
    contact = load_site(ROOT / "mkdocs.yml").settings.publisher.contact
    found = set(re.findall(r"[\w.-]+@[\w.-]+\w", page.read_text("utf-8")))
    assert found <= {contact}


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=str)
def test_every_page_says_what_it_is_about(page: Path) -> None:
    compiled = page.parent.name == "compilations"
    first = r"---\ntitle: .+\nsummary: " if compiled else r"---\ndescription: "
    assert re.match(first, page.read_text("utf-8"))


@pytest.mark.parametrize(("language", "guide"), GUIDES)
def test_the_example_to_copy_has_nothing_wrong(
    language: Language, guide: Path, tmp_path: Path
) -> None:
    case = next(block for block in code_blocks(guide) if block.startswith("---"))
    folder = tmp_path / "contributions" / "2024-25" / "peer-feedback-in-writing"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(case, encoding="utf-8")
    (folder / "rubric.docx").write_bytes(plain("docx"))
    checked = check_folder(tmp_path / "contributions", date(2026, 8, 31))
    assert checked.diagnostics == ()
    assert [one.language for one in checked.collection.cases] == [language]


@pytest.mark.parametrize(("language", "guide"), GUIDES)
def test_the_entry_of_a_picture_has_nothing_wrong(language: Language, guide: Path) -> None:
    del language
    entry = next(block for block in code_blocks(guide) if block.startswith("  - file: drafts.jpg"))
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "#eff4f1").save(picture, "JPEG")
    text = base_case()["index.md"].decode().replace("materials:\n", f"materials:\n{entry}")
    case = {**base_case(), "index.md": text.encode(), "drafts.jpg": picture.getvalue()}
    files = {f"{HOME}/{name}": content for name, content in case.items()}
    assert tried(Version(files, "", ())) == ()


@pytest.mark.parametrize(("language", "guide"), GUIDES)
def test_the_message_to_read_is_a_real_one(language: Language, guide: Path) -> None:
    trial = examples()["unknown-term"].trial
    assert trial

    def line_of(path: str, number: int) -> str:
        content = trial.failing.files[path]
        assert isinstance(content, bytes)
        return content.decode("utf-8").splitlines()[number - 1]

    report = render(tried(trial.failing), language, line_of)
    assert report.split("\n\n")[0] + "\n" in code_blocks(guide)


@pytest.mark.parametrize(("language", "guide"), GUIDES)
def test_the_largest_file_is_as_large_as_they_say(language: Language, guide: Path) -> None:
    del language
    limit = load_site(ROOT / "mkdocs.yml").settings.limits.file
    assert size_in_words(limit) in guide.read_text("utf-8")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=~ ]", one)[0] for one in wanted}
    page = (DOCS / "development" / "dependencies.md").read_text("utf-8")
    assert sorted(name for name in names if f"`{name}`" not in page) == []
