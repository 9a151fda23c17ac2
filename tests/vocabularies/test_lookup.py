"""A term by its id, by its year, and by what replaced it."""

from __future__ import annotations

import pickle

import pytest

from casebook.language import Localized
from casebook.vocabularies import Term, vocabulary


def the(name: str, term_id: str) -> Term:
    vocabularies = {"subjects": vocabulary("subjects"), "themes": vocabulary("themes")}
    term = vocabularies[name].get(term_id)
    assert term is not None
    return term


def test_finds_a_term_by_its_id() -> None:
    term = vocabulary("districts").get("sha-tin")
    assert term is not None
    assert (term.label, term.code) == (Localized("Sha Tin", "沙田區"), "ST")


def test_finds_nothing_by_an_unknown_id() -> None:
    assert vocabulary("districts").get("Sha Tin") is None


def test_keeps_the_order_of_the_file() -> None:
    assert vocabulary("key-stages").ids == ("kg", "ks1", "ks2", "ks3", "ks4")


def test_reads_a_vocabulary_once() -> None:
    assert vocabulary("uses") is vocabulary("uses")


def test_a_term_without_a_short_label_shows_its_label() -> None:
    term = the("themes", "chinese-culture")
    assert term.brief == term.label


def test_a_term_shows_its_short_label() -> None:
    assert the("subjects", "general-studies").brief == Localized("GS", "常識")


def test_names_hold_labels_and_aliases_each_once() -> None:
    assert the("subjects", "mathematics").names == (
        "Mathematics",
        "數學",
        "Maths",
        "math",
        "arithmetic",
        "數學科",
    )


def test_a_vocabulary_travels_to_another_process() -> None:
    terms = vocabulary("subjects")
    assert pickle.loads(pickle.dumps(terms)) == terms


def test_terms_can_be_collected_in_a_set() -> None:
    assert len(set(vocabulary("subjects").terms)) == len(vocabulary("subjects").ids)


@pytest.mark.parametrize(
    ("subject", "school_year", "level", "valid"),
    [
        ("mathematics", "2019/20", "p4", True),
        ("general-studies", "2024/25", "p1", True),
        ("general-studies", "2025/26", "p1", False),
        ("general-studies", "2025/26", "p2", True),
        ("general-studies", "2026/27", None, True),
        ("general-studies", "2027/28", None, False),
        ("primary-science", "2023/24", "p4", False),
        ("primary-science", "2024/25", "p4", True),
        ("primary-humanities", "2027/28", "p6", True),
        ("life-and-society", "2024/25", "s1", False),
        ("life-and-society", "2024/25", "s2", True),
        ("liberal-studies", "2023/24", "s6", False),
    ],
)
def test_a_subject_has_its_years(
    subject: str, school_year: str, level: str | None, valid: bool
) -> None:
    assert the("subjects", subject).valid_in(school_year, level) is valid


def test_every_school_teaches_the_new_primary_subjects_later_than_the_first() -> None:
    science = the("subjects", "primary-science")
    assert science.valid_from == "2024/25"
    assert science.general_from["p4"] == "2025/26"
    assert science.general_from["p6"] == "2027/28"


def test_a_replaced_term_leads_to_the_one_in_use() -> None:
    assert vocabulary("themes").current("stem") == the("themes", "steam")
    assert vocabulary("themes").current("steam") == the("themes", "steam")
    assert vocabulary("themes").current("steem") is None


def test_a_family_holds_the_term_in_use_and_those_it_replaced() -> None:
    family = (the("themes", "steam"), the("themes", "stem"))
    assert vocabulary("themes").family("stem") == family
    assert vocabulary("themes").family("steam") == family
    assert vocabulary("themes").family("steem") == ()
