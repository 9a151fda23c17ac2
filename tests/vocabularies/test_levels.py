"""Levels in few words."""

from __future__ import annotations

import pytest

from casebook.vocabularies.levels import level_range, stage_levels


@pytest.mark.parametrize(
    ("levels", "en", "zh_hant"),
    [
        (["p4"], "P4", "小四"),
        (["p4", "p5"], "P4–P5", "小四至小五"),
        (["p5", "p4", "p5"], "P4–P5", "小四至小五"),
        (["p1", "p3"], "P1, P3", "小一、小三"),
        (["p1", "p2", "p4", "p6", "s1"], "P1–P2, P4, P6–S1", "小一至小二、小四、小六至中一"),
        (["k3", "p1"], "K3–P1", "高班至小一"),
        (["ks2"], "P4–P6", "小四至小六"),
        (["ks1", "ks2"], "P1–P6", "小一至小六"),
        (["kg"], "K1–K3", "幼兒班至高班"),
        (["ks4", "s1"], "S1, S4–S6", "中一、中四至中六"),
        ([], "", ""),
        (["p9"], "", ""),
    ],
)
def test_levels_are_written_as_ranges(levels: list[str], en: str, zh_hant: str) -> None:
    shown = level_range(levels)
    assert (shown.en, shown.zh_hant) == (en, zh_hant)


def test_a_stage_has_its_levels_in_order() -> None:
    assert stage_levels("ks2") == ("p4", "p5", "p6")
    assert stage_levels("ks9") == ()
