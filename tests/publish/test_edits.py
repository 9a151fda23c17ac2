"""A site that is built on top of the last one is, byte for byte, the one that is built afresh."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.conftest import BUILD_DATE
from tests.publish.conftest import CASEBOOK, ENVIRONMENT, beside, lay_out, whole

TALK: Final = "contributions/2024-25/talking-through-fractions"
PEERS: Final = "contributions/2024-25/peer-feedback-in-writing/index.md"
THROWS: Final = "contributions/2023-24/pupils-judge-their-own-throws/index.md"
A_YEAR: Final = 31_536_000


def edit(name: str, pattern: str, text: str) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        before = (place / name).read_text("utf-8")
        after = re.sub(pattern, lambda _: text, before, count=1)
        assert after != before
        (place / name).write_text(after, encoding="utf-8")

    return change


def _rename(place: Path) -> None:
    (place / TALK).rename(place / "contributions/2024-25/a-talk")


def _remove(place: Path) -> None:
    shutil.rmtree(place / "contributions/2024-25/a-talk")


EDITS: Final[Mapping[str, Callable[[Path], None]]] = {
    "a text": edit(PEERS, r"\Z", "\n## One more\n\nAnd a line that leads [there](../a-talk/).\n"),
    "words alone": edit(PEERS, r"\Z", "\nNothing else changes.\n"),
    "an agreement that will end": edit(
        THROWS, "obtained: 2024-05-20", "obtained: 2024-05-20\n      expires: 2027-06-30"
    ),
    "the name of a folder, to which a text leads": _rename,
    "a template": edit("overrides/case.html", r"\Z", "{# more #}"),
    "a setting": edit("mkdocs.yml", "contact: casebook@", "contact: another@"),
    "a page written by hand": edit("docs/about.md", r"\Z", "\nOne more line.\n"),
    "a withdrawal": edit(
        PEERS, "status: published", "status: withdrawn\nwithdrawn:\n  date: 2026-11-20"
    ),
    "a case less": _remove,
    "nothing but the year": lambda _: None,
}  # fmt: skip


def built(
    place: Path, site: str, cache: str, epoch: int, contributions: Path | None = None
) -> dict[str, bytes]:
    folder = contributions or place / "contributions"
    places: list[str | Path] = [
        "--site-dir",
        place / site,
        "--cache-dir",
        place / cache,
        "--contributions",
        folder,
    ]
    done = subprocess.run(
        [CASEBOOK, "build", *places],
        cwd=place,
        env=ENVIRONMENT | {"SOURCE_DATE_EPOCH": str(epoch)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return whole(place / site)


def test_after_each_edit_the_site_is_the_one_that_is_built_afresh(tmp_path: Path) -> None:
    cases = (TALK, str(Path(PEERS).parent), str(Path(THROWS).parent))
    place = lay_out(tmp_path / "place", *(case.removeprefix("contributions/") for case in cases))
    epoch = int(BUILD_DATE)
    before = built(place, "site", "cache", epoch)
    for name, change in EDITS.items():
        change(place)
        epoch += A_YEAR if name == "nothing but the year" else 0
        after = built(place, "site", "cache", epoch)
        assert after == built(place, f"afresh/{name}/site", f"afresh/{name}/cache", epoch), name
        assert after != before or name == "a template", f"{name}: the edit changes nothing"
        ready = {p.relative_to(place / ".site-next") for p in (place / ".site-next").rglob("*")}
        assert ready == {p.relative_to(place / "site") for p in (place / "site").rglob("*")}, name
        assert beside(place / "site") == []
        before = after
