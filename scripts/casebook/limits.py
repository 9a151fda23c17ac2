"""How much a contribution may ask of the build: sizes, depths and times, each with a default."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ByteSize, ConfigDict, Field

Size = Annotated[ByteSize, Field(gt=0)]
"""In bytes; the settings file may say `200 kB` (1 kB is 1,000 bytes)."""
Count = Annotated[int, Field(gt=0, strict=True)]
Depth = Annotated[int, Field(gt=0, le=50, strict=True)]
"""Bounded itself: what is read level by level must fit on the stack."""


class Limits(BaseModel):
    """Hold what no contribution may exceed: `extra.casebook.limits` in `mkdocs.yml`."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        validate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )

    text: Size = ByteSize(200_000)
    """The text below the front matter, in bytes of UTF-8: some 30,000 words."""
    front_matter: Size = ByteSize(16_000)
    line: Count = 5_000
    """Characters of one line of the text."""
    paragraph: Count = 20_000
    """Characters of one paragraph."""
    table_rows: Count = 500
    """With the first row, which names the columns."""
    table_columns: Count = 40
    nesting: Depth = 20
    """Quotations, list items and emphasis inside one another."""
    field_nesting: Depth = 6
    """Groups and lists inside one another in the front matter."""
    files: Count = 100
    """Files of one case, its texts among them."""
    file: Size = ByteSize(20_000_000)
    unpacked: Size = ByteSize(200_000_000)
    """All parts of an Office file, or all streams of a PDF, unpacked."""
    megapixels: Count = 40
    """Of one picture."""
    video_seconds: Count = 600
    video_side: Count = 1_920
    """Pixels of the longer side of a video."""
    seconds: Count = 5
    """Of one processor, to read one contribution."""
    memory: Size = ByteSize(512_000_000)
    """To read one contribution."""

    @property
    def text_file(self) -> int:
        """Return the bytes of the longest text file: front matter, its two fences and the text."""
        return self.text + self.front_matter + 100

    @property
    def largest(self) -> int:
        """Return the bytes of the largest file that is read."""
        return max(self.file, self.text_file)

    @property
    def pixels(self) -> int:
        """Return the pixels of the largest picture."""
        return self.megapixels * 1_000_000


DEFAULTS: Final = Limits()


def size_in_words(size: int) -> str:
    """Return a size as a message says it: `16 kB`, `1.5 MB`."""
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} bytes"
