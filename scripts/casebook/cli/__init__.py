"""The command line: the only place that prints."""

from __future__ import annotations

import argparse
import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from casebook.cache import Cache
from casebook.cli.parser import parser
from casebook.cli.status import CLOSED_PIPE, INTERRUPTED, USAGE
from casebook.cli.unchanged import answered
from casebook.dates import EpochError
from casebook.listings import Listings
from casebook.workers import Ahead

_RARELY: Final = (200_000, 50, 100)
READ_CASES = ("build", "check", "rights", "serve")


_CACHED: Final = ("build", "check")
"""Commands that may be begun again: they change nothing until their end."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns 0 if clean, 1 on errors in a contribution, 2 on wrong usage or where this computer
    refuses, 3 if cases with errors were left out, 4 where Casebook itself fails.
    """
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A file name need not be text; a terminal need not know Chinese.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(options)
    except EpochError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read has enough; Python would complain of it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except Exception as error:  # noqa: BLE001 - whatever it is, a person gets a sentence
        from casebook.cli.faults import told  # noqa: PLC0415

        return told(error, options.lang)


def _run(options: argparse.Namespace) -> int:
    # What a command reads it keeps to its end: to look for garbage in that took a third of the time
    # of a check of 10,000 cases, and found none.
    gc.set_threshold(*_RARELY)
    kept = options.cache_dir or options.config.resolve().parent / "build" / "cache"
    listings, ahead = Listings(), Ahead()
    if answer := answered(options, Cache(kept.resolve()), listings, ahead):
        sys.stdout.write(answer.text)
        return answer.status
    from casebook.cli.commands import COMMANDS  # noqa: PLC0415
    from casebook.settings import SettingsError, load_site  # noqa: PLC0415
    from casebook.workers import ClusterError  # noqa: PLC0415

    try:
        site = load_site(options.config, options.contributions, kept.resolve(), options.executor)
        site = replace(site, listings=listings, ahead=ahead)
    except SettingsError as error:
        return _refuse(error)
    if options.contributions and options.command in READ_CASES and not site.contributions.is_dir():
        return _refuse(f"there is no folder {options.contributions}")
    try:
        try:
            return COMMANDS[options.command](options, site)
        except Exception as error:
            if isinstance(error, OSError | ClusterError) or options.command not in _CACHED:
                raise
            # What is kept may be whole and not ours. Without it a fault that is ours comes again.
            if not site.cache.discard():
                raise
            return COMMANDS[options.command](options, site)
    except ClusterError as error:
        return _refuse(error)
    finally:
        site.cache.close()
        # All that is left goes with the process: nobody need look for garbage in it at the end.
        atexit.register(gc.freeze)


def _refuse(reason: object) -> int:
    from casebook.cli.output import refusal  # noqa: PLC0415

    sys.stderr.write(refusal(reason))
    return USAGE
