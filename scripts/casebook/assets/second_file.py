"""A file that is two files at once: harmless to one program, another thing to the next."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from casebook.assets import FileType
from casebook.assets.forms import form_of
from casebook.assets.kinds import CAMERA_DATA, DAMAGED_FILE, TWO_FILES_IN_ONE
from casebook.assets.remade.stripping import end_of_picture
from casebook.characters import as_argument
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized

_ARCHIVE: Final = Localized("an archive (ZIP)", "壓縮檔（ZIP）")
_BEHIND: Final = re.compile(
    rb"(?i)<(?:!doctype|html|head|body|script|svg|iframe|\?php)|%PDF-|^(?:MZ|\x7fELF|Rar!|7z\xbc\xaf|#!)"
)
_PDF_END: Final = re.compile(rb"%%EOF[\x00\s]*\Z")
_TAIL: Final = 2_000
_SOMETHING: Final = Localized("another file behind its end", "結尾後的另一個檔案")
_OF_CAMERA: Final = {
    "JPEG": Localized("a second picture", "第二幅圖片"),
    "MP4": Localized("a short video (motion photo)", "短片（動態相片）"),
}


def second_file(type_: FileType, data: bytes, name: str, place: Location) -> Iterator[Diagnostic]:
    """Yield what a file holds behind its end, or beside what its first bytes say."""
    if type_.kind == "document" and type_.name != "PDF":
        return  # whoever unpacks it looks at every byte
    if zipfile.is_zipfile(io.BytesIO(data)):
        yield TWO_FILES_IN_ONE.at(place, name=name, type=type_.name, what=_ARCHIVE)
    elif type_.name == "PDF" and b"%%EOF" not in data[-_TAIL:]:
        yield DAMAGED_FILE.at(place, name=name, type=type_.name)
    elif type_.name == "PDF" and not _PDF_END.search(data[-_TAIL:]):
        yield TWO_FILES_IN_ONE.at(place, name=name, type=type_.name, what=_SOMETHING)
    elif type_.kind == "image":
        yield from _behind_picture(type_, data[end_of_picture(data) :], name, place)


def _behind_picture(
    type_: FileType, rest: bytes, name: str, place: Location
) -> Iterator[Diagnostic]:
    """Tell what telephones write behind a picture from what nobody has to."""
    if _BEHIND.search(rest):
        yield TWO_FILES_IN_ONE.at(place, name=name, type=type_.name, what=_SOMETHING)
    elif rest.strip(b"\x00\r\n"):
        form = form_of(rest.lstrip(b"\x00"))
        other = Localized("data behind the end of the picture", "圖片結尾後的資料")
        what = _OF_CAMERA.get(form or "", other)
        yield CAMERA_DATA.at(place, name=name, path=as_argument(place.path), what=what)
