"""`casebook build --quarantine` publishes the rest, says what it left out, and exits 3."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT
from tests.publish.conftest import command, limited, one_case, whole

BAD = "2024-25/peer-feedback-in-writing"


def test_the_rest_is_published_without_a_trace_of_the_bad_case(tmp_path: Path) -> None:
    contributions, site = one_case(tmp_path / "contributions"), tmp_path / "site"
    with (contributions / "2024-25/talking-through-fractions/index.md").open("a") as index:
        index.write("\nSee [the other case](../peer-feedback-in-writing/#rubric).\n")
    alone = limited(*command(site, contributions))
    assert alone.returncode == 0, alone.stderr
    wanted = whole(site)

    shutil.copytree(ROOT / "contributions" / BAD, contributions / BAD)
    sound = limited(*command(site, contributions), "--quarantine")
    assert sound.returncode == 0, sound.stderr
    assert (site / "cases" / BAD / "index.html").is_file()
    both = whole(site)

    index_of_bad = contributions / BAD / "index.md"
    index_of_bad.write_text(index_of_bad.read_text("utf-8").replace("title:", "tittle:", 1))
    refused = limited(*command(site, contributions))
    assert refused.returncode == 1
    assert whole(site) == both

    done = limited(*command(site, contributions), "--quarantine")
    assert done.returncode == 3, done.stderr
    assert f"Left out: {BAD}\n" in done.stdout
    assert f"contributions/{BAD}/index.md:" in done.stderr
    assert "unknown-field" in done.stderr
    assert whole(site) == wanted
