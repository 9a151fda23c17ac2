"""A compilation: parts of several cases put together by an editor, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casebook.contribution import Contribution
from casebook.language import LANGUAGES, Language
from casebook.markdown import Text
from casebook.schema.compilation import CompilationMetadata


@dataclass(frozen=True, slots=True)
class Part:
    """Hold what one part shows."""

    number: int
    """From 1, as readers count."""
    case: Contribution
    """Its case, holding nothing but what is shown here: sections, files and works of others."""
    introduction: str | None
    is_whole: bool
    """Whether the whole text is shown."""

    @property
    def has_text(self) -> bool:
        """Tell whether anything of the text is shown, or files alone."""
        return any(text.text.plain for text in self.case.texts.values())

    @property
    def pictures(self) -> frozenset[str]:
        """Return the files that the text shows."""
        texts = self.case.texts.values()
        return frozenset(picture.target for text in texts for picture in text.text.pictures)


@dataclass(frozen=True, slots=True)
class EndedPart:
    """Stand for a part whose case is off the site, because a permission in it ended."""

    number: int
    since: date


@dataclass(frozen=True, slots=True)
class CompilationText:
    """Hold a compilation in one language."""

    language: Language
    path: str
    """The file that it was written in, as reported to people."""
    metadata: CompilationMetadata
    text: Text
    """The editor's introduction."""
    parts: tuple[Part | EndedPart, ...]

    @property
    def shown(self) -> tuple[Part, ...]:
        """Return the parts that readers see."""
        return tuple(part for part in self.parts if isinstance(part, Part))


@dataclass(frozen=True, slots=True)
class Compilation:
    """Hold one compilation in the languages that its editor wrote."""

    slug: str
    texts: Mapping[Language, CompilationText]

    @property
    def language(self) -> Language:
        """Return the language that it is read in where the reader's own is absent."""
        return next(language for language in LANGUAGES if language in self.texts)

    def text_for(self, reader: Language) -> CompilationText:
        """Return it in the reader's language, else in the one it was written in."""
        return self.texts.get(reader) or self.texts[self.language]
