"""One case, one compilation and a publisher, every word of which is hostile, and their harmless twin.

A hostile value is valid for its field, and ends a text, an attribute, a script, a cell or a
template wherever it is not escaped.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from tests.assets.documents import plain
from tests.compiling.pages import facts, write_case, write_page
from tests.publish.conftest import CASEBOOK, ENVIRONMENT, lay_out
from tests.rights.cases import Case
from tests.rights.test_withdrawal import picture

Words = Callable[[str], str]
"""Makes the value of a field of its name."""

_WHERE: Final = re.compile(r"=([a-z]+|[\u4e00-\u9fff]+) ")
"""What every hostile value begins with."""
_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
ADDRESS: Final = "https://example.org/?a=1&b=%22%3E"


def hostile(name: str) -> str:
    """Return a value of up to 120 characters; nothing in it may be obeyed or lost."""
    return (
        f"""={name} & "q" 'a' <word> </script> ]]> --> &lt;b&gt; ${{x}} {{{{x}}}} {{0}} %s """
        """%(x)s \\ `b` [l](u) ##[m] ;"=1"""
    )


def harmless(name: str) -> str:
    """Return a value with as little to escape as a name has."""
    return f"{name} 甲" if re.match(r"[\u4e00-\u9fff]", name) else f"{name} words"


def torn(text: str) -> list[str]:
    """Return the hostile values in a text that are not whole, each from where it begins."""
    found = (text[match.start() :] for match in _WHERE.finditer(text))
    return [
        value[:160]
        for value in found
        if (match := _WHERE.match(value)) and not value.startswith(hostile(match[1]))
    ]


def names_in(text: str) -> set[str]:
    """Return the names of the fields whose hostile values stand in a text."""
    return {match[1] for match in _WHERE.finditer(text)}


def strings(data: object) -> Iterator[str]:
    """Yield every text in what JSON or TOML holds, names of fields among them."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from (str(name), *strings(value))
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def as_words(text: str) -> str:
    """Return Markdown that means just these words."""
    return _PUNCTUATION.sub(r"\\\1", text)


def start_build(folder: Path, of: Words) -> subprocess.Popen[str]:
    """Lay a whole Casebook out below `folder`, and begin to build its site."""
    lay_out(folder)
    _write_settings(folder / "mkdocs.yml", of)
    given = _case(of)
    name = "2024-25/first"
    index = write_case(folder, "first", given, photo_png=picture(3), plan_docx=plain("docx"))
    _write_translation(index / "index.zh-Hant.md", of)
    gone = {"status": "withdrawn", "withdrawn": {"date": "2026-03-03", "reason": of("reason")}}
    write_case(folder, "gone", Case(schools=[_school(of)], more={"title": of("gone"), **gone}))
    part = {"case": name, "sections": "all", "materials": ["photo.png"]}
    words = {"title": "comp", "summary": "csum", "editor": "editor", "modified": "modified"}
    head = {field: of(word) for field, word in words.items()}
    write_page(folder, facts(part | {"introduction": of("intro")}, **head))
    return subprocess.Popen(
        [CASEBOOK, "build"],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _school(of: Words) -> dict[str, Any]:
    name = {"en": of("school"), "zh-Hant": of("校")}
    return {"id": "lakeview-ps", "name": name, "level": ["primary"], "district": "sha-tin"}


def _case(of: Words) -> Case:
    materials: list[dict[str, Any]] = [
        {
            "file": "photo.png", "type": "photograph", "title": of("photo"), "alt": of("alt"),
            "people": "none", "use": "publish", "ai": {"tool": of("tool"), "by": of("by")},
        },
        {"file": "sheet.csv", "type": "worksheet", "title": of("sheet"), "use": "publish"},
        {"file": "plan.docx", "type": "lesson-plan", "title": of("plan"), "use": "publish"},
        {"type": "lesson-plan", "title": of("kept"), "use": "on-request"},
    ]  # fmt: skip
    permission = {"basis": "permission", "evidence": of("letter"), "expires": "2027-08-31"}
    others = [
        {"work": of("work"), "in": "sheet.csv", "owner": of("owner")} | permission,
        {"work": of("quoted"), "in": "text", "owner": of("author")}
        | {"basis": "quotation", "source": of("source")},
    ]
    more = {
        "title": of("title"),
        "summary": of("summary"),
        "keywords": [of("keyword"), "garden"],
        "evidence": {"basis": of("basis"), "found": of("found")},
        "contributors": [
            {"name": of("person"), "role": "coordinator", "school": "lakeview-ps"},
        ],
        "ai": {"tool": of("machine"), "by": of("hand")},
    }
    return Case(
        mode="learning-communities",
        schools=[_school(of)],
        materials=materials,
        third_party=others,
        more=more,
        text=_text(of),
    )


def _text(of: Words) -> str:
    said = {name: as_words(of(name)) for name in ("head", "body", "link", "shown", "cell", "note")}
    return (
        f"## {said['head']}\n\n{said['body']}[^1] [{said['link']}]({ADDRESS})\n\n"
        f'![{said["shown"]}](photo.png "{as_words(of("caption"))}")\n\n'
        f"| One | Two |\n|---|---|\n| {said['cell']} | b |\n\n"
        f"~~~\n{of('code')}\n~~~\n\n[^1]: {said['note']}\n"
    )


def _write_translation(file: Path, of: Words) -> None:
    front = {
        "title": of("題"),
        "summary": of("摘要"),
        "evidence": {"basis": of("依據"), "found": of("發現")},
        "materials": [
            {"file": "photo.png", "title": of("相"), "alt": of("描述")},
            {"file": "sheet.csv", "title": of("表")},
            {"file": "plan.docx", "title": of("教案")},
        ],
        "translator": {"name": of("譯者"), "machine": "true"},
    }
    text = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
    body = f"## {as_words(of('標題'))}\n\n{as_words(of('正文'))}\n"
    file.write_text(f"---\n{text}---\n\n{body}", encoding="utf-8")


def _write_settings(file: Path, of: Words) -> None:
    """Give the publisher, a community and an example of a search hostile names too."""

    def pair(en: str, zh_hant: str) -> str:
        names = (json.dumps(of(name), ensure_ascii=False) for name in (en, zh_hant))
        return "{{en: {}, zh-Hant: {}}}".format(*names)

    text = file.read_text("utf-8")
    for before, after in (
        ("{en: Education Bureau, zh-Hant: 教育局}", pair("bureau", "局")),
        ("{en: Writing in Primary, zh-Hant: 小學寫作}", pair("community", "社群")),
        ("en: [peer feedback,", f"en: [{json.dumps(of('example'))},"),
    ):
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")
