"""What Word, PowerPoint and Excel keep in a file beside what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from casebook.assets.errors import EncryptedError, TooLargeError
from casebook.assets.kinds import (
    ACTIVE_CONTENT,
    COMMENTS_INSIDE,
    EMBEDDED_FILE,
    ENCRYPTED_FILE,
    HIDDEN_PAGES,
    NAMES_INSIDE,
    OUTSIDE_REFERENCE,
    TRACKED_CHANGES,
    UNPACKS_TOO_LARGE,
)
from casebook.assets.package import read_package, relationships, xml_of
from casebook.assets.traces.names import is_name, listed
from casebook.assets.traces.picture import picture_traces
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized

_WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES: Final = {
    "docProps/core.xml": ("creator", "lastModifiedBy"),
    "docProps/app.xml": ("Manager",),
}
_COMMENTS: Final = re.compile(
    r"(?:word/comments\w*|ppt/comments/[^/]+|xl/(?:comments\w*|threadedComments/[^/]+))\.xml"
    r"|xl/comments/[^/]+\.xml"
)
_MADE_OF_CHANGES: Final = re.compile(r"word/(?:document|header|footer|footnotes|endnotes)\d*\.xml")
_REVISIONS: Final = re.compile(r"xl/revisions/")
_PROGRAMS: Final = re.compile(r"(?:.*/)?(?:vbaProject\w*\.bin|activeX/.*)|xl/macrosheets/.*")
_EMBEDDED: Final = re.compile(
    # Objects, pages to be merged in, and programs, wherever they lie.
    r"(?:word|ppt|xl)/embeddings/.+|.*/afchunk[^/]*|.+\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|js|jar|hta"
    r"|html?|xhtml|mht(?:ml)?)",
    re.IGNORECASE,
)
_WORKBOOK: Final = re.compile(r".+\.(?:xlsx|docx|pptx)")
_PICTURE: Final = re.compile(r"(?:word|ppt|xl)/media/.+\.(?:jpe?g|png|webp)", re.IGNORECASE)
_FETCHED_ON_REQUEST: Final = ("hyperlink", "video", "audio", "media")

_INSPECT: Final = Localized(
    "in Word, PowerPoint or Excel: File › Info › Check for Issues › Inspect Document › Remove All",
    "在 Word、PowerPoint 或 Excel：檔案 › 資訊 › 查看是否有問題 › 檢查文件 › 全部移除",
)
_NO_PASSWORD: Final = Localized(
    "File › Info › Protect Document › Encrypt with Password: delete the password, then save",
    "檔案 › 資訊 › 保護文件 › 以密碼加密：刪去密碼，然後存檔",
)
_DELETE_COMMENTS: Final = Localized(
    "delete them: Review › Delete › Delete All Comments, then save",
    "刪去註解：校閱 › 刪除 › 刪除所有註解，然後存檔",
)
_NO_MACROS: Final = Localized(
    "File › Save As and choose the type without macros (.docx, .pptx, .xlsx)",
    "檔案 › 另存新檔，選不含巨集的類型（.docx、.pptx、.xlsx）",
)
_AS_PICTURE: Final = Localized(
    "copy the object, paste it as a picture (Paste Special), delete the object, then save",
    "複製該物件，以「選擇性貼上」貼成圖片，刪去物件，然後存檔",
)
_NO_LINKS: Final = Localized(
    "File › Info › Edit Links to Files › Break Link; for a template: Developer › Document "
    "Template, clear the field; then save",
    "檔案 › 資訊 › 編輯檔案連結 › 中斷連結；如屬範本：開發人員 › 文件範本，清空欄位；然後存檔",
)


def office_traces(data: bytes, name: str, place: Location) -> Iterator[Diagnostic]:
    """Yield what a Word, PowerPoint or Excel file tells, and what it would do when opened."""
    try:
        parts = read_package(data)
    except EncryptedError:
        yield ENCRYPTED_FILE.at(place, name=name, help=_NO_PASSWORD)
        return
    except TooLargeError as error:
        yield UNPACKS_TOO_LARGE.at(place, name=name, size=f"{error.size // 1_000_000:,}")
        return
    names = sorted(set(_names(parts)))
    if names:
        yield NAMES_INSIDE.at(place, name=name, what=listed(names), path=place.path, help=_INSPECT)
    yield from _unseen(parts, name, place)
    yield from _acting(parts, name, place)
    for part in sorted(parts):
        if _PICTURE.fullmatch(part):
            yield from picture_traces(parts[part], f"{name} › {part.rsplit('/')[-1]}", place)
        elif _EMBEDDED.fullmatch(part) and _WORKBOOK.fullmatch(part):
            # The table behind a chart is a whole workbook, with properties of its own.
            yield from office_traces(parts[part], f"{name} › {part.rsplit('/')[-1]}", place)


def _names(parts: Mapping[str, bytes]) -> Iterator[str]:
    for part, fields in _NAMES.items():
        for element in xml_of(parts[part]) if part in parts else ():
            text = (element.text or "").strip()
            if element.tag.rpartition("}")[2] in fields and is_name(text):
                yield text


def _unseen(parts: Mapping[str, bytes], name: str, place: Location) -> Iterator[Diagnostic]:
    comments = [part for part in parts if _COMMENTS.fullmatch(part) and len(xml_of(parts[part]))]
    if comments:
        yield COMMENTS_INSIDE.at(
            place, name=name, what=listed([part.rsplit("/")[-1] for part in comments[:1]]),
            help=_DELETE_COMMENTS,
        )  # fmt: skip
    texts = [parts[part] for part in parts if _MADE_OF_CHANGES.fullmatch(part)]
    changed = any(
        f"{{{_WORDS}}}author" in element.attrib
        for text in texts
        if b"author" in text
        for element in xml_of(text).iter()
    )
    if changed or any(_REVISIONS.match(part) for part in parts):
        yield TRACKED_CHANGES.at(place, name=name)
    hidden = tuple(_hidden(parts))
    if hidden:
        what = Localized(", ".join(h.en for h in hidden), "、".join(h.zh_hant for h in hidden))
        yield HIDDEN_PAGES.at(place, name=name, what=what)


def _hidden(parts: Mapping[str, bytes]) -> Iterator[Localized]:
    slides = [part for part in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", part)]
    unseen = sum(xml_of(parts[part]).get("show") in ("0", "false") for part in slides)
    if unseen:
        yield Localized(f"hidden slides ({unseen})", f"隱藏的投影片（{unseen} 張）")
    sheets = xml_of(parts["xl/workbook.xml"]).iter() if "xl/workbook.xml" in parts else ()
    for sheet in sheets:
        if sheet.tag.endswith("}sheet") and sheet.get("state") in ("hidden", "veryHidden"):
            title = sheet.get("name", "")
            yield Localized(f'the hidden sheet "{title}"', f"隱藏的工作表「{title}」")


def _acting(parts: Mapping[str, bytes], name: str, place: Location) -> Iterator[Diagnostic]:
    programs = [part for part in parts if _PROGRAMS.fullmatch(part)]
    if programs:
        what = listed([part.rsplit("/")[-1] for part in programs[:1]])
        yield ACTIVE_CONTENT.at(place, name=name, what=what, help=_NO_MACROS)
    objects = [p for p in parts if _EMBEDDED.fullmatch(p) and not _WORKBOOK.fullmatch(p)]
    if objects:
        what = listed([part.rsplit("/")[-1] for part in objects])
        yield EMBEDDED_FILE.at(place, name=name, what=what, help=_AS_PICTURE)
    for one in relationships(parts):
        is_local = one.target.lower().startswith(("file:", "\\\\")) or ":\\" in one.target
        if one.external and (one.kind not in _FETCHED_ON_REQUEST or is_local):
            what = Localized(f"{one.kind} {one.target}", f"{one.kind} {one.target}")
            yield OUTSIDE_REFERENCE.at(place, name=name, what=what, help=_NO_LINKS)
