"""What holds for the data files, whoever edits them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from importlib.resources import files
from typing import Final, get_args

import pytest
import yaml

from casebook.vocabularies import Term, Vocabulary, VocabularyName, vocabulary

ALL: Final = tuple(vocabulary(name) for name in get_args(VocabularyName))
HONG_KONG: Final = "埗脷鰂"
"""Characters of Hong Kong place names that the Big5 standard lacks."""

each_vocabulary = pytest.mark.parametrize("terms", ALL, ids=lambda value: value.name)


def written(text: str) -> str:
    """Fold what a reader overlooks, and only that: width, case and separators."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", "and")
    return "".join(character for character in plain if character.isalnum())


def chinese(term: Term) -> list[str]:
    labels = [term.label.zh_hant, term.brief.zh_hant, *term.aliases]
    return [text for text in labels if re.search(r"[\u3400-\u9fff]", text)]


def test_every_data_file_is_a_vocabulary() -> None:
    folder = files("casebook.vocabularies")
    names = {path.name.removesuffix(".yaml") for path in folder.iterdir() if ".yaml" in path.name}
    assert names == set(get_args(VocabularyName))


def test_every_key_of_a_data_file_reaches_its_term() -> None:
    known = {key.replace("_", "-") for key in Term.__dataclass_fields__} | {"en", "zh-Hant"}
    for name in get_args(VocabularyName):
        text = files("casebook.vocabularies").joinpath(f"{name}.yaml").read_text("utf-8")
        assert {key for entry in yaml.safe_load(text) for key in entry} <= known, name


@each_vocabulary
def test_every_term_has_both_labels(terms: Vocabulary) -> None:
    for term in terms.terms:
        for label in (term.label, term.brief):
            assert label.en.strip() == label.en != "", term.id
            assert label.zh_hant.strip() == label.zh_hant != "", term.id
        assert not re.search(r"[\u3400-\u9fff]", term.label.en + term.brief.en), term.id


@each_vocabulary
def test_every_name_is_text(terms: Vocabulary) -> None:
    for term in terms.terms:
        assert {type(name) for name in term.names} == {str}, term.id
        assert all(name.strip() == name for name in term.names), term.id


@each_vocabulary
def test_ids_are_kebab_case_and_unique(terms: Vocabulary) -> None:
    ids = [term.id for term in terms.terms]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in ids)
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []


@each_vocabulary
def test_a_name_means_one_term(terms: Vocabulary) -> None:
    meanings: dict[str, set[str]] = {}
    for term in terms.terms:
        for name in (term.id, *term.names):
            meanings.setdefault(written(name), set()).add(term.id)
    assert {name: ids for name, ids in meanings.items() if len(ids) > 1} == {}


@each_vocabulary
def test_an_alias_is_written_once(terms: Vocabulary) -> None:
    for term in terms.terms:
        labels = {term.label.en, term.label.zh_hant, term.brief.en, term.brief.zh_hant}
        assert len(term.aliases) == len(set(term.aliases) - labels), term.id


@each_vocabulary
def test_what_replaces_a_term_exists_and_is_in_use(terms: Vocabulary) -> None:
    for term in terms.terms:
        if term.replaced_by is not None:
            successor = terms.get(term.replaced_by)
            assert successor is not None, term.id
            assert successor.replaced_by is None, term.id
            assert term.valid_to is not None, term.id


@each_vocabulary
def test_school_years_are_written_as_in_a_case(terms: Vocabulary) -> None:
    for term in terms.terms:
        by_level = (*term.valid_to_by_level.values(), *term.general_from.values())
        for year in filter(None, (term.valid_from, term.valid_to, *by_level)):
            found = re.fullmatch(r"20(\d\d)/(\d\d)", year)
            assert found, (term.id, year)
            assert int(found[2]) == int(found[1]) + 1, (term.id, year)


@each_vocabulary
def test_chinese_names_hold_no_simplified_only_character(terms: Vocabulary) -> None:
    for term in terms.terms:
        for name in chinese(term):
            for character in set(name) - set(HONG_KONG):
                assert character.isascii() or character.encode("big5", "ignore"), (term.id, name)


@each_vocabulary
def test_names_are_written_in_the_form_nfc(terms: Vocabulary) -> None:
    for term in terms.terms:
        assert all(unicodedata.is_normalized("NFC", name) for name in term.names), term.id


def test_the_eighteen_districts_have_the_governments_codes() -> None:
    codes = " ".join(term.code or "-" for term in vocabulary("districts").terms)
    assert codes == "CW EST STH WC KLC KT SSP WTS YTM ILD KC NTH SK ST TP TW TM YL"


def test_every_level_names_its_stage_and_its_level_of_school() -> None:
    for term in vocabulary("levels").terms:
        assert term.stage in vocabulary("key-stages").ids
        assert term.school_level in vocabulary("school-levels").ids


def test_every_subject_names_areas_and_stages_that_exist() -> None:
    for term in vocabulary("subjects").terms:
        assert term.areas, term.id
        assert term.stages, term.id
        assert set(term.areas) <= set(vocabulary("key-learning-areas").ids), term.id
        assert set(term.stages) <= set(vocabulary("key-stages").ids), term.id


def test_a_subject_changes_only_at_levels_where_it_is_taught() -> None:
    for term in vocabulary("subjects").terms:
        for id_ in (*term.valid_to_by_level, *term.general_from):
            level = vocabulary("levels").get(id_)
            assert level is not None, term.id
            assert level.stage in term.stages, term.id


def test_four_types_of_material_are_collected_for_discussion() -> None:
    types = vocabulary("material-types").terms
    assert [term.id for term in types if term.collected_for_discussion] == [
        "video-clip",
        "photograph",
        "teacher-reflection",
        "student-work",
    ]


def test_scopes_go_from_the_narrowest_to_the_widest() -> None:
    assert vocabulary("scopes").ids == (
        "professional-discussion",
        "school-network",
        "public-website",
        "compilation",
    )
