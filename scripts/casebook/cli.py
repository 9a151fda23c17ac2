"""The command line: the only place that prints."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from casebook.diagnostics import Diagnostic
from casebook.language import LANGUAGES, Language, as_language
from casebook.settings import SettingsError, Site, load_site

CLEAN, ERRORS, USAGE = 0, 1, 2
FORMATS = ("text", "json", "github", "sarif")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 if clean, 1 on errors in a contribution, 2 on wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        site = load_site(options.config, options.contributions)
    except SettingsError as error:
        print(f"casebook: {error}", file=sys.stderr)
        return USAGE
    match options.command:
        case "check":
            return _check(options, site)
        case "build":
            return _build(options, site)
        case "serve":
            return _mkdocs(options, site, "serve", "--dev-addr", options.address)
        case "schema":
            return _schema()
    return USAGE


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="FILE")
    shared.add_argument("--contributions", type=Path, default=None, metavar="DIR")
    shared.add_argument("--site-dir", type=Path, default=None, metavar="DIR")
    shared.add_argument("--lang", choices=LANGUAGES, default=_environment_language())
    parser = argparse.ArgumentParser(
        prog="casebook", description="Validate case studies and compile them into a site."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser(
        "check", parents=[shared], help="say what is wrong, and what to type"
    )
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    check.add_argument("--format", choices=FORMATS, default="text")
    commands.add_parser("build", parents=[shared], help="check everything and build the site")
    serve = commands.add_parser("serve", parents=[shared], help="build, serve, rebuild on change")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    commands.add_parser(
        "schema", parents=[shared], help="print the JSON Schema of the front matter"
    )
    return parser


def _environment_language() -> Language:
    """Return the language of the terminal: Chinese where the system's is, else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "zh-Hant" if locale.lower().startswith("zh") else "en"


def _check(options: argparse.Namespace, site: Site) -> int:
    # Imported here so that wrong usage and help answer at once.
    from casebook.pipeline import build_date, check_folder  # noqa: PLC0415
    from casebook.renderers import github, json, sarif  # noqa: PLC0415

    language = as_language(options.lang)
    checked = check_folder(site.contributions, build_date())
    found = [d for d in checked.diagnostics if _asked_for(d.location.path, options.paths, site)]
    match options.format:
        case "json":
            output = json.render(found, language)
        case "github":
            output = github.render(found, language)
        case "sarif":
            output = sarif.render(found, language)
        case _:
            output = shown(found, site, language)
    sys.stdout.write(output)
    return ERRORS if any(diagnostic.severity == "error" for diagnostic in found) else CLEAN


def _asked_for(path: str, asked: Sequence[Path], site: Site) -> bool:
    if not asked:
        return True
    absolute = site.contributions.parent / path
    return any(absolute.is_relative_to(one.resolve()) for one in asked)


def report(diagnostics: Sequence[Diagnostic], site: Site) -> None:
    """Print diagnostics during a build, in the language of the command that runs it."""
    language = as_language(os.environ.get("CASEBOOK_LANG", "en"))
    sys.stderr.write(shown(diagnostics, site, language))


def shown(diagnostics: Sequence[Diagnostic], site: Site, language: Language) -> str:
    """Return diagnostics as text, each with the line that it is about."""
    from casebook.renderers import text  # noqa: PLC0415

    root = site.contributions.parent
    return text.render(diagnostics, language, lambda path, n: excerpt_line(root, path, n))


def excerpt_line(root: Path, path: str, number: int) -> str:
    """Return one line of a reported file for an excerpt; "" where it cannot be shown."""
    try:
        lines = (root / path).read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _build(options: argparse.Namespace, site: Site) -> int:
    from casebook.publish import publish, staged  # noqa: PLC0415

    site_dir = (options.site_dir or site.root / "site").resolve()
    with staged(site_dir) as work:
        status = _mkdocs(options, site, "build", "--site-dir", str(work))
        if status != CLEAN:
            return status
        pages = sum(1 for _ in work.rglob("*.html"))
        publish(work, site_dir)
    print(f"Built {pages} pages into {site_dir}")
    print("To look at them: make serve, then open http://127.0.0.1:8000/")
    return CLEAN


def _mkdocs(options: argparse.Namespace, site: Site, *command: str) -> int:
    """Run MkDocs, whose hook compiles the contributions; its own exit status is ours."""
    environment = os.environ | {
        "CASEBOOK_CONTRIBUTIONS": str(site.contributions),
        "CASEBOOK_LANG": options.lang,
    }
    run = [
        sys.executable,
        "-m",
        "mkdocs",
        *command,
        "--strict",
        "--config-file",
        str(options.config),
    ]
    return subprocess.run(run, env=environment, check=False).returncode


def _schema() -> int:
    import json  # noqa: PLC0415

    from casebook.schema import Metadata  # noqa: PLC0415

    print(json.dumps(Metadata.model_json_schema(), ensure_ascii=False, indent=2))
    return CLEAN
