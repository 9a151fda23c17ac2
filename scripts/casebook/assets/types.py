"""The types of file that a case may share, told by what the file itself says that it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from casebook.assets import FileType
from casebook.assets.archive import ERRORS
from casebook.assets.forms import Form, form_of
from casebook.assets.package import content_type
from casebook.assets.unreadable import NOT_MP4

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

_BY_FORM: Final[Mapping[Form, FileType]] = {
    "PNG": PNG,
    "JPEG": JPEG,
    "WebP": WEBP,
    "MP4": MP4,
    "MP3": MP3,
}
_MAIN: Final = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_OFFICE: Final = {
    _MAIN.format("wordprocessingml.document"): WORD,
    _MAIN.format("presentationml.presentation"): POWERPOINT,
    _MAIN.format("spreadsheetml.sheet"): EXCEL,
}
_PARTS: Final = {
    "word/document.xml": WORD,
    "ppt/presentation.xml": POWERPOINT,
    "xl/workbook.xml": EXCEL,
}
PDF_START: Final = b"%PDF-"
ZIP_START: Final = b"PK\x03\x04"


def type_of(data: bytes, extension: str) -> FileType | None:
    """Return the type of a file that may be published; None for any other.

    Plain text says nothing of itself: it is a table where its name says so.
    """
    if data.startswith(PDF_START):
        return PDF
    if data.startswith(ZIP_START):
        return _office_type(data)
    if form := form_of(data):
        return None if form == "MP4" and data[8:12] in NOT_MP4 else _BY_FORM.get(form)
    return CSV if extension == "csv" and data else None


def _office_type(data: bytes) -> FileType | None:
    if declared := content_type(data):
        return _OFFICE.get(declared)
    # Damaged or encrypted: its names still tell what it was.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except ERRORS:
        return None
    return next((found for part, found in _PARTS.items() if part in names), None)
