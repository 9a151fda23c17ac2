"""Videos and sound recordings packed anew: picture and sound stay bit for bit, tags are ours."""

from __future__ import annotations

import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
from av.container import InputContainer
from av.stream import Disposition
from mutagen.id3 import COMM, ID3, TCOP, TIT2, TPE1, WCOP
from mutagen.mp4 import MP4

from casebook.assets import FileType
from casebook.assets.errors import DamagedError
from casebook.assets.forms import Form
from casebook.assets.frames import frames_of
from casebook.assets.rights import EmbeddedRights

_PLACE: Final = re.compile(
    rb"(?i)\bGPS\b\W{0,3}-?\d|\b(?:lat|lon|latitude|longitude)\W{0,4}-?\d{1,3}\.\d"
    rb"|-?\b\d{1,3}\.\d{4,}\s*[,;/ ]\s*-?\d{1,3}\.\d{4,}"
)
_KEPT = ("video", "audio", "subtitle")
"""Kinds of track; those that log where a camera was are of none of them."""


def remade_recording(data: bytes, type_: FileType, rights: EmbeddedRights | None) -> bytes:
    """Return an MP4 or MP3 without the tags and tracks that tell of people and places."""
    return _mp4(data, rights) if type_.name == "MP4" else _mp3(data, rights)


def repacked(data: bytes, form: Form) -> bytes:
    """Return a recording that lies inside a document, where no rights are written into it."""
    return _mp4(data, None) if form == "MP4" else _mp3(data, None)


def _mp4(data: bytes, rights: EmbeddedRights | None) -> bytes:
    # The index goes before the picture, so that a reader need not wait: FFmpeg moves it in a file.
    with TemporaryDirectory() as folder:
        path = Path(folder, "video.mp4")
        _repack(data, path)
        if not path.exists():  # nothing in it can be played
            raise DamagedError
        if rights:
            _tag(path, rights)
        return path.read_bytes()


def _repack(data: bytes, path: Path) -> None:
    with av.open(io.BytesIO(data), "r", format="mp4") as source:
        telling = telling_subtitles(source)
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with (
        av.open(io.BytesIO(data), "r", format="mp4") as source,
        av.open(str(path), "w", format="mp4", options=options) as target,
    ):
        kept = [
            stream
            for stream in source.streams
            if stream.type in _KEPT
            and stream.index not in telling
            and not stream.disposition & Disposition.attached_pic
        ]
        streams = {one.index: target.add_stream_from_template(one) for one in kept}
        for before in kept:
            language = before.metadata.get("language", "")
            streams[before.index].metadata.clear()
            if language.isascii() and language.isalpha():
                streams[before.index].metadata["language"] = language
        for packet in source.demux(kept):
            if packet.dts is not None:
                packet.stream = streams[packet.stream_index]
                target.mux(packet)


def telling_subtitles(recording: InputContainer) -> frozenset[int]:
    """Return the tracks of subtitles in which a drone logs where it is, second by second."""
    subtitles = list(recording.streams.subtitles)
    return frozenset(
        packet.stream_index
        for packet in (recording.demux(subtitles) if subtitles else ())
        if packet.size and _PLACE.search(bytes(packet))
    )


def _tag(path: Path, rights: EmbeddedRights) -> None:
    video = MP4(str(path))
    video["\xa9nam"] = rights.title.en
    video["\xa9ART"] = list(rights.creators)
    video["cprt"] = " ".join(_notices(rights))
    video["\xa9cmt"] = rights.license_url or rights.usage.en
    video["purl"] = rights.web_statement
    video.save(padding=lambda _: 0)


def _mp3(data: bytes, rights: EmbeddedRights | None) -> bytes:
    output = io.BytesIO(frames_of(data))
    if rights is None:
        return output.getvalue()
    tags = ID3()
    tags.add(TIT2(encoding=3, text=[rights.title.en]))
    tags.add(TPE1(encoding=3, text=list(rights.creators)))
    tags.add(TCOP(encoding=3, text=_notices(rights)))
    tags.add(COMM(encoding=3, lang="eng", desc="", text=[rights.usage.en]))
    tags.add(WCOP(url=rights.license_url or rights.web_statement))
    tags.save(output, v2_version=4, padding=lambda _: 0)
    return output.getvalue()


def _notices(rights: EmbeddedRights) -> list[str]:
    return [rights.notice.en, rights.notice.zh_hant, rights.notice.zh_hans]
