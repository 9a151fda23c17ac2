"""Say of a file that cannot be published what it is, where that can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from casebook.assets.kinds import (
    DAMAGED_FILE,
    ENCRYPTED_FILE,
    GIT_LFS_POINTER,
    UNCONVERTED_FILE,
)
from casebook.assets.package import content_type
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized

NOT_MP4: Final[Mapping[bytes, tuple[str, Localized]]] = {
    **dict.fromkeys(
        (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc"),
        (
            "HEIC",
            Localized(
                "on the iPhone choose Settings › Camera › Formats › Most Compatible, or open the "
                "picture on a computer and save it as JPEG",
                "在 iPhone 選「設定 › 相機 › 格式 › 最兼容」；或在電腦開啟圖片，另存為 JPEG",
            ),
        ),
    ),
    **dict.fromkeys(
        (b"avif", b"avis"),
        ("AVIF", Localized("open it and save it as JPEG or PNG", "開啟後另存為 JPEG 或 PNG")),
    ),
    b"qt  ": (
        "QuickTime (.mov)",
        Localized(
            "export it as MP4 (QuickTime Player: File › Export As; or any video program)",
            "匯出為 MP4（QuickTime Player：檔案 › 輸出為；或使用其他影片軟件）",
        ),
    ),
    b"M4A ": (
        "M4A",
        Localized("save the recording as MP3", "把錄音另存為 MP3"),
    ),
}
"""Files that begin like an MP4, by their brand (ISO 14496-12, 4.3), and how to convert them."""

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_POINTER: Final = b"version https://git-lfs.github.com/spec/"
_SAVE_NEW: Final = Localized(
    "open it and save it in the present format: File › Save As › .docx, .pptx or .xlsx",
    "開啟後以現行格式存檔：檔案 › 另存新檔 › .docx、.pptx 或 .xlsx",
)
_NO_PASSWORD: Final = Localized(
    "open it, delete the password (File › Info › Protect Document › Encrypt with Password), save",
    "開啟檔案，刪去密碼（檔案 › 資訊 › 保護文件 › 以密碼加密），然後存檔",
)
_OLD: Final = Localized("an Office file of before 2007", "2007 年以前格式的 Office 檔案")
_PLAIN: Final = Localized(
    "File › Save As: choose Word Document (.docx), PowerPoint Presentation (.pptx) or Excel "
    "Workbook (.xlsx)",
    "檔案 › 另存新檔：選「Word 文件 (.docx)」、「PowerPoint 簡報 (.pptx)」或"
    "「Excel 活頁簿 (.xlsx)」",
)
_MACROS: Final = Localized(
    "a file for macros (.docm, .pptm, .xlsm)", "供巨集使用的檔案（.docm、.pptm、.xlsm）"
)
_TEMPLATE: Final = Localized("a template (.dotx, .potx, .xltx)", "範本（.dotx、.potx、.xltx）")
_OTHER_OFFICE: Final = {
    "binary": (Localized("a binary workbook (.xlsb)", "二進位活頁簿（.xlsb）"), _PLAIN),
    "macroenabled": (_MACROS, _PLAIN),
    "addin": (Localized("an add-in", "增益集"), _PLAIN),
    "template": (_TEMPLATE, _PLAIN),
    "slideshow": (Localized("a slide show (.ppsx)", "投影片放映檔（.ppsx）"), _PLAIN),
}
_STARTS: Final = {
    "pdf": (b"%PDF-", "PDF"),
    "docx": (b"PK\x03\x04", "Word"),
    "pptx": (b"PK\x03\x04", "PowerPoint"),
    "xlsx": (b"PK\x03\x04", "Excel"),
}


def is_pointer(data: bytes) -> bool:
    """Tell whether Git LFS left this in place of a file."""
    return data.startswith(_POINTER)


def unreadable(data: bytes, name: str, place: Location) -> Diagnostic | None:
    """Return what a file of no known type is, or None where nobody can tell."""
    if is_pointer(data):
        return GIT_LFS_POINTER.at(place, name=name)
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        return ENCRYPTED_FILE.at(place, name=name, help=_NO_PASSWORD)
    if other := _other_type(data):
        what, cure = other
        return UNCONVERTED_FILE.at(place, name=name, what=what, help=cure)
    start, type_ = _STARTS.get(name.rpartition(".")[2].lower(), (b"", ""))
    if start and (not data or data.startswith(start)):
        return DAMAGED_FILE.at(place, name=name, type=type_)
    return None


def _other_type(data: bytes) -> tuple[str | Localized, Localized] | None:
    """Name what can be turned into a type that is published, and how."""
    if data[4:8] == b"ftyp":
        return NOT_MP4.get(data[8:12])
    if data.startswith(_COMPOUND):
        return _OLD, _SAVE_NEW
    declared = (content_type(data) or "").lower() if data.startswith(b"PK\x03\x04") else ""
    # An Office file for macros, or one that is opened as a template or show.
    return next((told for word, told in _OTHER_OFFICE.items() if word in declared), None)
