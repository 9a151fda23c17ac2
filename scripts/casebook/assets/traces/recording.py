"""What telephones and editing programs write into videos and sound recordings."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import av
import av.error
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from casebook.assets.errors import DamagedError, IrregularError
from casebook.assets.forms import form_of
from casebook.assets.frames import frames_of
from casebook.assets.kinds import (
    IRREGULAR_FILE,
    LOCATION_INSIDE,
    NAMES_INSIDE,
    RECORDING_TOO_LONG,
    UNCONVERTED_FILE,
    VIDEO_TOO_LARGE,
)
from casebook.assets.traces.names import is_name, listed
from casebook.assets.traces.picture import picture_traces
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized
from casebook.limits import Limits

_BOX_HEADER: Final = 8
_LONG_BOX_HEADER: Final = 16
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
    is_video = form_of(data) == "MP4"
    if not is_video:
        try:
            frames_of(data)
        except IrregularError as error:
            yield IRREGULAR_FILE.at(place, name=name, what=error.what)
            return
    elif not _is_whole(data):
        raise DamagedError
    try:
        # The format is named: FFmpeg would also follow the addresses of a list of songs.
        with av.open(io.BytesIO(data), "r", format="mp4" if is_video else "mp3") as recording:
            yield from _told(recording, name, place)
            yield from _measured(recording, name, place, limits)
    except (av.error.FFmpegError, ValueError, OverflowError, MemoryError) as error:
        raise DamagedError from error


def _told(recording: InputContainer, name: str, place: Location) -> Iterator[Diagnostic]:
    tags = dict(recording.metadata)
    for stream in recording.streams:
        if not _is_cover(stream):
            tags |= stream.metadata
    tracks = {stream.codec_context.codec_tag for stream in recording.streams.data}
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


def _measured(
    recording: InputContainer, name: str, place: Location, limits: Limits
) -> Iterator[Diagnostic]:
    """Read every packet: the header may say anything of lengths."""
    shown = [stream for stream in recording.streams if stream.type in ("audio", "video")]
    covers = {stream.index for stream in shown if _is_cover(stream)}
    played = {stream.index: stream for stream in shown if stream.index not in covers}
    if codecs := {stream.codec_context.name for stream in played.values()} - _CODECS:
        what = Localized(f"recorded in {min(codecs)}", f"以 {min(codecs)} 編碼的影音檔")
        yield UNCONVERTED_FILE.at(place, name=name, what=what, help=_CONVERT)
        return
    sides = (max(one.width, one.height) for one in played.values() if isinstance(one, VideoStream))
    if (side := max(sides, default=0)) > limits.video_side:
        said = {"size": f"{side:,}", "limit": f"{limits.video_side:,}"}
        yield VIDEO_TOO_LARGE.at(place, name=name, **said)
    empty = set(played)
    for packet in recording.demux(shown):
        if packet.stream_index in covers and packet.size:
            yield from picture_traces(bytes(packet), name, place)
        elif packet.size and packet.pts is not None and packet.time_base:
            empty.discard(packet.stream_index)
            end = (packet.pts + (packet.duration or 0)) * packet.time_base
            if end > limits.video_seconds:
                limit = f"{limits.video_seconds / 60:g}"
                yield RECORDING_TOO_LONG.at(place, name=name, limit=limit)
                return
    if empty or not played:
        raise DamagedError


def _is_cover(stream: Stream) -> bool:
    """Tell a picture on the cover from a film."""
    return bool(stream.disposition & Disposition.attached_pic)


def _is_whole(data: bytes) -> bool:
    """Tell whether the outermost boxes of an MP4 end where the file ends (ISO 14496-12, 4.2)."""
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
