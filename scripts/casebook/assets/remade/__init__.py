"""Files made anew: what they show stays, what they told of people goes, the rights are added."""

from __future__ import annotations

from casebook.assets import FileType
from casebook.assets.rights import EmbeddedRights


def remade(type_: FileType, data: bytes, rights: EmbeddedRights | None = None) -> bytes:
    """Return a file without what it tells beside its content, with the rights written into it.

    The same bytes for the same file and rights. Without `rights` nothing is added: this is how a
    contributor's own file is cleaned. Raises what the format's reader raises on a file that
    `traces` has not passed.
    """
    # Each format's writer is imported when a file of it is there: FFmpeg alone is 100 MB.
    if type_.kind == "image":
        from casebook.assets.remade.stripping import stripped  # noqa: PLC0415

        return stripped(data)
    if type_.name == "PDF":
        from casebook.assets.remade.pdf import remade_pdf  # noqa: PLC0415

        return remade_pdf(data, rights)
    if type_.kind == "document":
        from casebook.assets.remade.office import remade_office  # noqa: PLC0415

        return remade_office(data, rights)
    if type_.kind in ("video", "audio"):
        from casebook.assets.remade.recording import remade_recording  # noqa: PLC0415

        return remade_recording(data, type_, rights)
    return data
