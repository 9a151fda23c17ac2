"""Find out what a file is by reading it: a name can say anything."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from casebook.assets import FileFacts, FileType
from casebook.assets.kinds import DAMAGED_FILE, ENCRYPTED_FILE, UNPACKS_TOO_LARGE
from casebook.assets.traces import traces
from casebook.assets.unreadable import NOT_MP4, unreadable
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.limits import DEFAULTS, Limits, size_in_words

MAX_SIDE: Final = 16_383
"""In pixels: WebP holds no more."""

WORD = FileType(
    ("docx",),
    "Word",
    "document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
POWERPOINT = FileType(
    ("pptx",),
    "PowerPoint",
    "document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
)
EXCEL = FileType(
    ("xlsx",),
    "Excel",
    "document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
PDF = FileType(("pdf",), "PDF", "document", "application/pdf")
CSV = FileType(("csv",), "CSV", "data", "text/csv")
PNG = FileType(("png",), "PNG", "image", "image/png")
JPEG = FileType(("jpg", "jpeg"), "JPEG", "image", "image/jpeg")
WEBP = FileType(("webp",), "WebP", "image", "image/webp")
MP4 = FileType(("mp4",), "MP4", "video", "video/mp4")
MP3 = FileType(("mp3",), "MP3", "audio", "audio/mpeg")

_OFFICE: Final = {
    "word/document.xml": WORD,
    "ppt/presentation.xml": POWERPOINT,
    "xl/workbook.xml": EXCEL,
}
_MAGIC: Final = (
    (b"%PDF-", 0, PDF),
    (b"ftyp", 4, MP4),
    (b"ID3", 0, MP3),
    (b"\xff\xfb", 0, MP3),
)
_IMAGES: Final = {"PNG": PNG, "JPEG": JPEG, "WEBP": WEBP}
_ALLOWED: Final = (
    "Word (.docx), PowerPoint (.pptx), Excel (.xlsx), PDF, CSV, PNG, JPEG, WebP, MP4, MP3"
)
_UNREAD: Final = {kind.id for kind in (DAMAGED_FILE, ENCRYPTED_FILE, UNPACKS_TOO_LARGE)}

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
BROKEN_PICTURE = DiagnosticKind(
    "broken-picture",
    "error",
    Localized(
        'the picture "{name}" cannot be opened: it is damaged or has over 40 megapixels',
        "圖片「{name}」無法開啟：可能已損壞，或超過四千萬像素",
    ),
    Localized(
        "open it in a picture program and save it again, smaller than 8,000 × 5,000",
        "用圖片軟件開啟並重新存檔，尺寸小於 8,000 × 5,000",
    ),
)


def probe(
    path: Path, shown: str, limits: Limits = DEFAULTS
) -> tuple[FileFacts | None, tuple[Diagnostic, ...]]:
    """Read one file and say what it is and tells; `shown` is its path as reported to people."""
    place = Location(shown)
    size = path.stat().st_size
    if size > limits.file:
        said = {"size": size_in_words(size), "limit": size_in_words(limits.file)}
        return None, (FILE_TOO_LARGE.at(place, name=path.name, **said),)
    data = path.read_bytes()
    try:
        found = _type_of(data, path)
        if fault := _misnamed(found, data, path, place):
            return None, (fault,)
        assert found is not None
        width, height = _dimensions(path, limits) if found.kind == "image" else (None, None)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None, (BROKEN_PICTURE.at(place, name=path.name),)
    told = tuple(traces(found, data, path.name, place))
    if any(one.id in _UNREAD for one in told):
        return None, told
    digest = hashlib.sha256(data).hexdigest()
    return FileFacts(path.name, path, found, size, digest, width, height), told


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


def _type_of(data: bytes, path: Path) -> FileType | None:
    for magic, at, found in _MAGIC:
        if data.startswith(magic, at):
            return None if found is MP4 and data[8:12] in NOT_MP4 else found
    if data.startswith(b"PK\x03\x04"):
        return _office_type(path)
    try:
        with Image.open(path) as picture:
            return _IMAGES.get(picture.format or "")
    except (UnidentifiedImageError, OSError):
        return CSV if path.suffix.lower() == ".csv" and _is_text(data) else None


def _office_type(path: Path) -> FileType | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
    except zipfile.BadZipFile:
        return None
    return next((found for part, found in _OFFICE.items() if part in names), None)


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text


def _dimensions(path: Path, limits: Limits) -> tuple[int, int]:
    """Return width and height as shown; raise what Pillow raises on a damaged picture."""
    with Image.open(path) as picture:
        if picture.width * picture.height > limits.pixels or max(picture.size) > MAX_SIDE:
            raise Image.DecompressionBombError
        picture.load()
        return ImageOps.exif_transpose(picture).size
