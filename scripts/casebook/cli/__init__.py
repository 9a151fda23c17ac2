"""The command line: the only place that prints."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from casebook.cli.commands import COMMANDS, USAGE
from casebook.cli.parser import parser
from casebook.settings import SettingsError, load_site


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 if clean, 1 on errors in a contribution, 2 on wrong usage."""
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A file name need not be text; a terminal need not know Chinese.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        kept = options.cache_dir or options.config.resolve().parent / "build" / "cache"
        site = load_site(options.config, options.contributions, kept.resolve())
        return COMMANDS[options.command](options, site)
    except SettingsError as error:
        sys.stderr.write(f"casebook: {error}\n")
        return USAGE
