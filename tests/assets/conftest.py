"""Files as telephones and office programs make them: small, real, and full of what they tell."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import av
import numpy as np
import openpyxl
import pikepdf
import pytest
from docx import Document
from docx.shared import Mm
from mutagen.id3 import COMM, ID3, TPE1
from mutagen.mp4 import MP4
from openpyxl.comments import Comment
from PIL import ExifTags, Image, PngImagePlugin
from pptx import Presentation

from casebook.assets.rights import EmbeddedRights
from casebook.language import Localized, Stated

PERSON: Final = "Chan Tai Man"
"""The name that every file here tells beside its content."""
PLACE: Final = "22.3193"

RIGHTS: Final = EmbeddedRights(
    title=Localized("Rubric & plan", "量表"),
    creators=("Education Bureau 教育局", "Lakeview Primary School 湖景小學"),
    notice=Stated(
        "© 2025 Education Bureau and Lakeview Primary School.",
        "© 2025 教育局及湖景小學保留權利",
        "© 2025 教育局及湖景小學保留权利",
    ),
    usage=Stated("Ask before you copy it.", "複製前請先徵求同意。", "复制前请先征求同意。"),
    credit="Education Bureau and Lakeview Primary School",
    web_statement="https://casebook.example/cases/2024-25/peer-feedback-in-writing/",
    license_url=None,
    licensor_url="https://casebook.example/copyright/",
)

Make = Callable[[], bytes]


def jpeg() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = PERSON
    exif[ExifTags.Base.Orientation] = 6
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (22.0, 19.0, 9.5)
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.MakerNote] = PERSON.encode()
    data = io.BytesIO()
    xmp = f"<x:xmpmeta><mwg-rs:RegionList>{PERSON}</mwg-rs:RegionList></x:xmpmeta>".encode()
    picture = Image.linear_gradient("L").convert("RGB").resize((96, 64))
    picture.save(data, "JPEG", exif=exif, xmp=xmp, comment=PERSON.encode())
    return data.getvalue() + PERSON.encode()


def png() -> bytes:
    written = PngImagePlugin.PngInfo()
    written.add_text("Author", PERSON)
    data = io.BytesIO()
    Image.linear_gradient("L").resize((96, 64)).save(data, "PNG", pnginfo=written)
    return data.getvalue()


def webp() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = PERSON
    data = io.BytesIO()
    Image.linear_gradient("L").resize((96, 64)).save(data, "WEBP", exif=exif)
    return data.getvalue()


def word() -> bytes:
    document = Document()
    document.core_properties.author = PERSON
    document.core_properties.last_modified_by = PERSON
    document.add_heading("Rubric")
    document.add_picture(io.BytesIO(jpeg()), width=Mm(30))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def slides() -> bytes:
    deck = Presentation()
    deck.core_properties.author = PERSON
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Rubric"
    slide.notes_slide.notes_text_frame.text = "Say it slowly."
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = PERSON
    book.worksheets[0]["A1"] = "Rubric"
    book.create_sheet("Names").sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def pdf() -> bytes:
    data = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        picture = document.make_stream(jpeg())
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = 96, 64, 8
        picture.ColorSpace, picture.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        page.Contents = document.make_stream(b"q 96 0 0 64 20 20 cm /I Do Q")
        page.PieceInfo = pikepdf.Dictionary(Draft=pikepdf.String(PERSON))
        document.docinfo["/Author"] = PERSON
        document.docinfo["/Title"] = "Rubric"
        with document.open_metadata() as xmp:
            xmp["dc:creator"] = [PERSON]
        document.save(data)
    return data.getvalue()


def video() -> bytes:
    data = io.BytesIO()
    with av.open(data, "w", format="mp4", options={"movflags": "use_metadata_tags"}) as target:
        target.metadata["artist"] = PERSON
        target.metadata["location"] = "+22.3193+114.1694/"
        target.metadata["com.apple.quicktime.location.ISO6709"] = "+22.3193+114.1694/"
        stream = target.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for shade in range(5):
            pixels = np.full((48, 64, 3), shade * 40, dtype=np.uint8)
            target.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        target.mux(stream.encode(None))
    return data.getvalue()


def tagged_video() -> bytes:
    data = io.BytesIO(video())
    tags = MP4(data)
    tags["\xa9cmt"] = PERSON
    data.seek(0)
    tags.save(data)
    return data.getvalue()


def sound() -> bytes:
    data = io.BytesIO()
    with av.open(data, "w", format="mp3") as target:
        stream = target.add_stream("mp3", rate=44100)
        silence = np.zeros((1, 1152 * 8), dtype=np.int16)
        frame = av.AudioFrame.from_ndarray(silence, format="s16", layout="mono")
        frame.sample_rate = 44100
        target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    tags = ID3()
    tags.add(TPE1(encoding=3, text=[PERSON]))
    tags.add(COMM(encoding=3, lang="eng", desc="", text=[PERSON]))
    data.seek(0)
    tags.save(data)
    return data.getvalue()


def commented_workbook() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.worksheets[0]["A1"].comment = Comment("Too low?", PERSON)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


MAKERS: Final[dict[str, Make]] = {
    "plan.docx": word,
    "plan.pptx": slides,
    "plan.xlsx": workbook,
    "plan.pdf": pdf,
    "plan.jpg": jpeg,
    "plan.png": png,
    "plan.webp": webp,
    "plan.mp4": tagged_video,
    "plan.mp3": sound,
}


@pytest.fixture(params=list(MAKERS))
def told(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """Give the name and content of a file of each type, which tells of a person."""
    return request.param, MAKERS[request.param]()
