"""Look for what a file says about people and places without showing it.

Whatever is put into a Git repository stays in its history, so these are findings on the file as it
was sent in, although the site publishes every file made anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.assets import FileType
from casebook.assets.errors import DamagedError
from casebook.assets.kinds import DAMAGED_FILE
from casebook.diagnostics import Diagnostic, Location
from casebook.limits import DEFAULTS, Limits


def traces(
    type_: FileType, data: bytes, name: str, place: Location, limits: Limits = DEFAULTS
) -> Iterator[Diagnostic]:
    """Yield every finding on one file; `DAMAGED_FILE` and `ENCRYPTED_FILE` end it."""
    # Each format's reader is imported when a file of it is there: FFmpeg alone is 100 MB.
    if type_.kind == "image":
        from casebook.assets.traces.picture import picture_traces  # noqa: PLC0415

        yield from picture_traces(data, name, place)
        return
    if type_.kind in ("video", "audio"):
        from casebook.assets.traces.recording import recording_traces as look  # noqa: PLC0415
    elif type_.name == "PDF":
        from casebook.assets.traces.pdf import pdf_traces as look  # noqa: PLC0415
    elif type_.kind == "document":
        from casebook.assets.traces.office import office_traces as look  # noqa: PLC0415
    else:
        from casebook.assets.traces.table import table_traces as look  # noqa: PLC0415
    try:
        yield from look(data, name, place, limits)
    except DamagedError:
        yield DAMAGED_FILE.at(place, name=name, type=type_.name)
