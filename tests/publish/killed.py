"""Kill a publisher before each line that it runs, and look at what is left: see test_kill.py.

Runs as a program, `killed.py FOLDER exchange|two-steps`, since it forks hundreds of times.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from casebook import publish as publishing
from casebook.cache import Cache
from casebook.publish import MARKER, Stage, Trees, publish, staged
from casebook.publish.previous import Made, Previous
from casebook.publish.record import recalled, remember
from casebook.trees import look_at

OURS = str(Path(publishing.__file__).parent)


def in_two_steps(stage: Stage) -> Trees:
    """Publish as where no file system can exchange folders."""
    tree = publishing._finish(stage.folder, look_at(stage.folder))
    if not stage.replaced:
        stage.folder.rename(stage.site_dir)
        return Trees(look_at(stage.site_dir), {})
    old = publishing._replace_in_two_steps(stage)
    tree = look_at(stage.site_dir, tree)
    return Trees(tree, publishing._make_ready(stage, old, tree))


def put(site: Path, contributions: Path, text: str, by: Callable[[Stage], Trees]) -> None:
    cache = Cache(contributions.with_name("cache"))
    with staged(site, contributions, recalled(site, cache)) as stage:
        if not stage.begin():
            (stage.folder / "cases").mkdir(parents=True)
        for name in ("index.html", "cases/index.html"):
            (stage.folder / name).unlink(missing_ok=True)
            (stage.folder / name).write_text(text)
        trees = by(stage)
        remember(Previous(site, Made(), trees.site, trees.ready), cache)
    cache.close()


def die_at(line: int) -> None:
    """Let this process be killed before the given line, counted from now, of the publisher."""
    left = line

    def trace(frame: FrameType, event: str, argument: object) -> Any:  # noqa: ANN401
        nonlocal left
        del argument
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        left -= event == "line"
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


def text_of(site: Path) -> str | None:
    """Return the text of a whole site; None where there is none."""
    if not site.exists():
        return None
    texts = {(site / name).read_text() for name in ("index.html", "cases/index.html")}
    assert len(texts) == 1, f"old and new pages together: {texts}"
    assert sorted(p.name for p in site.iterdir()) == [MARKER, "cases", "index.html"]
    return texts.pop()


def main(folder: Path, by: Callable[[Stage], Trees]) -> None:
    """Print how many lines there were, after how many the site was absent, and how it went on."""
    site, contributions = folder / "site", folder / "contributions"
    contributions.mkdir()
    put(site, contributions, "0", by)
    absent = published = lines = 0
    while True:
        child = os.fork()
        if not child:
            die_at(lines)
            put(site, contributions, str(lines + 1), by)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            break
        lines += 1
        absent += text_of(site) is None
        with staged(site, contributions):
            found = text_of(site)
        before = str(lines - 1)
        assert found in (before, str(lines)), f"{found} after line {lines}"
        published += found != before
        put(site, contributions, str(lines), by)
        assert not [one for one in folder.iterdir() if "-build-" in one.name]
    sys.stdout.write(f"{lines} {absent} {published}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), publish if sys.argv[2] == "exchange" else in_two_steps)
