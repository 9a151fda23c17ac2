"""A valid case study: its facts, its texts and its files, each with its place."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from casebook.assets import FileFacts
from casebook.diagnostics import Location
from casebook.front_matter import FrontMatter
from casebook.language import LANGUAGES, Language
from casebook.markdown import Text
from casebook.schema import Metadata, Translator
from casebook.schema.materials import Material
from casebook.schema.schools import Evidence
from casebook.source import SourceFile


@dataclass(frozen=True, slots=True)
class Words:
    """Hold a text itself, which is most of a case, and few pages show it."""

    text: Text
    source: SourceFile
    """The whole file as typed."""

    def __call__(self) -> Words:
        """Return these words, as others do that are read when they are asked for."""
        return self


@dataclass(frozen=True, slots=True)
class CaseText:
    """Hold the words of a case in one language."""

    language: Language
    path: str
    """The file that holds it, as reported to people."""
    title: str
    summary: str
    evidence: Evidence | None
    material_titles: Mapping[str, str]
    """Title of each material with a file, by file name."""
    material_alts: Mapping[str, str]
    words: Callable[[], Words] = field(compare=False, repr=False)
    """Return the text, which may be read anew each time: whoever needs it often keeps it."""
    translator: Translator | None = None
    """None for the text that the schools wrote."""

    def __eq__(self, other: object) -> bool:
        """Compare what is said, wherever it is read."""
        if not isinstance(other, CaseText):
            return NotImplemented
        return _about(self) == _about(other) and self.words() == other.words()

    def __hash__(self) -> int:
        """Tell texts apart by where they are written."""
        return hash(self.path)

    @property
    def text(self) -> Text:
        """Return the text, ready to be rendered."""
        return self.words().text

    @property
    def source(self) -> SourceFile:
        """Return the whole file as typed."""
        return self.words().source

    def showing(self, text: Text) -> CaseText:
        """Return the same with `text` in the place of its text."""
        return replace(self, words=Words(text, self.source))


def original(metadata: Metadata, path: str, words: Callable[[], Words]) -> CaseText:
    """Return the text that the schools wrote, of which the facts of the case say the most."""
    return CaseText(
        "en" if metadata.language == "en" else "zh-Hant",
        path,
        metadata.title,
        metadata.summary,
        metadata.evidence,
        {m.file: m.title for m in metadata.materials if m.file},
        {m.file: m.alt for m in metadata.materials if m.file and m.alt},
        words,
    )


def _about(text: CaseText) -> tuple[object, ...]:
    """Return all that is held of a text but itself."""
    return tuple(getattr(text, one.name) for one in fields(text) if one.compare)


@dataclass(frozen=True, slots=True)
class Contribution:
    """Hold one case study that passed validation."""

    id: str
    """`<school-year>/<slug>`, as in its folder and its address."""
    folder: Path
    front_matter: FrontMatter
    metadata: Metadata
    texts: Mapping[Language, CaseText]
    files: Mapping[str, FileFacts]
    """Every file of the folder that is not a text and could be read, by name."""
    unread: frozenset[str] = frozenset()
    """Names of files that could not be read: what is wrong with them is said at their own place."""
    leads_to: frozenset[str] = frozenset()
    """Ids that cases must have which its texts lead to, whether there are such or not."""
    digest: str = ""
    """SHA-256 of the whole folder in hexadecimal; another one where less of the case is shown."""
    outline: str = ""
    """SHA-256 of all but the words of its texts: no list shows those, and most edits change them
    alone. It stands beside `digest`, or both are empty."""

    @property
    def slug(self) -> str:
        """Return the folder's own name."""
        return self.id.split("/")[1]

    @property
    def year_folder(self) -> str:
        """Return the school year as it stands in addresses: `2024-25`."""
        return self.id.split("/")[0]

    @property
    def path(self) -> str:
        """Return the path of `index.md` as reported to people."""
        return self.front_matter.source.path

    @property
    def language(self) -> Language:
        """Return the language that the schools wrote in."""
        return "en" if self.metadata.language == "en" else "zh-Hant"

    @property
    def languages(self) -> tuple[Language, ...]:
        """Return the languages in which the text exists, the schools' own first."""
        others = (tag for tag in LANGUAGES if tag != self.language and tag in self.texts)
        return (self.language, *others)

    def text_for(self, reader: Language) -> CaseText:
        """Return the text in the reader's language, else in the one it was written in."""
        return self.texts.get(reader) or self.texts[self.language]

    @property
    def published_materials(self) -> tuple[Material, ...]:
        """Return the materials whose files the site shows."""
        return tuple(m for m in self.metadata.materials if m.use == "publish" and m.file)

    def case_at(self, path: str) -> str:
        """Return the id of the case that a relative address in the text leads to, if it exists."""
        joined = posixpath.normpath(posixpath.join(self.id, path.removesuffix("index.md")))
        return joined.strip("/")

    def key(self, *path: str | int) -> Location:
        """Locate the name of a field."""
        return self.front_matter.key(*path)

    def value(self, *path: str | int) -> Location:
        """Locate the value of a field, or the group that lacks it."""
        return self.front_matter.value(*path)
