"""What telephones and editing programs write into videos and sound recordings."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import av
import av.error

from casebook.assets.errors import DamagedError
from casebook.assets.kinds import LOCATION_INSIDE, NAMES_INSIDE
from casebook.assets.traces.names import is_name, listed
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized

_BOX_HEADER: Final = 8
_LONG_BOX_HEADER: Final = 16
_PLACES: Final = ("location", "com.apple.quicktime.location.iso6709", "xyz", "gps")
_TELEMETRY: Final = ("gpmd", "camm", "fdsc")
"""Tracks in which action cameras log where they were, second by second."""
_NAMES: Final = (
    "album_artist", "artist", "author", "comment", "composer", "director", "lyricist",
    "performer", "producer", "writer",
)  # fmt: skip
_TAGS: Final = Localized(
    "on Windows: right-click › Properties › Details › Remove Properties and Personal Information",
    "在 Windows 按右鍵 › 內容 › 詳細資料 › 移除檔案屬性和個人資訊",
)


def recording_traces(data: bytes, name: str, place: Location) -> Iterator[Diagnostic]:
    """Yield what an MP4 or MP3 tells; raise `DamagedError` where it is not whole."""
    if not _is_whole(data):
        raise DamagedError
    try:
        with av.open(io.BytesIO(data)) as recording:
            tags = dict(recording.metadata)
            for stream in recording.streams:
                tags |= stream.metadata
            tracks = {stream.codec_context.codec_tag for stream in recording.streams.data}
            plays = any(stream.type in ("audio", "video") for stream in recording.streams)
    except (av.error.FFmpegError, ValueError) as error:
        raise DamagedError from error
    if not plays:
        raise DamagedError
    lowered = {key.lower(): value.strip() for key, value in tags.items()}
    where = any(key.startswith(_PLACES) and value for key, value in lowered.items())
    if where or tracks & set(_TELEMETRY):
        yield LOCATION_INSIDE.at(place, name=name, path=place.path)
    names = sorted(
        {
            value
            for key, value in lowered.items()
            if key.removeprefix("com.apple.quicktime.").split("-")[0] in _NAMES and is_name(value)
        }
    )
    if names:
        yield NAMES_INSIDE.at(place, name=name, what=listed(names), path=place.path, help=_TAGS)


def _is_whole(data: bytes) -> bool:
    """Tell whether the outermost boxes of an MP4 end where the file ends (ISO 14496-12, 4.2)."""
    if data[4:8] != b"ftyp":
        return True
    at = 0
    while at + _BOX_HEADER <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + _BOX_HEADER : at + _LONG_BOX_HEADER], "big")
        if size == 0:
            return True
        if size < _BOX_HEADER:
            return False
        at += size
    return at == len(data)
