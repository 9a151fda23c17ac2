"""Pictures, recordings and tables that are not what they seem, each with what is said of it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Final

import av
import numpy as np
from mutagen.id3 import APIC, ID3
from mutagen.mp4 import MP4, MP4Cover
from PIL import Image, ImageCms, PngImagePlugin

from tests.assets.documents import plain
from tests.assets.hostile_office import located_jpeg, png
from tests.assets.hostile_pdf import pdf

Make = Callable[[], bytes]

SECRET: Final = b"Chan Tai Man"


def picture(format_: str, **given: object) -> bytes:
    data = io.BytesIO()
    Image.linear_gradient("L").resize((96, 64)).convert("RGB").save(data, format_, **given)
    return data.getvalue()


def moving(format_: str, count: int = 3) -> bytes:
    data = io.BytesIO()
    first, *others = (Image.new("RGB", (32, 24), (40 * n, 0, 0)) for n in range(count))
    first.save(data, format_, save_all=True, append_images=others)
    return data.getvalue()


def mpo() -> bytes:
    """Make two pictures in one file, as telephones do for depth or brightness."""
    return moving("MPO", 2)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _png_with(name: bytes, content: bytes) -> bytes:
    data = picture("PNG")
    return data[:33] + _chunk(name, content) + data[33:]


def _drawn_again() -> bytes:
    """Repeat the last scan of a progressive JPEG: a reader draws the picture again for each."""
    data = picture("JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * 200 + data[-2:]


def profiled(format_: str, size: int) -> bytes:
    """Make a picture with a colour profile of some bytes."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture(format_, icc_profile=profile + bytes(max(0, size - len(profile))))


def video(*, seconds: int = 1, width: int = 64, height: int = 48, codec: str = "mpeg4") -> bytes:
    data = io.BytesIO()
    with av.open(data, "w", format="mp4") as target:
        stream = target.add_stream(codec, rate=1)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for shade in range(seconds):
            pixels = np.full((height, width, 3), shade % 250, dtype=np.uint8)
            target.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        target.mux(stream.encode(None))
    return data.getvalue()


def silence(seconds: int = 1) -> bytes:
    """Make the frames of an MP3: 8 kbit/s, 22,050 samples a second."""
    return (b"\xff\xf3\x10\xc4" + bytes(22)) * round(seconds * 22_050 / 576)


def covered_sound() -> bytes:
    """Make a recording with a photograph on its cover, which tells where it was taken."""
    data = io.BytesIO(silence())
    tags = ID3()
    tags.add(APIC(encoding=3, mime="image/jpeg", type=3, desc="", data=located_jpeg() + SECRET))
    tags.save(data)
    return data.getvalue()


def covered_video() -> bytes:
    data = io.BytesIO(video())
    tags = MP4(data)
    tags["covr"] = [MP4Cover(located_jpeg() + SECRET)]
    data.seek(0)
    tags.save(data)
    return data.getvalue()


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def _playlist() -> bytes:
    """Make a list of addresses that FFmpeg would follow, behind the start of an MP3."""
    listed = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
    return b"ID3\x03\x00\x00\x00\x00\x00\x00" + listed


def _lying_video() -> bytes:
    """Let the header of a film of 900 seconds say that it lasts one."""
    data = bytearray(video(seconds=900, width=16, height=16))
    for name in (b"mvhd", b"mdhd", b"tkhd"):
        at = data.index(name)
        wide = 16 if name != b"tkhd" else 24
        data[at + wide + 4 : at + wide + 8] = (1).to_bytes(4, "big")
    return bytes(data)


def _promising(table: bytes, at: int) -> Make:
    """Let a table of a film stand for thousands of millions of samples."""

    def make() -> bytes:
        data = bytearray(video())
        place = data.index(table) + 4 + at
        data[place : place + 4] = b"\x7f\xff\xff\xff"
        return bytes(data)

    return make


def _endless_tag() -> bytes:
    """Let a tag say that it is a thousand million bytes long."""
    data = bytearray(covered_video())
    place = data.index(b"covr") + 4
    data[place : place + 4] = (1 << 30).to_bytes(4, "big")
    return bytes(data)


def table(text: str) -> Make:
    return text.encode


MEDIA: Final[Mapping[str, tuple[str, Make, str]]] = {
    # pictures
    "jpeg-and-archive": ("a.jpg", lambda: picture("JPEG") + plain("xlsx"), "two-files-in-one"),
    "png-and-archive": ("a.png", lambda: picture("PNG") + plain("xlsx"), "two-files-in-one"),
    "webp-and-archive": ("a.webp", lambda: picture("WEBP") + plain("xlsx"), "two-files-in-one"),
    "png-and-page": ("a.png", lambda: picture("PNG") + b"<!DOCTYPE html>", "two-files-in-one"),
    "jpeg-and-page": ("a.jpg", lambda: picture("JPEG") + b"<ScRiPt>x()", "two-files-in-one"),
    "jpeg-and-pdf": ("a.jpg", lambda: picture("JPEG") + pdf(), "two-files-in-one"),
    "jpeg-and-program": ("a.jpg", lambda: picture("JPEG") + b"MZ\x90\x00", "two-files-in-one"),
    "jpeg-and-secret": ("a.jpg", lambda: picture("JPEG") + SECRET, "camera-data"),
    "png-and-secret": ("a.png", lambda: picture("PNG") + SECRET, "camera-data"),
    "jpeg-and-film": ("a.jpg", lambda: picture("JPEG") + video(), "camera-data"),
    "two-pictures-of-a-telephone": ("a.jpg", mpo, "camera-data"),
    "moving-png": ("a.png", lambda: moving("PNG"), "moving-picture"),
    "moving-webp": ("a.webp", lambda: moving("WEBP"), "moving-picture"),
    "moving-without-end": ("a.webp", lambda: moving("WEBP", 2_000), "moving-picture"),
    "png-of-400-megapixels": (
        "a.png",
        lambda: png(20_000, 20_000, zlib.compress(bytes(9)), bits=1),
        "picture-too-large",
    ),
    "png-of-one-long-row": (
        "a.png",
        lambda: png(100_000, 1, zlib.compress(bytes(9)), bits=1),
        "picture-too-large",
    ),
    "png-of-nothing": ("a.png", lambda: png(0, 0, b""), "broken-picture"),
    "png-cut-short": ("a.png", lambda: picture("PNG")[:-60], "broken-picture"),
    "jpeg-cut-short": ("a.jpg", lambda: picture("JPEG")[:-300], "broken-picture"),
    "webp-cut-short": ("a.webp", lambda: picture("WEBP")[:-60], "broken-picture"),
    "png-in-thousands-of-pieces": (
        "a.png",
        lambda: _png_with(b"IDAT", b"")[:33] + _chunk(b"IDAT", b"") * 30_000 + picture("PNG")[33:],
        "irregular-file",
    ),
    "jpeg-in-thousands-of-pieces": (
        "a.jpg",
        lambda: picture("JPEG")[:2] + b"\xff\xfe\0\x02" * 30_000 + picture("JPEG")[2:],
        "irregular-file",
    ),
    "jpeg-drawn-a-hundred-times": ("a.jpg", _drawn_again, "irregular-file"),
    "jpeg-filled-up": (
        "a.jpg",
        lambda: picture("JPEG")[:2] + b"\xff" * 10_000 + picture("JPEG")[2:],
        "irregular-file",
    ),
    "jpeg-named-png": ("a.png", lambda: picture("JPEG"), "file-type-differs"),
    "gif-named-png": ("a.png", lambda: picture("GIF"), "unknown-file-type"),
    "page-named-png": ("a.png", lambda: b"<html><script>x()</script>", "unknown-file-type"),
    "drawing-named-png": (
        "a.png",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        "unknown-file-type",
    ),
    "drawing": (
        "a.svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        "unknown-file-type",
    ),
    "bitmap": ("a.png", lambda: picture("BMP"), "unknown-file-type"),
    "tiff": ("a.jpg", lambda: picture("TIFF"), "unknown-file-type"),
    "postscript": ("a.png", lambda: picture("EPS"), "unknown-file-type"),
    "icon": ("a.png", lambda: picture("ICO"), "unknown-file-type"),
    # recordings
    "playlist-named-mp3": ("a.mp3", _playlist, "irregular-file"),
    "mp3-and-archive": ("a.mp3", lambda: silence() + plain("docx"), "two-files-in-one"),
    "mp3-and-page": ("a.mp3", lambda: silence() + b"<script>x()</script>", "irregular-file"),
    "mp3-with-page-inside": (
        "a.mp3",
        lambda: silence() + b"<script>x()</script>" + silence(),
        "irregular-file",
    ),
    "mp3-without-sound": ("a.mp3", lambda: b"ID3\x03\x00\x00\x00\x00\x00\x00", "damaged-file"),
    "mp3-with-photograph": ("a.mp3", covered_sound, "location-inside"),
    "mp4-with-photograph": ("a.mp4", covered_video, "location-inside"),
    "mp3-of-an-hour": ("a.mp3", lambda: silence(3_600), "recording-too-long"),
    "mp4-and-archive": ("a.mp4", lambda: video() + plain("docx"), "two-files-in-one"),
    "mp4-and-page": ("a.mp4", lambda: video() + b"<script>x()</script>", "damaged-file"),
    "mp4-cut-short": ("a.mp4", lambda: video()[:-40], "damaged-file"),
    "mp4-of-boxes": (
        "a.mp4",
        lambda: box(b"ftyp", b"isom\0\0\0\0isom") + box(b"free", SECRET),
        "damaged-file",
    ),
    "mp4-of-endless-times": ("a.mp4", _promising(b"stts", 8), "damaged-file"),
    "mp4-of-endless-sizes": ("a.mp4", _promising(b"stsz", 8), "damaged-file"),
    "mp4-of-endless-places": ("a.mp4", _promising(b"stco", 4), "damaged-file"),
    "mp4-with-an-endless-tag": ("a.mp4", _endless_tag, "damaged-file"),
    "mp4-without-pictures": (
        "a.mp4",
        lambda: video().replace(b"stsz", b"free"),
        "damaged-file",
    ),
    "mp4-of-a-wall": ("a.mp4", lambda: video(width=2_000, height=16), "video-too-large"),
    "mp4-of-an-hour": (
        "a.mp4",
        lambda: video(seconds=700, width=16, height=16),
        "recording-too-long",
    ),
    "mp4-that-lies": ("a.mp4", _lying_video, "recording-too-long"),
    "mp4-in-another-codec": ("a.mp4", lambda: video(codec="mpeg2video"), "unconverted-file"),
    "matroska-named-mp4": ("a.mp4", lambda: b"\x1aE\xdf\xa3" + bytes(60), "unknown-file-type"),
    "playlist-named-mp4": ("a.mp4", lambda: b"#EXTM3U\nfile:///etc/passwd\n", "unknown-file-type"),
    # tables
    "cell-with-command": ("a.csv", table("a,b\n1,=cmd|'/c calc'!A0\n"), "formula-inside"),
    "cell-in-quotes": (
        "a.csv",
        table('a,b\n1,"=HYPERLINK(""https://a.example"")"\n'),
        "formula-inside",
    ),
    "cell-with-plus": ("a.csv", table("a,b\n1,+cmd|'/c calc'!A0\n"), "formula-inside"),
    "cell-with-minus": ("a.csv", table("a,b\n1,-2+3+cmd|'/c calc'!A0\n"), "formula-inside"),
    "cell-with-at": ("a.csv", table("a,b\n1,@SUM(1+1)\n"), "formula-inside"),
    "cell-with-wide-sign": ("a.csv", table("a,b\n1,＝1+A1\n"), "formula-inside"),
    "cell-behind-a-tab": ("a.csv", table('a,b\n1,"\t=1+A1"\n'), "formula-inside"),
    "cell-behind-spaces": ("a.csv", table("a,b\n1,  =1+A1\n"), "formula-inside"),
    "cell-behind-a-semicolon": ("a.csv", table("a,b\n1;=1+A1\n"), "formula-inside"),
    "cell-behind-a-tab-stop": ("a.csv", table("a,b\nx\t=1+A1\n"), "formula-inside"),
    "first-cell": ("a.csv", table("=1+A1,b\n"), "formula-inside"),
    "quote-without-end": ("a.csv", table('a,b\n"x,=1+1\n=A1\n'), "not-a-table"),
    "quote-and-more": ("a.csv", table('a,b\n"x"y,=A1\n'), "not-a-table"),
    "page-named-csv": ("a.csv", table("<script>alert(1)</script>\n"), "not-a-table"),
    "page-behind-spaces": ("a.csv", table("\n\n  <!DOCTYPE html>\n"), "not-a-table"),
    "empty-table": ("a.csv", table("\n\n"), "not-a-table"),
    "line-without-end": ("a.csv", table("a," * 200_000), "not-a-table"),
    "direction-in-a-cell": ("a.csv", table("a,b\n\u202e1,2\n"), "unseen-character"),
    "nul-in-a-cell": ("a.csv", table("a,b\n\x001,2\n"), "unseen-character"),
    "terminal-code-in-a-cell": ("a.csv", table("a,b\n\x1b[2J,2\n"), "unseen-character"),
    "table-in-big5": ("a.csv", lambda: "班別,人數\n一甲,30\n".encode("big5hkscs"), "not-utf-8"),
    "table-in-utf-16": ("a.csv", lambda: "a,b\n1,2\n".encode("utf-16"), "not-utf-8"),
    "workbook-named-csv": ("a.csv", lambda: plain("xlsx"), "file-type-differs"),
    "nothing": ("a.csv", lambda: b"", "unknown-file-type"),
}


def _tagged_png() -> bytes:
    written = PngImagePlugin.PngInfo()
    written.add_text("Comment", SECRET.decode() * 9)
    return picture("PNG", pnginfo=written)


def _grey(bits: int) -> bytes:
    data = io.BytesIO()
    shades = np.linspace(0, 2**bits - 1, 256 * 4).reshape(4, 256)
    Image.fromarray(shades.astype(np.uint16 if bits == 16 else np.uint8)).save(data, "PNG")
    return data.getvalue()


def _cmyk() -> bytes:
    data = io.BytesIO()
    Image.new("CMYK", (32, 24), (10, 200, 30, 0)).save(data, "JPEG")
    return data.getvalue()


def _palette() -> bytes:
    data = io.BytesIO()
    Image.new("P", (32, 24), 3).save(data, "PNG", transparency=3, bits=2)
    return data.getvalue()


HARMLESS: Final[Mapping[str, tuple[str, Make]]] = {
    "sixteen-bit-png": ("a.png", lambda: _grey(16)),
    "png-in-four-inks": ("a.jpg", _cmyk),
    "png-with-palette": ("a.png", _palette),
    "png-with-unknown-chunk": ("a.png", lambda: _png_with(b"prVt", SECRET)),
    "png-with-profile": ("a.png", lambda: profiled("PNG", 0)),
    "jpeg-with-large-profile": ("a.jpg", lambda: profiled("JPEG", 900_000)),
    "png-with-words": ("a.png", _tagged_png),
    "jpeg-with-comment": ("a.jpg", lambda: picture("JPEG", comment=SECRET)),
    "mp4-with-unknown-box": ("a.mp4", lambda: video() + box(b"uuid", SECRET * 9)),
    "negative-numbers": ("a.csv", table("a,b\n-5,+3.2e-4\n-1.5%,-\n-$1,200;(2)\n")),
    "telephone-numbers": ("a.csv", table("school,telephone\nA,+852 1234 0000\n")),
    "dates": ("a.csv", table("day\n2025-03-02\n-\n—\n")),
    "table-of-excel": ("a.csv", lambda: "班別,人數\r\n一甲,30\r\n".encode("utf-8-sig")),
    "words-in-cells": ("a.csv", table('a,b\n"x, y - z = 3","he said ""no"""\n1 = 2,a@b\n')),
    "lines-in-cells": ("a.csv", table('a,b\n"one\ntwo\n- three",2\n')),
}
"""What looks odd and is published, all that it holds beside its content left out."""
