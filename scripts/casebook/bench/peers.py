"""Other generators, given the same texts and asked for as many pages: those that are installed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from casebook.bench.corpus import Case

HUGO: Final = "Hugo"
PAGEFIND: Final = "Pagefind"
MKDOCS: Final = "MkDocs + Material"
STARLIGHT: Final = "Starlight"

_LANGUAGES: Final = ("en", "zh-hant")
_LISTED: Final = ("themes", "areas", "stages", "schools", "years", "modes")
_HUGO_SETTINGS: Final = """
baseURL = "https://casebook.example/"
title = "Casebook"
defaultContentLanguage = "en"
paginate = 24
disableKinds = ["RSS"]
[languages.en]
contentDir = "content/en"
weight = 1
[languages.zh-hant]
contentDir = "content/zh-hant"
weight = 2
[taxonomies]
"""
_FRAME: Final = """<!doctype html><html lang="{{ .Site.Language.Lang }}"><head>
<meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">Casebook</a></header>
<main data-pagefind-body>{{ block "main" . }}{{ end }}</main></body></html>"""
_SINGLE: Final = """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>
{{ range .Params.schools }}<p>{{ . }}</p>{{ end }}{{ .TableOfContents }}{{ .Content }}{{ end }}"""
_LIST: Final = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Paginator.Pages }}
<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Params.summary }}</p></article>
{{ end }}{{ range .Paginator.Pagers }}<a href="{{ .URL }}">{{ .PageNumber }}</a>{{ end }}
{{ end }}"""


def write_hugo(folder: Path, cases: Iterable[Case]) -> None:
    """Write a site for Hugo: bare templates, the same lists, each case in each language."""
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    settings = _HUGO_SETTINGS + "".join(f'{name} = "{name}"\n' for name in _LISTED)
    (folder / "config.toml").write_text(settings, "utf-8")
    for name, template in (("baseof", _FRAME), ("single", _SINGLE), ("list", _LIST)):
        (layouts / f"{name}.html").write_text(template, "utf-8")
    for case in cases:
        text = f"{json.dumps(_front(case), ensure_ascii=False)}\n\n{case.body}\n"
        for language in _LANGUAGES:
            path = folder / "content" / language / "cases" / f"{case.id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def write_mkdocs(folder: Path, cases: Iterable[Case]) -> None:
    """Write a site for stock MkDocs: it has no listings, and each case in each language."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: Casebook\ntheme: {name: material}\n", "utf-8")
    _write_markdown(folder / "docs", cases)


def write_starlight(folder: Path, cases: Iterable[Case], modules: Path) -> None:
    """Write a site for Starlight, whose packages lie in `modules`."""
    content = folder / "src" / "content"
    _write_markdown(content / "docs", cases)
    (folder / "src" / "content.config.ts").write_text(
        "import { defineCollection } from 'astro:content';\n"
        "import { docsLoader } from '@astrojs/starlight/loaders';\n"
        "import { docsSchema } from '@astrojs/starlight/schema';\n"
        "export const collections = {\n"
        "  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n",
        "utf-8",
    )
    (folder / "astro.config.mjs").write_text(
        "import { defineConfig } from 'astro/config';\n"
        "import starlight from '@astrojs/starlight';\n"
        "export default defineConfig({ telemetry: false,\n"
        "  integrations: [starlight({ title: 'Casebook', sidebar: [] })] });\n",
        "utf-8",
    )
    (folder / "package.json").write_text('{"type": "module"}\n', "utf-8")
    (folder / "node_modules").symlink_to(modules)


def hugo() -> Sequence[str] | None:
    """Return the command that builds with Hugo, if it is installed."""
    return ("hugo", "--quiet", "--destination", "public") if shutil.which("hugo") else None


def node_program(modules: Path | None, name: str) -> Sequence[str] | None:
    """Return the command of a program from npm, from `modules` or the search path."""
    local = modules / ".bin" / name if modules else None
    found = str(local) if local and local.exists() else shutil.which(name)
    return (found,) if found else None


def _write_markdown(folder: Path, cases: Iterable[Case]) -> None:
    for case in cases:
        front = json.dumps({"title": case.title, "description": case.facts["summary"]})
        for language in _LANGUAGES:
            path = folder / language / f"{case.id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\n{front}\n---\n\n{case.body}\n", "utf-8")
    (folder / "index.md").write_text("---\ntitle: Casebook\n---\n\nCases.\n", "utf-8")


def _front(case: Case) -> dict[str, object]:
    curriculum = case.facts["curriculum"]
    areas = (*curriculum.get("key-learning-areas", ()), *curriculum.get("learning-areas", ()))
    return {
        "title": case.title,
        "summary": case.facts["summary"],
        "themes": curriculum.get("themes", []),
        "areas": list(areas),
        "stages": curriculum.get("key-stages", []),
        "schools": [school["id"] for school in case.facts["schools"]],
        "years": [case.facts["school-year"]],
        "modes": [case.facts["support"]["mode"]],
    }
