"""The words of the command line: commands, their options and what they mean."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from casebook.language import LANGUAGES, Language
from casebook.workers import DEFAULT_PLACE

TABLES = ("text", "json", "csv")
MOST_DAYS = 36_500
"""A hundred years."""
FORMATS = ("text", "json", "github", "sarif")


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    shared = _shared()
    whole = argparse.ArgumentParser(
        prog="casebook", description="Validate case studies and compile them into a site."
    )
    commands = whole.add_subparsers(dest="command", required=True)
    check = commands.add_parser(
        "check", parents=[shared], help="say what is wrong, and what to type"
    )
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    check.add_argument("--format", choices=FORMATS, default="text")
    check.add_argument(
        "--intake", action="store_true", help="refuse what a repository would keep: names in files"
    )
    check.add_argument(
        "--staged", action="store_true", help="check what the next Git commit would keep"
    )
    _add_building(commands, shared)
    _add_authoring(commands, shared)
    rights = commands.add_parser(
        "rights", parents=[shared], help="print who owns what, what ends, and what it rests on"
    )
    part = rights.add_mutually_exclusive_group()
    part.add_argument("--expires-within", type=_days, metavar="DAYS", help="what ends soon")
    part.add_argument("--permissions", action="store_true", help="what rests on a permission")
    part.add_argument("--consents", action="store_true", help="who consented to what")
    rights.add_argument("--format", choices=TABLES, default="text")
    _add_bench(commands, shared)
    commands.add_parser(
        "schema", parents=[shared], help="print the JSON Schema of the front matter"
    )
    return whole


def _shared() -> argparse.ArgumentParser:
    """Return the options of every command."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="FILE")
    shared.add_argument("--contributions", type=Path, default=None, metavar="DIR")
    shared.add_argument("--site-dir", type=Path, default=None, metavar="DIR")
    shared.add_argument(
        "--cache-dir", type=Path, default=None, metavar="DIR", help="what was made before is kept"
    )
    shared.add_argument(
        "--executor",
        default=DEFAULT_PLACE,
        metavar="WHERE",
        help="where cases are read: processes, processes:NUMBER or dask://HOST:PORT",
    )
    shared.add_argument("--lang", choices=LANGUAGES, default=_environment_language())
    return shared


def _add_building(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    build = commands.add_parser(
        "build", parents=[shared], help="check everything and build the site"
    )
    build.add_argument(
        "--quarantine", action="store_true", help="leave out cases with errors, publish the rest"
    )
    serve = commands.add_parser("serve", parents=[shared], help="build, serve, rebuild on change")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")


def _add_authoring(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    new = commands.add_parser(
        "new", parents=[shared], help="begin a case study: a draft to fill in"
    )
    new.add_argument("name", metavar="[YEAR/]NAME", help="2025-26/peer-feedback-in-writing")
    fix = commands.add_parser(
        "fix", parents=[shared], help="put slips of typing right, and clean files, in place"
    )
    fix.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    import_ = commands.add_parser(
        "import", parents=[shared], help="begin a case study from a Word file"
    )
    import_.add_argument("file", type=Path, metavar="FILE.docx")
    import_.add_argument("name", nargs="?", metavar="[YEAR/]NAME", help="its folder")


def _add_bench(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    bench = commands.add_parser(
        "bench", parents=[shared], help="measure builds of made-up cases, beside other tools"
    )
    bench.add_argument("--cases", nargs="+", type=int, default=[1000], metavar="N")
    bench.add_argument("--pictures", type=int, default=0, metavar="N", help="of each case")
    bench.add_argument("--only", nargs="+", default=[], metavar="TOOL", help="Casebook, Hugo …")
    bench.add_argument("--modules", type=Path, metavar="DIR", help="a node_modules with peers")
    bench.add_argument("--json", type=Path, metavar="FILE", help="write every figure")


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= MOST_DAYS):
        raise argparse.ArgumentTypeError(
            f"write a number of days from 0 to {MOST_DAYS}, for example 30"
        )
    return int(text)


def _environment_language() -> Language:
    """Return the language of the terminal: Chinese where the system's is, else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "zh-Hant" if locale.lower().startswith("zh") else "en"
