"""What is run, in which order, and what came of it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casebook.bench import peers
from casebook.bench.corpus import edit, made_up, retitle, write_cases
from casebook.bench.measure import Measured, Tree, measure, tree

CASEBOOK: Final = "Casebook"
_TOLD: Final = {
    "SOURCE_TOLD_EPOCH": "1795449600",
    "NO_MKDOCS_2_WARNING": "1",
    # Python keeps what it compiles, as it does wherever nobody forbids it.
    "PYTHONDONTWRITEBYTECODE": "",
}
_SETTLED: Final = 2.5
"""In seconds."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what to measure, and where."""

    config: Path
    """The site's settings: its theme and its own pages are part of what is built."""
    samples: Path
    """Cases whose paragraphs and facts the made-up ones take."""
    folder: Path
    """Emptied and filled again."""
    cases: Sequence[int]
    pictures: int = 0
    only: frozenset[str] = frozenset()
    """Names of tools; all that are installed if empty."""
    modules: Path | None = None
    """Where packages from npm lie."""

    def wants(self, tool: str) -> bool:
        """Tell whether a tool is to be measured."""
        return not self.only or tool in self.only


@dataclass(frozen=True, slots=True)
class Run:
    """Hold one measured run."""

    tool: str
    what: str
    cases: int
    measured: Measured
    made: Tree | None


def run(plan: Plan, said: Callable[[str], None] = lambda _: None) -> Iterator[Run]:
    """Measure each size in turn; `said` hears what is under way."""
    for cases in plan.cases:
        folder = plan.folder / str(cases)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        said(f"{cases} cases")
        for runs in (_casebook, _hugo, _mkdocs, _starlight):
            for one in runs(plan, folder, cases):
                said(f"  {one.tool}, {one.what}: {one.measured.seconds:.1f} s")
                yield one
        shutil.rmtree(folder, ignore_errors=True)


def machine() -> dict[str, object]:
    """Describe what the figures were measured on."""
    return {
        "system": platform.platform(),
        "python": sys.version.split()[0],
        "cores": os.cpu_count(),
    }


def _casebook(plan: Plan, folder: Path, cases: int) -> Iterator[Run]:
    if not plan.wants(CASEBOOK):
        return
    contributions, site = folder / "contributions", folder / "site"
    write_cases(contributions, made_up(plan.samples, cases), plan.pictures)
    # Nothing is remembered of what was written just now, as no case of the publisher was.
    time.sleep(_SETTLED)
    one = next(path for path in sorted(contributions.glob("*/*")) if path.is_dir())
    name = str(one.relative_to(contributions))

    def measured(what: str, command: str, *paths: Path) -> Run:
        done = measure(_ours(plan, folder, command, *paths), folder, _TOLD)
        return Run(CASEBOOK, what, cases, done, tree(site) if command == "build" else None)

    yield measured("check, cold", "check")
    yield measured("check, warm", "check")
    yield measured("check, one case", "check", one)
    shutil.rmtree(folder / "cache", ignore_errors=True)
    yield measured("build, cold", "build")
    yield measured("build, nothing changed", "build")
    # The first edit links every file once; from then on a build begins with what the last one left.
    for which in ("first", "next"):
        said = f"One more sentence about the {which} lesson."
        edit(contributions, name, said)
        time.sleep(_SETTLED)
        yield measured(f"build, {which} edit", "build")
    retitle(contributions, name, "Once more,")
    time.sleep(_SETTLED)
    yield measured("build, another title", "build")


def _ours(plan: Plan, folder: Path, command: str, *paths: Path) -> list[str]:
    options = {
        "--config": plan.config,
        "--contributions": folder / "contributions",
        "--site-dir": folder / "site",
        "--cache-dir": folder / "cache",
    }
    given = [str(part) for option in options.items() for part in option]
    start = [sys.executable, "-c", "from casebook.cli import main; raise SystemExit(main())"]
    return [*start, command, *given, *map(str, paths)]


def _hugo(plan: Plan, folder: Path, cases: int) -> Iterator[Run]:
    command = peers.hugo()
    if command is None or not plan.wants(peers.HUGO):
        return
    work = folder / "hugo"
    peers.write_hugo(work, made_up(plan.samples, cases))
    built = measure(command, work)
    yield Run(peers.HUGO, "build, cold", cases, built, tree(work / "public"))
    pagefind = peers.node_program(plan.modules, "pagefind")
    if pagefind:
        indexed = measure([*pagefind, "--site", "public"], work)
        yield Run(peers.PAGEFIND, "index, cold", cases, indexed, tree(work / "public"))


def _mkdocs(plan: Plan, folder: Path, cases: int) -> Iterator[Run]:
    if plan.wants(peers.MKDOCS):
        work = folder / "mkdocs"
        peers.write_mkdocs(work, made_up(plan.samples, cases))
        built = measure([sys.executable, "-m", "mkdocs", "build", "--quiet"], work, _TOLD)
        yield Run(peers.MKDOCS, "build, cold", cases, built, tree(work / "site"))


def _starlight(plan: Plan, folder: Path, cases: int) -> Iterator[Run]:
    astro = peers.node_program(plan.modules, "astro")
    if astro and plan.modules and plan.wants(peers.STARLIGHT):
        work = folder / "starlight"
        peers.write_starlight(work, made_up(plan.samples, cases), plan.modules)
        quiet = {"ASTRO_TELEMETRY_DISABLED": "1"}
        built = measure([*astro, "build", "--silent"], work, quiet)
        yield Run(peers.STARLIGHT, "build, cold", cases, built, tree(work / "dist"))
