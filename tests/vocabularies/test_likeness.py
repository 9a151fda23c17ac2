"""What a wrong value may have meant."""

from __future__ import annotations

import subprocess
import sys

import pytest

from casebook.vocabularies import VocabularyName, vocabulary


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("subjects", "Maths", "mathematics"),
        ("subjects", "maths", "mathematics"),
        ("subjects", "Ｍａｔｈｓ", "mathematics"),
        ("subjects", "數學", "mathematics"),
        ("subjects", "数学", "mathematics"),
        ("subjects", "常識", "general-studies"),
        ("subjects", "常识科", "general-studies"),
        ("subjects", "GS", "general-studies"),
        ("subjects", "english_language", "english-language"),
        ("subjects", "Design & Technology", "design-and-technology"),
        ("subjects", "L&S", "life-and-society"),
        ("subjects", "LS", "liberal-studies"),
        ("subjects", "信息技术", "information-and-communication-technology"),
        ("key-learning-areas", "PSHE", "personal-social-and-humanities-education"),
        ("key-learning-areas", "跨學科", "cross-kla"),
        ("levels", "P4", "p4"),
        ("levels", "P.4", "p4"),
        ("levels", "Primary 4", "p4"),
        ("levels", "小四", "p4"),
        ("levels", "Form 1", "s1"),
        ("levels", "初一", "s1"),
        ("levels", "高班", "k3"),
        ("districts", "Sha Tin", "sha-tin"),
        ("districts", "Shatin", "sha-tin"),
        ("districts", "沙田", "sha-tin"),
        ("districts", "ST", "sha-tin"),
        ("districts", "將軍澳", "sai-kung"),
        ("themes", "STEAM", "steam"),
        ("themes", "幼小銜接", "kindergarten-primary-interface"),
        ("themes", "幼小衔接", "kindergarten-primary-interface"),
        ("themes", "NCS", "non-chinese-speaking-students"),
        ("themes", "SEN", "special-educational-needs"),
        ("themes", "IDD", "intellectual-developmental-disorder"),
        ("school-levels", "ECE", "kindergarten"),
        ("support-programmes", "QTN", "qef-thematic-network"),
        ("support-programmes", "QEF", "qef-thematic-network"),
        ("contributor-roles", "課程統籌主任", "curriculum-leader"),
        ("contributor-roles", "PSMCD", "curriculum-leader"),
        ("statuses", "已發佈", "published"),
    ],
)
def test_any_name_of_a_term_comes_first(name: VocabularyName, text: str, expected: str) -> None:
    assert vocabulary(name).nearest(text)[0].id == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("subjects", "mathmatics", "mathematics"),
        ("subjects", "Englsh Langauge", "english-language"),
        ("subjects", "chemsitry", "chemistry"),
        ("districts", "Tuen Wan", "tsuen-wan"),
        ("districts", "深水涉", "sham-shui-po"),
        ("material-types", "work sheets", "worksheet"),
        ("statuses", "publised", "published"),
        ("support-modes", "learning-comunity", "learning-communities"),
    ],
)
def test_a_slip_finds_what_was_meant(name: VocabularyName, text: str, expected: str) -> None:
    assert vocabulary(name).nearest(text)[0].id == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("subjects", "xyz"),
        ("subjects", "settings"),
        ("subjects", "基因"),
        ("subjects", ""),
        ("subjects", "——"),
        ("levels", "p7"),
        ("districts", "hong kong"),
        ("districts", "火星"),
        ("themes", "perseverance"),
        ("themes", "堅毅"),
    ],
)
def test_nothing_is_near_a_strange_word(name: VocabularyName, text: str) -> None:
    assert vocabulary(name).nearest(text) == ()


def test_the_very_name_keeps_merely_similar_ones_away() -> None:
    assert [term.id for term in vocabulary("levels").nearest("Primary 4")] == ["p4"]


def test_a_name_that_holds_the_text_follows_the_very_name() -> None:
    found = [term.id for term in vocabulary("subjects").nearest("科學")]
    assert found == ["science", "primary-science"]


def test_the_limit_holds() -> None:
    terms = vocabulary("key-learning-areas")
    assert len(terms.nearest("教育")) == 3
    assert len(terms.nearest("教育", limit=1)) == 1


def test_a_lookup_loads_neither_rapidfuzz_nor_opencc() -> None:
    program = (
        "import sys; from casebook.vocabularies import vocabulary; "
        "vocabulary('levels').get('p4'); print({'rapidfuzz', 'opencc'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "set()"
