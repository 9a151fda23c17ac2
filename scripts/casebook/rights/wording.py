"""The publisher's words in every language in which rights are stated.

Simplified Chinese is derived from the Traditional words, phrase by phrase, by OpenCC. Only the
publisher's own words are: what fills them, the names of schools, people and works, stays as it is
registered.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from opencc import OpenCC  # type: ignore[import-untyped]

from casebook.language import Language, RightsLanguage
from casebook.locale import say
from casebook.settings import Site, Words

_BLANKS: Final = ("year", "owners", "license", "works", "work", "owner", "source")


def worded(words: Words, language: RightsLanguage) -> str:
    """Return words of the publisher in `language`, not yet filled."""
    return simplified(words.zh_Hant) if language == "zh-Hans" else words.localized.in_(language)


def labelled(key: str, language: RightsLanguage) -> str:
    """Return words of the interface that stand among the publisher's."""
    said = say(written_in(language), key)
    return simplified(said) if language == "zh-Hans" else said


def general_words(site: Site, language: RightsLanguage) -> tuple[str, ...]:
    """Return the sentences from which statements are made, with blanks for what differs."""
    rights = site.settings.rights
    whole = (
        rights.joint.notice,
        rights.joint.reservation,
        rights.qef.notice,
        rights.qef.reservation,
        rights.ask_first,
        rights.licensed,
        rights.excluded,
        rights.pupil_notice,
        rights.pupil_work,
        rights.pupils_inside,
        rights.people_shown,
        rights.third_party,
        rights.third_party_licensed,
        rights.third_party_quoted,
        rights.third_party_expired,
        rights.permission,
    )
    blanks = {name: labelled(f"blank.{name}", language) for name in _BLANKS}
    blanks["contact"] = site.settings.publisher.contact
    said = (worded(words, language).format(**blanks) for words in whole)
    return tuple(dict.fromkeys(said))


def written_in(language: RightsLanguage) -> Language:
    """Return the language in which names and titles stand in a statement."""
    return "zh-Hant" if language == "zh-Hans" else language


@cache
def simplified(text: str) -> str:
    """Return Traditional Chinese, as Hong Kong writes it, in Simplified characters."""
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    return OpenCC("hk2s")
