"""What a PDF says of people beside its pages, and what it would do when opened."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from casebook.assets.errors import DamagedError
from casebook.assets.kinds import (
    ACTIVE_CONTENT,
    COMMENTS_INSIDE,
    EMBEDDED_FILE,
    ENCRYPTED_FILE,
    NAMES_INSIDE,
    OUTSIDE_REFERENCE,
)
from casebook.assets.traces.names import is_name, listed
from casebook.assets.traces.picture import picture_traces
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized

_PROGRAMS: Final = {
    "/JavaScript": "JavaScript",
    "/Launch": "Launch",
    "/SubmitForm": "SubmitForm",
    "/ImportData": "ImportData",
    "/RichMediaExecute": "RichMedia",
}
_ELSEWHERE: Final = ("/GoToR", "/GoToE")
_REMARKS: Final = frozenset(
    {
        "/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret",
        "/Ink", "/Stamp", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Redact",
    }
)  # fmt: skip
_LOCAL: Final = re.compile(r"(?i)file:|\\\\|[a-z]:\\")
_MAX_DEPTH: Final = 20
_SHOWN: Final = 6
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"

_EXPORT: Final = Localized(
    "make the PDF again from its source: Save As › PDF › Options, and untick Document properties",
    "從原稿重新製作 PDF：另存新檔 › PDF › 選項，取消「文件屬性」",
)
_PRINT: Final = Localized(
    "print it into a new PDF (Print › Microsoft Print to PDF, or Save as PDF)",
    "列印成新的 PDF（列印 › Microsoft Print to PDF，或另存為 PDF）",
)
_DELETE_REMARKS: Final = Localized(
    "delete the remarks, or print it into a new PDF with Comments & Forms: Document",
    "刪去註解；或列印成新的 PDF，「註解和表單」選「文件」",
)
_NO_ATTACHMENTS: Final = Localized(
    "register what is attached as a material of its own, and print this into a new PDF",
    "把附件另行登記為材料，並把本檔列印成新的 PDF",
)


def pdf_traces(data: bytes, name: str, place: Location) -> Iterator[Diagnostic]:
    """Yield what a PDF tells and would do; raise `DamagedError` where it cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                yield ENCRYPTED_FILE.at(place, name=name, help=_PRINT)
                return
            yield from _seen(pdf, name, place)
    except pikepdf.PasswordError:
        yield ENCRYPTED_FILE.at(place, name=name, help=_PRINT)
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, RecursionError) as error:
        raise DamagedError from error


def _seen(pdf: pikepdf.Pdf, name: str, place: Location) -> Iterator[Diagnostic]:
    names = sorted(set(_names(pdf)))
    if names:
        yield NAMES_INSIDE.at(place, name=name, what=listed(names), path=place.path, help=_EXPORT)
    if pages := _remarks(pdf):
        what = Localized(f"page {_numbers(pages)}", f"第 {_numbers(pages)} 頁")
        yield COMMENTS_INSIDE.at(place, name=name, what=what, help=_DELETE_REMARKS)
    yield from _objects(pdf, name, place)


def _objects(pdf: pikepdf.Pdf, name: str, place: Location) -> Iterator[Diagnostic]:
    found = _Dictionaries()
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Array):
            found.read(one, 0)
        elif isinstance(one, pikepdf.Stream):
            found.read(one.stream_dict, 0)
            if one.get("/Filter") == pikepdf.Name.DCTDecode:
                yield from picture_traces(one.read_raw_bytes(), name, place)
    for kind, words, help_ in (
        (ACTIVE_CONTENT, found.programs, _PRINT),
        (EMBEDDED_FILE, found.attachments, _NO_ATTACHMENTS),
        (OUTSIDE_REFERENCE, found.elsewhere, _PRINT),
    ):
        if words:
            yield kind.at(place, name=name, what=listed(sorted(words)), help=help_)


class _Dictionaries:
    """Gather what the dictionaries of a PDF would do (ISO 32000-1, 7.11 and 12.6)."""

    def __init__(self) -> None:
        self.programs: set[str] = set()
        self.attachments: set[str] = set()
        self.elsewhere: set[str] = set()

    def read(self, one: pikepdf.Object, depth: int) -> None:
        """Read a dictionary or array with those that stand directly in it."""
        if isinstance(one, pikepdf.Dictionary):
            self._look(one)
        values = one.as_dict().values() if isinstance(one, pikepdf.Dictionary) else one
        for value in values if depth < _MAX_DEPTH else ():
            inner = isinstance(value, pikepdf.Dictionary | pikepdf.Array)
            if inner and not value.is_indirect:
                self.read(value, depth + 1)

    def _look(self, one: pikepdf.Dictionary) -> None:
        action = str(one.get("/S", ""))
        if action in _PROGRAMS:
            self.programs.add(_PROGRAMS[action])
        if "/XFA" in one:
            self.programs.add("XFA")
        if one.get("/Subtype") in ("/RichMedia", "/Screen", "/3D", "/Movie"):
            self.programs.add(str(one.Subtype).lstrip("/"))
        if "/EF" in one:
            self.attachments.add(str(one.get("/UF", one.get("/F", "?"))))
        if action in _ELSEWHERE or "/Ref" in one:
            self.elsewhere.add(action.lstrip("/") or "Ref")
        target = str(one.get("/URI", "")) if action == "/URI" else ""
        if _LOCAL.match(target):
            self.elsewhere.add(target)


def _names(pdf: pikepdf.Pdf) -> Iterator[str]:
    author = str(pdf.docinfo.get("/Author", "")).strip()
    if is_name(author):
        yield author
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        found = xmp.get(_CREATOR) or ()
    for creator in [found] if isinstance(found, str) else found:
        if is_name(str(creator)):
            yield str(creator).strip()


def _remarks(pdf: pikepdf.Pdf) -> list[int]:
    """Return the numbers of pages that carry remarks of a reader."""
    return [
        number
        for number, page in enumerate(pdf.pages, start=1)
        if any(
            str(one.get("/Subtype", "")) in _REMARKS and ("/T" in one or "/Contents" in one)
            for one in page.get("/Annots", ())
            if isinstance(one, pikepdf.Dictionary)
        )
    ]


def _numbers(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:_SHOWN])) + (" …" if len(pages) > _SHOWN else "")
