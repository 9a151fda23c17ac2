"""What cameras, telephones and picture programs write into a picture beside its pixels."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from PIL import ExifTags, Image

from casebook.assets import PICTURE_FORMATS
from casebook.assets.errors import PICTURE_ERRORS, IrregularError
from casebook.assets.kinds import (
    BROKEN_PICTURE,
    CAMERA_DATA,
    IRREGULAR_FILE,
    LOCATION_INSIDE,
    MOVING_PICTURE,
    PICTURE_TOO_LARGE,
)
from casebook.assets.remade.stripping import look_through
from casebook.characters import as_argument
from casebook.diagnostics import Diagnostic, Location
from casebook.language import Localized
from casebook.limits import Limits

_XMP_PLACE: Final = re.compile(rb"exif:GPS(?:Latitude|Longitude)[\s=>]")
_XMP_FACES: Final = re.compile(rb"mwg-rs:RegionList|MPReg:|Iptc4xmpExt:PersonInImage")
_XMP_MOTION: Final = re.compile(rb"(?:MotionPhoto|MicroVideo)(?:=[\"']|>)\s*1")
MAX_SIDE: Final = 16_383
"""In pixels: WebP holds no more."""
_ON_ITS_SIDE: Final = (5, 6, 7, 8)
_THUMBNAIL: Final = 0x0201
_NAMES: Final = (
    ExifTags.Base.Artist,
    ExifTags.Base.XPAuthor,
    ExifTags.Base.CameraOwnerName,
)
_SERIAL_NUMBERS: Final = (ExifTags.Base.BodySerialNumber, ExifTags.Base.LensSerialNumber)


def picture_size(
    data: bytes, name: str, place: Location, limits: Limits
) -> tuple[int, int] | Diagnostic:
    """Return the width and height of a picture as it is shown, or why it may not be shown."""
    try:
        look_through(data)
        with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as picture:
            if fault := too_large(picture.size, name, place, limits):
                return fault
            if picture.format != "MPO" and (count := getattr(picture, "n_frames", 1)) > 1:
                return MOVING_PICTURE.at(place, name=name, count=f"{count:,}")
            picture.load()
            turned = picture.getexif().get(ExifTags.Base.Orientation)
            width, height = picture.size
    except Image.DecompressionBombError:
        return too_large((MAX_SIDE + 1, MAX_SIDE + 1), name, place, limits) or BROKEN_PICTURE.at(
            place, name=name
        )
    except IrregularError as error:
        return IRREGULAR_FILE.at(place, name=name, what=error.what)
    except PICTURE_ERRORS:
        return BROKEN_PICTURE.at(place, name=name)
    return (height, width) if turned in _ON_ITS_SIDE else (width, height)


def too_large(
    size: tuple[int, int], name: str, place: Location, limits: Limits
) -> Diagnostic | None:
    """Say that a picture has too many pixels; None where it has not."""
    width, height = size
    if width * height <= limits.pixels and max(size) <= MAX_SIDE:
        return None
    return PICTURE_TOO_LARGE.at(
        place,
        name=name,
        size=f"{width:,} × {height:,}",
        limit=f"{limits.megapixels}",
        side=f"{MAX_SIDE:,}",
    )


def picture_traces(data: bytes, name: str, place: Location) -> Iterator[Diagnostic]:
    """Yield what an image file tells; an image that cannot be opened tells nothing here."""
    try:
        with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as picture:
            exif = picture.getexif()
            xmp = _xmp(picture)
            texts = {str(key).lower() for key in picture.info}
    except PICTURE_ERRORS:
        return
    if any(exif.get_ifd(ExifTags.IFD.GPSInfo).values()) or _XMP_PLACE.search(xmp):
        yield LOCATION_INSIDE.at(place, name=name, path=as_argument(place.path))
    what = tuple(_camera_data(exif, xmp, texts))
    if what:
        words = Localized(", ".join(w.en for w in what), "、".join(w.zh_hant for w in what))
        yield CAMERA_DATA.at(place, name=name, path=as_argument(place.path), what=words)


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
