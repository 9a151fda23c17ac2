"""Find out what a file is by reading it: a name can say anything."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from casebook.assets import FileFacts, FileType
from casebook.assets.kinds import (
    DAMAGED_FILE,
    ENCRYPTED_FILE,
    IRREGULAR_FILE,
    NOT_A_TABLE,
    PICTURE_TOO_LARGE,
    TWO_FILES_IN_ONE,
    UNPACKS_TOO_LARGE,
)
from casebook.assets.second_file import second_file
from casebook.assets.traces import traces
from casebook.assets.traces.picture import picture_size
from casebook.assets.types import type_of
from casebook.assets.unreadable import is_pointer, unreadable
from casebook.contents import File
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.limits import DEFAULTS, Limits, size_in_words
from casebook.source import NOT_TEXT, NOT_UTF8

_UNREAD: Final = {
    kind.id
    for kind in (
        DAMAGED_FILE, ENCRYPTED_FILE, UNPACKS_TOO_LARGE, IRREGULAR_FILE, TWO_FILES_IN_ONE,
        PICTURE_TOO_LARGE, NOT_A_TABLE, NOT_TEXT, NOT_UTF8,
    )
}  # fmt: skip
"""What was found here keeps a file from being read any further."""
_ALLOWED: Final = (
    "Word (.docx), PowerPoint (.pptx), Excel (.xlsx), PDF, CSV, PNG, JPEG, WebP, MP4, MP3"
)

UNKNOWN_FILE_TYPE = DiagnosticKind(
    "unknown-file-type",
    "error",
    Localized(
        'the content of "{name}" is of no type that Casebook can publish',
        "「{name}」的內容不屬於可以刊登的檔案類型",
    ),
    Localized(
        f"save it as one of: {_ALLOWED}; or delete the file and its entry",
        f"另存為以下一種：{_ALLOWED}；或刪去檔案及其登記",
    ),
)
FILE_TYPE_DIFFERS = DiagnosticKind(
    "file-type-differs",
    "error",
    Localized(
        'the name "{name}" says one type of file, but the content is {type}',
        "檔案名稱「{name}」與內容不符：內容是 {type}",
    ),
    Localized(
        "rename the file so that it ends in .{extension}, here and in the materials",
        "把檔案名稱的結尾改為 .{extension}，materials 內亦然",
    ),
)
FILE_TOO_LARGE = DiagnosticKind(
    "file-too-large",
    "error",
    Localized(
        '"{name}" has {size}; the limit is {limit}',
        "「{name}」有 {size}，上限為 {limit}",
    ),
    Localized(
        "compress its pictures, shorten the video, or split the file",
        "壓縮當中的圖片、縮短影片，或把檔案分拆",
    ),
)


def probe(
    path: Path, shown: str, limits: Limits = DEFAULTS
) -> tuple[FileFacts | None, tuple[Diagnostic, ...]]:
    """Read one file and say what it is and tells; `shown` is its path as reported to people."""
    return probe_file(File(path, path.lstat()), shown, limits)


def probe_file(
    file: File, shown: str, limits: Limits
) -> tuple[FileFacts | None, tuple[Diagnostic, ...]]:
    """Say the same of a file that somebody has looked at."""
    path, place = file.path, Location(shown)
    if file.size > limits.file:
        said = {"size": size_in_words(file.size), "limit": size_in_words(limits.file)}
        return None, (FILE_TOO_LARGE.at(place, name=path.name, **said),)
    data = file.read(limits.file)
    found = None if is_pointer(data) else type_of(data, path.suffix.lower().lstrip("."))
    if fault := _misnamed(found, data, path, place):
        return None, (fault,)
    assert found is not None
    width = height = None
    if found.kind == "image":
        picture = picture_size(data, path.name, place, limits)
        if isinstance(picture, Diagnostic):
            return None, (picture,)
        width, height = picture
    second = tuple(second_file(found, data, path.name, place))
    if any(one.id in _UNREAD for one in second):
        return None, second
    told = (*second, *traces(found, data, path.name, place, limits))
    if any(one.id in _UNREAD for one in told):
        return None, told
    assert file.digest is not None
    return FileFacts(path.name, path, found, len(data), file.digest, width, height), told


def _misnamed(
    found: FileType | None, data: bytes, path: Path, place: Location
) -> Diagnostic | None:
    if found is None:
        why = unreadable(data, path.name, place)
        return why or UNKNOWN_FILE_TYPE.at(place, name=path.name)
    if path.suffix.lower().lstrip(".") in found.extensions:
        return None
    return FILE_TYPE_DIFFERS.at(
        place, name=path.name, type=found.name, extension=found.extensions[0]
    )
