"""A file that may show people is told from a drawing, wherever the picture stands."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Final

import docx
import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFilter

from casebook.assets.photographs import may_show_people
from casebook.assets.probe import probe
from tests.assets.conftest import MAKERS
from tests.assets.documents import Change, Reference, changed
from tests.assets.hostile_office import escaping_emf

SIZE: Final = (400, 300)


def drawing() -> Image.Image:
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    for number in range(12):
        pen.ellipse((number * 30, number * 20, number * 30 + 60, number * 20 + 50), outline="navy")
        pen.text((number * 25, 280 - number * 20), "Say it first", fill="darkred")
    return picture


def photograph() -> Image.Image:
    """Return what a camera would see: shades and grain in every place."""
    grain = Image.frombytes("RGB", SIZE, random.Random(4).randbytes(SIZE[0] * SIZE[1] * 3))
    return grain.filter(ImageFilter.GaussianBlur(3))


def saved(picture: Image.Image, kind: str) -> bytes:
    output = io.BytesIO()
    picture.save(output, kind)
    return output.getvalue()


def in_word(data: bytes) -> bytes:
    document = docx.Document()
    document.add_picture(io.BytesIO(data))
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    change = Change(parts={f"word/{name}": part}, references=[Reference("media", name)])
    return changed(in_word(saved(drawing(), "PNG")), change)


def in_pdf(picture: Image.Image, *, as_jpeg: bool) -> bytes:
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=SIZE)
        data = saved(picture, "JPEG") if as_jpeg else picture.tobytes()
        stream = pikepdf.Stream(document, b"")
        stream.write(data, filter=pikepdf.Name.DCTDecode if as_jpeg else None)
        stream.update(
            {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image}
            | {"/Width": picture.width, "/Height": picture.height}
            | {"/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8}
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
        page.Contents = pikepdf.Stream(document, b"q 400 0 0 300 0 0 cm /Im0 Do Q")
        output = io.BytesIO()
        document.save(output)
        return output.getvalue()


def shows(name: str, data: bytes, folder: Path) -> bool:
    (folder / name).write_bytes(data)
    facts, _ = probe(folder / name, name)
    assert facts
    return may_show_people(facts)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", saved(drawing(), "PNG")),
        ("a.png", saved(Image.new("RGB", (1, 1)), "PNG")),
        ("a.docx", in_word(saved(drawing(), "PNG"))),
        ("a.pdf", in_pdf(drawing(), as_jpeg=False)),
        ("a.csv", b"a,b\n"),
    ],
)
def test_asks_nothing_of_a_drawing(name: str, data: bytes, tmp_path: Path) -> None:
    assert not shows(name, data, tmp_path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", saved(photograph(), "PNG")),
        ("a.png", saved(photograph().convert("L"), "PNG")),
        ("a.jpg", saved(photograph(), "JPEG")),
        ("a.jpg", saved(drawing(), "JPEG")),
        ("a.webp", saved(drawing(), "WEBP")),
        ("a.docx", in_word(saved(photograph(), "JPEG"))),
        ("a.docx", in_word(saved(photograph(), "PNG"))),
        ("a.pdf", in_pdf(photograph(), as_jpeg=True)),
        ("a.pdf", in_pdf(photograph(), as_jpeg=False)),
        ("a.mp4", MAKERS["plan.mp4"]()),
        ("a.mp3", MAKERS["plan.mp3"]()),
        (
            "a.docx",
            with_part("media/a.bin", MAKERS["plan.mp4"]()),
        ),
        (
            "a.docx",
            with_part("media/a.emf", escaping_emf()),
        ),
    ],
)
def test_asks_of_all_that_may_be_a_photograph(name: str, data: bytes, tmp_path: Path) -> None:
    assert shows(name, data, tmp_path)
