"""A title, text or document names a kind of work that others own, and none is declared.

Examination papers, textbook pages, songs and screenshots are what teachers use most. The words are
a data file, `unregistered-works.yaml`: few and narrow, since a warning that is often wrong is
not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from casebook.assets.words import passages
from casebook.checks.context import Context
from casebook.contribution import CaseText, Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized

KIND = DiagnosticKind(
    "unregistered-work",
    "warning",
    Localized(
        '"{words}"{where} sounds like {name}, which others own, but no work of others is declared '
        "for {place}",
        "{where}「{words}」似是{name}，版權屬他人，但{place}沒有登記他人的作品",
    ),
    Localized(
        "if it is shown here, add under third-party: {{work: …, in: {in_}, owner: …, basis: "
        "permission, evidence: …}}; if it is your own, say so in its title",
        "如在此刊登，在 third-party 加上：{{work: …, in: {in_}, owner: …, basis: permission, "
        "evidence: …}}；如是自己的作品，在標題寫明",
    ),
)

_NOWHERE: Final = Localized("", "")


@dataclass(frozen=True, slots=True)
class _Group:
    name: Localized
    titles: re.Pattern[str]
    text_holds: tuple[bytes, ...]
    text: re.Pattern[str]
    documents: re.Pattern[str]


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Look for the words in titles, descriptions, documents and texts without a declaration."""
    del context
    declared = {work.in_ for work in case.metadata.third_party}
    for index, material in enumerate(case.metadata.materials):
        if material.use == "publish" and material.file and material.file not in declared:
            said = "\n".join(filter(None, (material.title, material.alt)))
            place = case.value("materials", index, "title")
            found = _in_title(said, material.file, place) or _in_file(case, material.file)
            if found:
                yield found
    if "text" not in declared:
        for text in case.texts.values():
            if found := _in_text(case, text):
                yield found


def _in_text(case: Contribution, text: CaseText) -> Diagnostic | None:
    plain = text.text.plain
    small = _in_small_letters(plain)
    for group in _groups():
        if not any(word in small for word in group.text_holds):
            continue
        if match := group.text.search(plain):
            return _named(group, match, "text", _place(case, text, match))
    return None


def _in_title(said: str, file: str, place: Location) -> Diagnostic | None:
    for group in _groups():
        if match := group.titles.search(said):
            return _named(group, match, file, place)
    return None


def _in_file(case: Contribution, name: str) -> Diagnostic | None:
    """Read the words of a document: a copied page says in small print whose it is."""
    facts = case.files.get(name)
    if facts is None:
        return None
    path = f"{case.path.rsplit('/', 1)[0]}/{name}"
    for passage in passages(facts):
        for group in _groups():
            if match := group.documents.search(passage.text) or group.text.search(passage.text):
                where = Localized(f" in {passage.where.en}", f"{passage.where.zh_hant}的")
                return _named(group, match, name, Location(path, passage.line), where)
    return None


def _named(
    group: _Group,
    match: re.Match[str],
    in_: str,
    place: Location,
    where: Localized = _NOWHERE,
) -> Diagnostic:
    shown = Localized("its text", "正文") if in_ == "text" else Localized(f'"{in_}"', f"「{in_}」")
    words = " ".join(match[0].split())
    return KIND.at(place, words=words, where=where, name=group.name, place=shown, in_=in_)


def _place(case: Contribution, text: CaseText, match: re.Match[str]) -> Location:
    """Locate a passage: the words of a paragraph lie in the file as in the text, or nearly."""
    if text.path == case.path:
        first = match[0].split("\n")[0]
        for number, line in enumerate(case.front_matter.source.text.split("\n"), start=1):
            if number >= case.front_matter.body_line and first in line:
                return Location(text.path, number, line.index(first) + 1)
    return Location(text.path)


@cache
def _groups() -> tuple[_Group, ...]:
    text = files(__package__).joinpath("unregistered-works.yaml").read_text(encoding="utf-8")
    entries: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return tuple(
        _Group(
            Localized(entry["name"]["en"], entry["name"]["zh-Hant"]),
            _any_of(entry["titles"]),
            tuple(map(_in_small_letters, entry["text-holds"])),
            _any_of(entry["text"]),
            _any_of(entry["documents"]),
        )
        for entry in entries.values()
    )


def _in_small_letters(text: str) -> bytes:
    """Return a text with small letters of ASCII for all that an expression takes for the same."""
    # Bytes know capitals of ASCII alone, in a tenth of the time.
    return text.replace("ſ", "s").replace("\u212a", "k").encode("utf-8", "surrogatepass").lower()


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)", re.IGNORECASE)
