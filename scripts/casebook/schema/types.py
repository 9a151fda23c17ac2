"""The kinds of value that fields hold: each knows how to read the text that an author typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic_core import PydanticCustomError, core_schema

from casebook.language import Localized
from casebook.vocabularies import VocabularyName, vocabulary

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG: Final = 60
OWNER_WORDS: Final = frozenset({"edb", "qef", "pupil"})
"""Who else may own something: a school of that id would agree in another's place."""
FILE_NAME: Final = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*\.[A-Za-z0-9]{2,5}")
MAX_FILE_NAME: Final = 100
RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows gives to devices, whatever follows their first full stop."""
SCHOOL_YEAR: Final = re.compile(r"(?P<first>20[0-9]{2})[/-](?P<second>[0-9]{2})")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def kebab(name: str) -> str:
    """Return the front matter's spelling of a Python attribute name."""
    return name.replace("_", "-")


class Record(BaseModel):
    """Be the base of every group of fields: frozen, and without room for an unknown field."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=kebab)


def field(en: str, zh_hant: str, *, example: str, **options: Any) -> Any:  # noqa: ANN401 - as Pydantic's own Field
    """Declare a field with the words that its reference shows in each language."""
    return Field(
        description=en,
        json_schema_extra={"x-description-zh-Hant": zh_hant, "x-example": example},
        **options,
    )


def _filled(value: object) -> object:
    """Tell nothing from something that is wrong; most values are right, and are not asked."""
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("empty-value", "empty")
    return value


def _one_line(value: str) -> str:
    if not any(map(str.isalnum, value)):  # "~", which YAML has for nothing, or marks alone
        raise PydanticCustomError("empty-value", "no word")
    return " ".join(value.split())


def _slug(value: str) -> str:
    if not is_slug(value):
        _filled(value)
        raise PydanticCustomError(
            "invalid-slug", "slug", {"suggestion": slugged(value) or "lakeview-ps"}
        )
    return value


def _school_id(value: str) -> str:
    if value in OWNER_WORDS:
        raise PydanticCustomError("reserved-id", "reserved id")
    return _slug(value)


def slugged(value: str) -> str:
    """Return the letters and digits of a text as a slug; nothing where it has none."""
    words = re.findall(r"[a-z0-9]+", value.lower())
    return "-".join(words)[:MAX_SLUG].rstrip("-")


def _file_name(value: str) -> str:
    if not is_file_name(value):
        _filled(value)
        raise PydanticCustomError("invalid-file-name", "file name")
    return value


def is_file_name(name: str) -> bool:
    """Tell whether a file may be called so: on every computer, and in an address."""
    is_well_formed = len(name) <= MAX_FILE_NAME and FILE_NAME.fullmatch(name)
    return bool(is_well_formed) and not RESERVED.fullmatch(name) and not is_text_name(name)


def is_text_name(name: str) -> bool:
    """Tell whether a file is called like a text; a text is no file to take away."""
    return name.lower().endswith((".md", ".markdown"))


def is_slug(name: str) -> bool:
    """Tell whether a folder or a school may be called so."""
    return len(name) <= MAX_SLUG and bool(SLUG.fullmatch(name)) and not RESERVED.fullmatch(name)


def _place(value: str) -> str:
    return value if value == "text" else _file_name(value)


def _school_year(value: str) -> str:
    match = SCHOOL_YEAR.fullmatch(value)
    if not match or (int(match["first"]) + 1) % 100 != int(match["second"]):
        _filled(value)
        raise PydanticCustomError("invalid-school-year", "school year")
    return f"{match['first']}/{match['second']}"


def _date(value: object) -> object:
    if isinstance(value, str):
        fault = PydanticCustomError("invalid-date", "date")
        if not _DATE.fullmatch(value):  # ISO 8601 also has weeks, and dates without hyphens
            raise fault
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise fault from None
    return value


def _year(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]{1,4}", value):
            raise PydanticCustomError("invalid-year", "year")
        return int(value)
    return value


Filled = BeforeValidator(_filled)
OneLine = AfterValidator(_one_line)

Line = Annotated[str, OneLine, Field(max_length=300)]
Title = Annotated[str, OneLine, Field(max_length=120)]
Slug = Annotated[str, AfterValidator(_slug)]
SchoolId = Annotated[str, AfterValidator(_school_id)]
FileName = Annotated[str, AfterValidator(_file_name)]
Place = Annotated[str, AfterValidator(_place)]
SchoolYear = Annotated[str, AfterValidator(_school_year)]
Date = Annotated[date, Filled, BeforeValidator(_date)]
Year = Annotated[int, Filled, BeforeValidator(_year)]


@dataclass(frozen=True, slots=True)
class Term:
    """Mark a text field that holds one term of the vocabulary `vocabulary`."""

    vocabulary: VocabularyName

    def __get_pydantic_core_schema__(
        self, source: type[str], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Accept the ids of the vocabulary; it is loaded at the first value, not at start-up."""
        return core_schema.no_info_after_validator_function(self._known, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """List the ids, so that an editor can offer them."""
        return {"type": "string", "enum": list(vocabulary(self.vocabulary).ids)}

    def _known(self, value: str) -> str:
        if value not in vocabulary(self.vocabulary).by_id:
            _filled(value)
            raise PydanticCustomError("unknown-term", "term", {"vocabulary": self.vocabulary})
        return value


class Name(Record):
    """Hold a school's registered name in both languages."""

    en: Line = field("The name in English.", "英文名稱。", example="Lakeview Primary School")
    zh_Hant: Line = field("The name in Chinese.", "中文名稱。", example="湖景小學")

    @property
    def localized(self) -> Localized:
        """Return the name as a text in each language."""
        return Localized(self.en, self.zh_Hant)
