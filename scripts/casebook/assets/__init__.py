"""The files beside a text: what kind each one is, by its content and not by its name."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from casebook.regular import changed, read_regular

PICTURE_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
"""Pillow's readers that may be tried: each of the others is a way in."""

Kind = Literal["image", "video", "audio", "document", "data"]


@dataclass(frozen=True, slots=True)
class FileType:
    """Describe a type of file that a case may share."""

    extensions: tuple[str, ...]
    name: str
    """What a teacher calls it: Word, PDF."""
    kind: Kind
    media_type: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Hold what was found out about one file by reading it."""

    name: str
    path: Path
    type: FileType
    size: int
    """In bytes."""
    digest: str
    """SHA-256 of the content, in hexadecimal."""
    width: int | None = None
    """In pixels, of a picture as it is shown (after its orientation is applied)."""
    height: int | None = None

    def read(self) -> bytes:
        """Return the content that was looked at; raise `FileChangedError` where it has changed."""
        data = read_regular(self.path, self.size)
        if sha256(data).hexdigest() != self.digest:
            raise changed(self.path)
        return data
