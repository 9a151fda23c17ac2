"""What a PDF says of people beside its pages, and what it would do when opened."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from casebook.assets.errors import DamagedError, IrregularError
from casebook.assets.inflating import unpacked_size
from casebook.assets.kinds import (
    ACTIVE_CONTENT,
    CAMERA_DATA,
    COMMENTS_INSIDE,
    EARLIER_VERSIONS,
    EMBEDDED_FILE,
    ENCRYPTED_FILE,
    HIDDEN_PAGES,
    IRREGULAR_FILE,
    LINK_INSIDE,
    NAMES_INSIDE,
    OUTSIDE_REFERENCE,
    UNPACKS_TOO_LARGE,
)
from casebook.assets.remade.jpeg2000 import remade_jpeg2000, tells
from casebook.assets.remade.stripping import stripped
from casebook.assets.traces import pdf_help as help_
from casebook.assets.traces.names import is_name, listed
from casebook.assets.traces.pdf_objects import Objects
from casebook.assets.traces.pdf_work import work_of
from casebook.assets.traces.picture import picture_traces, too_large
from casebook.characters import as_argument
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized
from casebook.limits import Limits, size_in_words

_REMARKS: Final = frozenset(
    {
        "/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret",
        "/Ink", "/Stamp", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Redact",
        "/Popup", "/Projection",
    }
)  # fmt: skip
_DRAWN: Final = 4
"""A quarter of what may be unpacked may be drawn: orders take longer than pixels."""
_SHOWN: Final = 6
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_BESIDE: Final = Localized("properties of a picture (JPEG 2000)", "圖片的屬性（JPEG 2000）")
_LARGE_PACKET: Final = 1_000_000
"""Bytes of properties: programs write a hundredth of it."""
_LINEARIZED: Final = re.compile(rb"/Linearized\s")
_OBJECT: Final = re.compile(rb"\d\s+\d+\s+obj\b")


def pdf_traces(data: bytes, name: str, place: Location, limits: Limits) -> Iterator[Diagnostic]:
    """Yield what a PDF tells and would do; raise `DamagedError` where it cannot be read."""
    if (size := unpacked_size(data, limits.unpacked)) > limits.unpacked:
        yield _too_large(size, limits.unpacked, name, place)
        return
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                yield ENCRYPTED_FILE.at(place, name=name, help=help_.PRINT)
                return
            if (work := work_of(pdf, limits.unpacked // _DRAWN)) > limits.unpacked // _DRAWN:
                yield _too_large(work, limits.unpacked // _DRAWN, name, place)
                return
            yield from _seen(pdf, data, name, place, limits)
    except pikepdf.PasswordError:
        yield ENCRYPTED_FILE.at(place, name=name, help=help_.PRINT)
    except IrregularError as error:
        yield IRREGULAR_FILE.at(place, name=name, what=error.what)
    except (
        pikepdf.PdfError,
        pikepdf.ForeignObjectError,
        pikepdf.DataDecodingError,
        pikepdf.DeletedObjectError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        NotImplementedError,
        RuntimeError,  # RecursionError among them
        OverflowError,
    ) as error:
        raise DamagedError from error


def _too_large(size: int, limit: int, name: str, place: Location) -> Diagnostic:
    said = {"size": size_in_words(size), "limit": size_in_words(limit)}
    return UNPACKS_TOO_LARGE.at(place, name=name, **said)


def _seen(
    pdf: pikepdf.Pdf, data: bytes, name: str, place: Location, limits: Limits
) -> Iterator[Diagnostic]:
    names = sorted(set(_names(pdf)))
    path = place.path
    if names:
        yield NAMES_INSIDE.at(
            place, name=name, what=listed(names), path=as_argument(path), help=help_.EXPORT
        )
    if pages := _remarks(pdf):
        what = Localized(f"page {_numbers(pages)}", f"第 {_numbers(pages)} 頁")
        yield COMMENTS_INSIDE.at(place, name=name, what=what, help=help_.DELETE_REMARKS)
    if _has_earlier_versions(data):
        yield EARLIER_VERSIONS.at(place, name=name, path=as_argument(path))
    found = Objects(pdf)
    for kind, words, cure in (
        (ACTIVE_CONTENT, found.programs, help_.PRINT),
        (EMBEDDED_FILE, found.attachments, help_.NO_ATTACHMENTS),
        (OUTSIDE_REFERENCE, found.elsewhere, help_.PRINT),
        (LINK_INSIDE, found.links, help_.CHANGE_LINK),
        (HIDDEN_PAGES, found.hidden, help_.PRINT),
    ):
        if words:
            shown = sorted(words, key=lambda one: one.en)[:_SHOWN]
            what = Localized(", ".join(w.en for w in shown), "、".join(w.zh_hant for w in shown))
            yield kind.at(place, name=name, what=what, help=cure)
    for size in found.pictures:
        if fault := too_large(size, name, place, limits):
            yield fault
    yield from _pictures(found, name, place)


def _pictures(found: Objects, name: str, place: Location) -> Iterator[Diagnostic]:
    """Look into the photographs, which lie in a PDF as cameras made them."""
    told: dict[Diagnostic, None] = {}
    path = as_argument(place.path)
    for data in found.jpeg_2000:
        try:
            if tells(data):
                told[CAMERA_DATA.at(place, name=name, path=path, what=_BESIDE)] = None
            remade_jpeg2000(data)
        except DamagedError as error:
            raise IrregularError(
                "a picture in it is no whole JPEG 2000", "當中有圖片不是完整的 JPEG 2000"
            ) from error
    for data in found.photographs:
        told |= dict.fromkeys(picture_traces(data, name, place))
        try:
            stripped(data)
        except (OSError, ValueError, SyntaxError, DamagedError) as error:
            raise IrregularError(
                "a picture in it is no whole JPEG", "當中有圖片不是完整的 JPEG"
            ) from error
    yield from told


def _has_earlier_versions(data: bytes) -> bool:
    """Tell whether objects were written behind the end of an older version (ISO 32000-1, 7.5.6).

    A file that is made for the web says where it ends at its beginning as well, and Word writes a
    second list of the same objects.
    """
    ends = data.split(b"%%EOF")
    later = ends[2:] if _LINEARIZED.search(data[:1_024]) else ends[1:]
    return any(_OBJECT.search(one) for one in later)


def _names(pdf: pikepdf.Pdf) -> Iterator[str]:
    author = str(pdf.docinfo.get("/Author", "")).strip()
    if is_name(author):
        yield author
    packet = pdf.Root.get("/Metadata")
    if not isinstance(packet, pikepdf.Stream):
        return
    if len(packet.read_raw_bytes()) > _LARGE_PACKET or len(packet.read_bytes()) > _LARGE_PACKET:
        raise IrregularError("its properties have over a million bytes", "屬性超過一百萬位元組")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        creators = xmp.get(_CREATOR) or ()
    for creator in [creators] if isinstance(creators, str) else creators:
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
