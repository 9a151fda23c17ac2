"""The site in one language: how it names things and where its pages lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casebook.contribution import CaseText, Contribution
from casebook.language import HTML_LANG, LANGUAGES, Language
from casebook.locale import say
from casebook.settings import Site
from casebook.vocabularies import VocabularyName, vocabulary
from casebook.vocabularies.levels import level_range

_MEGABYTE = 1_000_000
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DEFAULT_LANGUAGE: Language = "en"


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold the language of a reader together with the settings."""

    site: Site
    language: Language

    def say(self, key: str, **values: object) -> str:
        """Return interface words of this edition."""
        return say(self.language, f"pages.{key}", **values)

    def href(self, path: str) -> str:
        """Return the address of `path` in this edition, relative to the site's root."""
        return address(self.language, path)

    def lang_of(self, language: Language) -> str | None:
        """Return the `lang` of a text in this edition: None where it is the page's own."""
        return None if language == self.language else HTML_LANG[language]

    def label(self, name: VocabularyName, term: str) -> str:
        """Return the label of a term."""
        found = vocabulary(name).get(term)
        return found.label.in_(self.language) if found else term

    def brief(self, name: VocabularyName, term: str) -> str:
        """Return the short label of a term."""
        found = vocabulary(name).get(term)
        return found.brief.in_(self.language) if found else term

    def labels(self, name: VocabularyName, terms: Iterable[str]) -> str:
        """Return the labels of several terms as a list."""
        return self.say("list-separator").join(self.label(name, term) for term in terms)

    def levels(self, case: Contribution) -> str:
        """Return the levels of a case in few words: P4–P5."""
        curriculum = case.metadata.curriculum
        return level_range(curriculum.levels or curriculum.key_stages).in_(self.language)

    def area(self, case: Contribution) -> str:
        """Return the subjects of a case, else its learning areas."""
        curriculum = case.metadata.curriculum
        if curriculum.subjects:
            return self.labels("subjects", curriculum.subjects)
        if curriculum.key_learning_areas:
            return self.labels("key-learning-areas", curriculum.key_learning_areas)
        return self.labels("learning-areas", curriculum.learning_areas)

    def schools(self, case: Contribution) -> str:
        """Return the schools of a case in few words: the first, and how many more."""
        schools = case.metadata.schools
        first = schools[0].name.localized.in_(self.language)
        if len(schools) == 1:
            return first
        return self.say("and-more", first=first, count=len(schools) - 1, total=len(schools))

    def translated(self, text: CaseText) -> str | None:
        """Return who translated a text, and whether a machine helped; None for the schools' own."""
        if text.translator is None:
            return None
        key = "translated-by-machine" if text.translator.by_machine else "translated"
        return self.say(key, name=text.translator.name)

    def day(self, day: date) -> str:
        """Return a date in words: 3 March 2026."""
        if self.language == "zh-Hant":
            return f"{day.year} 年 {day.month} 月 {day.day} 日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def size(self, count: int) -> str:
        """Return a number of bytes for people: 84 kB, 1.9 MB."""
        if count < _MEGABYTE:
            return f"{max(1, round(count / 1000))} kB"
        return f"{count / _MEGABYTE:.1f} MB"


def address(language: Language, path: str) -> str:
    """Return the address of `path` in `language`: the default language lies at the root."""
    return path if language == DEFAULT_LANGUAGE else f"{language}/{path}"


def alternates(path: str) -> Mapping[Language, str]:
    """Return the address of one page in every language."""
    return {language: address(language, path) for language in LANGUAGES}


def case_path(case: Contribution) -> str:
    """Return the path of a case within an edition."""
    return f"cases/{case.id}/"
