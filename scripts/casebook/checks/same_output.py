"""Two files of a case would be one on the site: each picture gives pictures of other widths."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.assets.derivatives import published_names
from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind
from casebook.language import Localized

KIND = DiagnosticKind(
    "same-output",
    "error",
    Localized(
        '"{name}" and "{twin}" would both be published as "{output}"',
        "「{name}」和「{twin}」會以同一名稱「{output}」刊登",
    ),
    Localized(
        "rename one of the two, its ending apart, here and in the folder",
        "把其中一個檔案改名（副檔名以外的部分也須不同），資料夾和這裏都要改",
    ),
)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Hold the names of everything that is published of one file against those of the others."""
    del context
    taken: dict[str, str] = {}
    for index, material in enumerate(case.metadata.materials):
        facts = case.files.get(material.file or "")
        if material.use != "publish" or facts is None:
            continue
        for output in published_names(facts):
            twin = taken.setdefault(output.casefold(), facts.name)
            # The same name once more, in other capitals or not, has a message of its own.
            if twin.casefold() != facts.name.casefold():
                place = case.value("materials", index, "file")
                yield KIND.at(place, name=facts.name, twin=twin, output=output)
                break
