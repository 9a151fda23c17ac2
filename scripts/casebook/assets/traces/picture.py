"""What cameras, telephones and picture programs write into a picture beside its pixels."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from PIL import ExifTags, Image

from casebook.assets.kinds import CAMERA_DATA, LOCATION_INSIDE
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized

_XMP_PLACE: Final = re.compile(rb"exif:GPS(?:Latitude|Longitude)[\s=>]")
_XMP_FACES: Final = re.compile(rb"mwg-rs:RegionList|MPReg:|Iptc4xmpExt:PersonInImage")
_XMP_MOTION: Final = re.compile(rb"(?:MotionPhoto|MicroVideo)(?:=[\"']|>)\s*1")
_THUMBNAIL: Final = 0x0201
_NAMES: Final = (
    ExifTags.Base.Artist,
    ExifTags.Base.XPAuthor,
    ExifTags.Base.CameraOwnerName,
)
_SERIAL_NUMBERS: Final = (ExifTags.Base.BodySerialNumber, ExifTags.Base.LensSerialNumber)


def picture_traces(data: bytes, name: str, place: Location) -> Iterator[Diagnostic]:
    """Yield what an image file tells; an image that cannot be opened tells nothing here."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            exif = picture.getexif()
            xmp = _xmp(picture)
            texts = {str(key).lower() for key in picture.info}
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return
    if any(exif.get_ifd(ExifTags.IFD.GPSInfo).values()) or _XMP_PLACE.search(xmp):
        yield LOCATION_INSIDE.at(place, name=name, path=place.path)
    what = tuple(_camera_data(exif, xmp, texts))
    if what:
        words = Localized(", ".join(w.en for w in what), "、".join(w.zh_hant for w in what))
        yield CAMERA_DATA.at(place, name=name, path=place.path, what=words)


def _camera_data(exif: Image.Exif, xmp: bytes, texts: set[str]) -> Iterator[Localized]:
    details = exif.get_ifd(ExifTags.IFD.Exif)
    both = {**dict(exif), **details}
    if _THUMBNAIL in exif.get_ifd(ExifTags.IFD.IFD1):
        yield Localized(
            "a small copy, which may show what was cut away", "縮圖（可能顯示已裁走的部分）"
        )
    if ExifTags.Base.MakerNote in details:
        yield Localized("the camera maker's notes", "相機廠商的附註")
    if any(both.get(tag) for tag in _SERIAL_NUMBERS):
        yield Localized("the camera's serial number", "相機序號")
    if any(both.get(tag) for tag in _NAMES) or "author" in texts:
        yield Localized("the photographer's name", "攝影者姓名")
    if _XMP_FACES.search(xmp):
        yield Localized("marked faces or names of people", "已標示的面孔或人名")
    if _XMP_MOTION.search(xmp):
        yield Localized("a short video (motion photo)", "短片（動態相片）")


def _xmp(picture: Image.Image) -> bytes:
    found = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return found.encode() if isinstance(found, str) else bytes(found)
