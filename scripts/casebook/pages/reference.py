"""The reference pages for contributors, in the Markdown of hand-written pages.

All words that come from elsewhere stand in HTML blocks and are escaped there: in Markdown a file
name, a message or a line of an example could be read as markup.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from casebook.language import LANGUAGES, Language
from casebook.locale import say
from casebook.pages.fields import compilation_page, fields_page
from casebook.pages.markup import code, code_block, page_head, prose, said
from casebook.reference.content import FROM_ROOT
from casebook.reference.example import HOME, Example, Trial, Version, examples
from casebook.reference.said import said as said_of

_ROOTS: dict[Language, str] = {"en": "", "zh-Hant": "zh-Hant/"}


def reference_pages() -> Iterator[tuple[str, str]]:
    """Yield `src_uri` and Markdown of each reference page, in every language."""
    for language in LANGUAGES:
        folder = f"{_ROOTS[language]}contribute"
        yield f"{folder}/diagnostics.md", diagnostics_page(language)
        yield f"{folder}/front-matter.md", fields_page(language)
        yield f"{folder}/compilations.md", compilation_page(language)


@cache
def diagnostics_page(language: Language) -> str:
    """Return the page that explains every diagnostic, each below a heading with its id."""
    sections = (_section(example, language) for example in examples().values())
    return "\n".join([*page_head("diagnostics", language), _read(language), *sections])


def _read(language: Language) -> str:
    return say(language, "reference.diagnostics.read") + "\n"


def _section(example: Example, language: Language) -> str:
    diagnostic = said_of()[example.id]
    trial = example.trial
    message = [f"<p>{prose(diagnostic.message.in_(language))}</p>"]
    if trial:
        message.insert(0, f"<p>{_place(trial, language)}</p>")
    parts = [
        f"<p><strong>{said(language, f'reference.{diagnostic.severity}')}</strong></p>",
        f"<p>{prose(example.why.in_(language))}</p>",
        *(_version(trial, "failing", language) if trial else ()),
        _label("says", language),
        f"<blockquote>{''.join(message)}</blockquote>",
        _label("help", language),
        f"<blockquote><p>{prose(diagnostic.help.in_(language))}</p></blockquote>",
        *(_version(trial, "fixed", language) if trial else ()),
    ]
    # One block: Markdown reads each by itself, which takes three times as long.
    below = "\n".join(["<div>", *parts, "</div>"])
    return f"## {example.id} {{#{example.id}}}\n\n{below}\n"


def _label(name: str, language: Language) -> str:
    return f"<p><strong>{said(language, f'reference.{name}')}</strong></p>"


def _shown(name: str) -> str:
    """Return a name from the case's folder, or from the folder that holds all."""
    return name.removeprefix(FROM_ROOT)


def _place(trial: Trial, language: Language) -> str:
    """Say where: a file, or a folder, or a place in a file that has lines."""
    place = trial.place
    path = code(_shown(posixpath.relpath(place.path, HOME)))
    if (place.line, place.column) == (1, 1) and not place.path.endswith(".md"):
        return path
    line, column = str(place.line), str(place.column)
    return said(language, "reference.place", path=path, line=line, column=column)


def _version(trial: Trial, name: Literal["failing", "fixed"], language: Language) -> Sequence[str]:
    version = trial.failing if name == "failing" else trial.fixed
    parts = [_label(name, language)]
    folder = _folder(version)
    if name == "failing" and folder not in (HOME, ""):
        parts.append(f"<p>{said(language, 'reference.folder', folder=code(folder))}</p>")
    if not version.files:
        parts.append(f"<p>{said(language, 'reference.no-folder')}</p>")
    if version.beside:
        files = ", ".join(code(_shown(file)) for file in version.beside)
        parts.append(f"<p>{said(language, 'reference.files', files=files)}</p>")
    if version.lines:
        saved_as = trial.saved_as if name == "failing" else None
        key = "reference.in-file-saved-as" if saved_as else "reference.in-file"
        file = said(language, key, file=code(_shown(trial.file)), form=saved_as or "")
        parts += [f"<p>{file}</p>", code_block(version.lines, language)]
    elif len(parts) == 1:
        parts.append(f"<p>{said(language, 'reference.base-again')}</p>")
    return parts


def _folder(version: Version) -> str:
    """Return the folder of the case itself, whatever other cases lie beside it."""
    folders = {posixpath.dirname(path) for path in version.files if path.endswith("/index.md")}
    return HOME if HOME in folders else min(folders, default="")
