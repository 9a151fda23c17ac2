"""The files of a case as they lie on the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.assets import FileFacts
from casebook.assets.derivatives import (
    PREVIEW_WIDTH,
    TAKE_AWAY_WIDTH,
    TEXT_WIDTH,
    derive,
)
from casebook.contribution import Contribution


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """Hold one file of the site: the original, or a derivative of a picture."""

    src_uri: str
    original: Path | None = None
    picture: FileFacts | None = None
    width: int = TAKE_AWAY_WIDTH

    def content(self) -> bytes:
        """Make the derivative; only for a picture."""
        if self.picture is None:
            raise ValueError(self.src_uri)
        take_away = self.width == TAKE_AWAY_WIDTH
        return derive(self.picture, self.width, take_away=take_away).data


def picture_name(name: str, width: int) -> str:
    """Return the name of the derivative of a picture at `width`."""
    return f"{name.rsplit('.', 1)[0]}.{width}.webp"


def published_size(facts: FileFacts) -> int:
    """Return the number of bytes of a file as a reader takes it away."""
    if facts.type.kind != "image":
        return facts.size
    return len(derive(facts, TAKE_AWAY_WIDTH, take_away=True).data)


def published_files(case: Contribution) -> Iterator[PublishedFile]:
    """Yield every file that the site shows of a case: pictures only as derivatives."""
    for material in case.published_materials:
        facts = case.files.get(material.file or "")
        if facts is None:
            continue
        place = f"cases/{case.id}"
        if facts.type.kind != "image":
            yield PublishedFile(f"{place}/{facts.name}", original=facts.path)
            continue
        yield PublishedFile(f"{place}/{facts.name}", picture=facts)
        for width in (TEXT_WIDTH, PREVIEW_WIDTH):
            name = picture_name(facts.name, width)
            yield PublishedFile(f"{place}/{name}", picture=facts, width=width)
