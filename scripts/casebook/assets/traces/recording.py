"""What telephones and editing programs write into videos and sound recordings."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Final

import av
import av.error
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from casebook.assets.boxes import look_through
from casebook.assets.errors import DamagedError, IrregularError
from casebook.assets.forms import Form, form_of
from casebook.assets.kinds import (
    IRREGULAR_FILE,
    LOCATION_INSIDE,
    NAMES_INSIDE,
    RECORDING_TOO_LONG,
    UNCONVERTED_FILE,
    VIDEO_TOO_LARGE,
)
from casebook.assets.remade.recording import repacked, telling_subtitles
from casebook.assets.traces.names import is_name, listed
from casebook.assets.traces.picture import picture_traces
from casebook.characters import as_argument
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized
from casebook.limits import Limits

_PLACES: Final = ("location", "com.apple.quicktime.location.iso6709", "xyz", "gps")
_TELEMETRY: Final = ("gpmd", "camm", "fdsc")
"""Tracks in which action cameras log where they were, second by second."""
_NAMES: Final = (
    "album_artist", "artist", "author", "comment", "composer", "director", "lyricist",
    "performer", "producer", "writer",
)  # fmt: skip
_CODECS: Final = frozenset(
    {
        "h264", "hevc", "av1", "libdav1d", "vp9", "mpeg4", "aac", "mp3", "mp3float", "opus",
        "ac3", "eac3", "alac", "flac",
    }
)  # fmt: skip
_CONVERT: Final = Localized(
    "export it anew as MP4 with H.264 and AAC, the choice of every video program",
    "重新匯出為 MP4（H.264 及 AAC），即各影片軟件的預設選項",
)
_TAGS: Final = Localized(
    "on Windows: right-click › Properties › Details › Remove Properties and Personal Information",
    "在 Windows 按右鍵 › 內容 › 詳細資料 › 移除檔案屬性和個人資訊",
)


def recording_traces(
    data: bytes, name: str, place: Location, limits: Limits
) -> Iterator[Diagnostic]:
    """Yield what an MP4 or MP3 tells; raise `DamagedError` where it is not whole."""
    form: Form = "MP4" if form_of(data) == "MP4" else "MP3"
    if form == "MP4":
        look_through(data)
    try:
        # What is published has to play as well as what came.
        clean = repacked(data, form)
        with _opened(data, form) as recording:
            yield from _told(recording, name, place)
        with _opened(data if form == "MP4" else clean, form) as recording:
            yield from _measured(recording, name, place, limits)
    except IrregularError as error:
        yield IRREGULAR_FILE.at(place, name=name, what=error.what)
    except (av.error.FFmpegError, ValueError, OverflowError, struct.error) as error:
        raise DamagedError from error


def _opened(data: bytes, form: Form) -> InputContainer:
    # The format is named: FFmpeg would also follow the addresses of a list of songs.
    return av.open(io.BytesIO(data), "r", format=form.lower())


def _told(recording: InputContainer, name: str, place: Location) -> Iterator[Diagnostic]:
    tags = dict(recording.metadata)
    covers = [stream for stream in recording.streams if _is_cover(stream)]
    for stream in recording.streams:
        if stream not in covers:
            tags |= stream.metadata
    for packet in recording.demux(covers) if covers else ():
        if packet.size:
            yield from picture_traces(bytes(packet), name, place)
    tracks = {_codec(stream, "codec_tag") for stream in recording.streams.data}
    lowered = {key.lower(): value.strip() for key, value in tags.items()}
    where = any(key.startswith(_PLACES) and value for key, value in lowered.items())
    if where or tracks & set(_TELEMETRY) or telling_subtitles(recording):
        yield LOCATION_INSIDE.at(place, name=name, path=as_argument(place.path))
    names = sorted(
        {
            value
            for key, value in lowered.items()
            if key.removeprefix("com.apple.quicktime.").split("-")[0] in _NAMES and is_name(value)
        }
    )
    if names:
        yield NAMES_INSIDE.at(
            place, name=name, what=listed(names), path=as_argument(place.path), help=_TAGS
        )


def _measured(
    recording: InputContainer, name: str, place: Location, limits: Limits
) -> Iterator[Diagnostic]:
    """Read every packet: the header may say anything of lengths."""
    played = {
        stream.index: stream
        for stream in recording.streams
        if stream.type in ("audio", "video") and not _is_cover(stream)
    }
    if codecs := {_codec(stream, "name") for stream in played.values()} - _CODECS:
        what = Localized(f"recorded in {min(codecs)}", f"以 {min(codecs)} 編碼的影音檔")
        yield UNCONVERTED_FILE.at(place, name=name, what=what, help=_CONVERT)
        return
    sides = (max(one.width, one.height) for one in played.values() if isinstance(one, VideoStream))
    if (side := max(sides, default=0)) > limits.video_side:
        said = {"size": f"{side:,}", "limit": f"{limits.video_side:,}"}
        yield VIDEO_TOO_LARGE.at(place, name=name, **said)
    empty = set(played)
    for packet in recording.demux(list(played.values())) if played else ():
        if packet.size and packet.pts is not None and packet.time_base:
            empty.discard(packet.stream_index)
            end = (packet.pts + (packet.duration or 0)) * packet.time_base
            if end > limits.video_seconds:
                limit = f"{limits.video_seconds / 60:g}"
                yield RECORDING_TOO_LONG.at(place, name=name, limit=limit)
                return
    if empty or not played:
        raise DamagedError


def _codec(stream: Stream, attribute: str) -> str:
    """Return the name or tag of a codec; "?" where FFmpeg knows none, and has no object for it."""
    return str(getattr(stream.codec_context, attribute, "?"))


def _is_cover(stream: Stream) -> bool:
    """Tell a picture on the cover from a film."""
    return bool(stream.disposition & Disposition.attached_pic)
