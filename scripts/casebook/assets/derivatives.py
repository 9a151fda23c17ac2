"""Pictures made anew from their pixels: of the original, nothing else is published."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from casebook.assets import PICTURE_FORMATS, FileFacts
from casebook.assets.rights import EmbeddedRights, xmp_packet

TEXT_WIDTH: Final = 1320
"""Twice the width of a text column in pixels, for sharp screens."""
PREVIEW_WIDTH: Final = 320
TAKE_AWAY_WIDTH: Final = 2400
_MAX_PROFILE: Final = 4_000_000
"""In bytes: twice the largest colour profile for printing."""


@dataclass(frozen=True, slots=True)
class Derivative:
    """Hold one picture made from an original."""

    name: str
    width: int
    height: int
    data: bytes


def picture_name(name: str, width: int) -> str:
    """Return the name of the derivative of the picture `name` at `width`."""
    return f"{name.rsplit('.', 1)[0]}.{width}.webp"


def published_names(facts: FileFacts) -> dict[str, int]:
    """Return the name of every file that the site shows of one, with its width as a picture."""
    widths = (TEXT_WIDTH, PREVIEW_WIDTH) if facts.type.kind == "image" else ()
    derived = {picture_name(facts.name, width): width for width in widths}
    return {facts.name: TAKE_AWAY_WIDTH} | derived


def derive(
    facts: FileFacts, width: int, rights: EmbeddedRights, *, take_away: bool = False
) -> Derivative:
    """Make a picture no wider than `width` pixels: WebP to show, or the file's own type to take.

    The orientation is applied, colours become sRGB, and only pixels and `rights` are written: no
    EXIF, no position, no thumbnail of what was cropped away.
    """
    size = derived_size(facts, width)
    with Image.open(io.BytesIO(facts.read()), formats=PICTURE_FORMATS) as original:
        # A photograph of which little is left is read at a half, a quarter or an eighth of its
        # size, as JPEG is made for; whichever way it is turned, it is not below what is wanted.
        original.draft(None, (width, width))
        original.load()
        # Nothing is copied that need not be: a picture may have forty million pixels.
        ImageOps.exif_transpose(original, in_place=True)
        picture = _srgb(original)
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    picture.info.clear()
    output = io.BytesIO()
    if take_away:
        name = facts.name
        format_ = {"PNG": "PNG", "JPEG": "JPEG", "WebP": "WEBP"}[facts.type.name]
        if format_ == "JPEG":
            picture = picture.convert("RGB")
        _save(picture, format_, output, xmp_packet(rights))
    else:
        name = picture_name(facts.name, width)
        picture.save(output, "WEBP", quality=82, method=4, xmp=xmp_packet(rights))
    return Derivative(name, picture.width, picture.height, output.getvalue())


def _save(picture: Image.Image, format_: str, output: io.BytesIO, xmp: bytes) -> None:
    if format_ == "PNG":
        written = PngImagePlugin.PngInfo()
        written.add_itxt("XML:com.adobe.xmp", xmp.decode())
        picture.save(output, "PNG", pnginfo=written)
    else:
        picture.save(output, format_, xmp=xmp)


def derived_size(facts: FileFacts, width: int) -> tuple[int, int]:
    """Return the size that `derive` gives, without making the picture."""
    original_width, original_height = facts.width or 1, facts.height or 1
    if original_width <= width:
        return original_width, original_height
    return width, max(1, round(original_height * width / original_width))


def _srgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        # Sixteen bits a pixel: Pillow would cut off what is brighter than 255.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    profile = picture.info.get("icc_profile")
    mode = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    if profile and len(profile) <= _MAX_PROFILE and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode if picture.mode != "CMYK" else "RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if converted is not None:
            return converted
    return picture if picture.mode == mode else picture.convert(mode)
