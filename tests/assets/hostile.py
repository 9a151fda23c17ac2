"""Every hostile file: name, content, and the one finding that refuses it.

Each is made when it is asked for; none lies in the repository.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.assets.hostile_hidden import HIDDEN
from tests.assets.hostile_media import MEDIA
from tests.assets.hostile_office import OFFICE_FILES
from tests.assets.hostile_pdf import PDFS


@dataclass(frozen=True, slots=True)
class Hostile:
    """Describe one file that must not be published."""

    name: str
    """As a contributor would call it; its ending matters."""
    make: Callable[[], bytes]
    finding: str
    """The id of the only diagnostic, an error."""


HOSTILE: Final[Mapping[str, Hostile]] = {
    id_: Hostile(*given) for id_, given in {**OFFICE_FILES, **PDFS, **MEDIA, **HIDDEN}.items()
}
