"""What is left of a case when a permission has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from casebook.pipeline import check_folder
from casebook.rights.expiry import still_shown
from tests.rights.cases import Case

LAST: Final = date(2026, 8, 31)
AFTER: Final = date(2026, 9, 1)
WORK: Final = {
    "work": "Four lines",
    "in": "m.csv",
    "owner": "Northgate Press",
    "basis": "permission",
    "evidence": "a letter",
    "expires": str(LAST),
}
SHEET: Final = {"file": "m.csv", "title": "A sheet", "type": "worksheet", "use": "publish"}


def test_a_case_of_which_less_is_shown_has_another_digest_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "contributions"
    Case(materials=[SHEET], third_party=[WORK]).write(folder / "2024-25/a-case")
    (whole,) = check_folder(folder, LAST).collection.cases
    known, unknown = replace(whole, digest="0" * 64), replace(whole, digest="")
    assert still_shown(known, LAST).case.digest == known.digest
    assert still_shown(known, AFTER).case.digest not in (known.digest, "")
    assert still_shown(unknown, AFTER).case.digest == ""
