"""The languages of the interface, and text that exists in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["en", "zh-Hant"]

LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh-Hant")

RightsLanguage = Literal["en", "zh-Hant", "zh-Hans"]
"""Rights are stated in Simplified Chinese too; no page is written in it."""

RIGHTS_LANGUAGES: Final[tuple[RightsLanguage, ...]] = ("en", "zh-Hant", "zh-Hans")

HTML_LANG: Final[Mapping[Language, str]] = {"en": "en", "zh-Hant": "zh-Hant-HK"}
"""BCP 47 tags for the `lang` attribute: Hong Kong forms of 骨, 直, 角 need the region."""


@dataclass(frozen=True, slots=True)
class Localized:
    """Hold one text in every language of the interface."""

    en: str
    zh_hant: str

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.en if language == "en" else self.zh_hant

    def format(self, **values: str | Localized) -> Localized:
        """Fill `{names}` in both texts; a `Localized` value gives each text its own language."""

        def filled(language: Language) -> str:
            return self.in_(language).format(
                **{
                    name: value.in_(language) if isinstance(value, Localized) else value
                    for name, value in values.items()
                }
            )

        return Localized(filled("en"), filled("zh-Hant"))


class LocalizedError(Exception):
    """Be an error whose message people read: it says in their language what to do about it."""

    def __init__(self, words: Localized) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        """Return the message in English, for those who look after Casebook."""
        return self.words.en


@dataclass(frozen=True, slots=True)
class Stated:
    """Hold one sentence of a rights statement in every language in which rights are stated."""

    en: str
    zh_hant: str
    zh_hans: str

    def in_(self, language: RightsLanguage) -> str:
        """Return the sentence in `language`."""
        return {"en": self.en, "zh-Hant": self.zh_hant, "zh-Hans": self.zh_hans}[language]


def as_language(text: str) -> Language:
    """Return `text` as a `Language`; raise `ValueError` for any other tag."""
    if text not in LANGUAGES:
        raise ValueError(text)
    return text
