"""A picture or recording inside a document: what it tells, and whether it can be made anew."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from PIL import Image

from casebook.assets import PICTURE_FORMATS
from casebook.assets.errors import PICTURE_ERRORS, IrregularError
from casebook.assets.forms import form_of
from casebook.assets.kinds import BROKEN_PICTURE, EMBEDDED_FILE
from casebook.assets.remade.stripping import look_through, stripped
from casebook.assets.traces.office_help import AS_PNG
from casebook.assets.traces.picture import MAX_SIDE, picture_traces, too_large
from casebook.diagnostics import Diagnostic, Location
from casebook.limits import Limits

_OF_PIXELS: Final = ("JPEG", "PNG", "GIF", "WebP")


def media_traces(data: bytes, name: str, place: Location, limits: Limits) -> Iterator[Diagnostic]:
    """Yield what a picture or recording inside a document tells, and why it may not stay."""
    form = form_of(data)
    if form in ("MP4", "MP3"):
        # Its reader is imported when it is needed: FFmpeg alone is 100 MB.
        from casebook.assets.traces.recording import recording_traces  # noqa: PLC0415

        yield from recording_traces(data, name, place, limits)
        return
    if form is None:
        yield EMBEDDED_FILE.at(place, name=name, what=name.rpartition(" › ")[2], help=AS_PNG)
        return
    try:
        look_through(data)
        if form in _OF_PIXELS:
            yield from _of_pixels(data, name, place, limits)
        stripped(data)
    except IrregularError as error:
        yield EMBEDDED_FILE.at(place, name=name, what=error.what, help=AS_PNG)
    except PICTURE_ERRORS:
        yield BROKEN_PICTURE.at(place, name=name)


def _of_pixels(data: bytes, name: str, place: Location, limits: Limits) -> Iterator[Diagnostic]:
    try:
        with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as picture:
            size = picture.size
    except Image.DecompressionBombError:
        size = (MAX_SIDE + 1, MAX_SIDE + 1)
    except PICTURE_ERRORS:
        return  # said where it cannot be made anew
    if fault := too_large(size, name, place, limits):
        yield fault
    else:
        yield from picture_traces(data, name, place)
