"""What a page shows of one material, on its case, in the gallery and in a compilation."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.pages.links import Link
from casebook.rights.statements import RightsStatement


@dataclass(frozen=True)
class PictureView:
    """Show a derivative of a picture."""

    src: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class MaterialCard:
    """Show one material, on its case and in the gallery."""

    title: str
    lang: str | None
    kind: str
    """Label of its material type."""
    levels: str
    case: Link
    rights: RightsStatement
    href: str | None
    """The file, or None for material that stays with the schools or is given on request."""
    file_type: str | None = None
    """What a teacher calls the type: Word, PDF."""
    size: str | None = None
    """For people: 84 kB, 1.9 MB."""
    download_name: str | None = None
    preview: PictureView | None = None
    video: str | None = None
    """Address of a video to play, if it is one."""
    alt: str | None = None
    """Alternative text of a picture or video."""
    credit: str | None = None
    """The tool, where a machine made it."""
