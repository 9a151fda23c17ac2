"""Files that would do or tell something from a corner in which few programs look."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

import av
import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.assets.documents import OFFICE, R, Reference, W, office, packed, parts_of, plain
from tests.assets.hostile_media import SECRET, box, picture, table
from tests.assets.hostile_office import located_jpeg
from tests.assets.hostile_pdf import pdf

Make = Callable[[], bytes]
Change = Callable[[pikepdf.Pdf], None]
_SVG: Final = 'xmlns="http://www.w3.org/2000/svg"'
_SHEET: Final = "xl/worksheets/sheet1.xml"


def _picture_of(content: bytes) -> Change:
    """Put a JPEG 2000 picture on the page."""

    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(
            content, Type=Name.XObject, Subtype=Name.Image, Width=96, Height=64,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.JPXDecode,
        )  # fmt: skip
        document.pages[0].Resources = Dictionary(XObject=Dictionary(I=stream))

    return change


def located_jpeg_2000() -> bytes:
    """Make a picture that tells in a box of its own where it was taken."""
    properties = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="22,19.1N"/>' + SECRET
    return picture("JPEG2000", comment=SECRET.decode()) + box(b"xml ", properties)


def remarked_jpeg_2000() -> bytes:
    """Make a picture with a remark in its codestream, as programs write their names."""
    return picture("JPEG2000", comment=SECRET.decode())


def _among_orders(document: pikepdf.Pdf) -> None:
    start = b"q 32 0 0 24 0 0 cm\nBI /W 32 /H 24 /CS /RGB /BPC 8 /F /DCT ID "
    document.pages[0].Contents = document.make_stream(start + located_jpeg() + b"\nEI Q")


def _opening_with_a_type(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://a.example/"))
    document.pages[0].AA = Dictionary(Type=Name.Action, O=action)


def _model(document: pikepdf.Pdf) -> None:
    script = document.make_stream(b"host.app.alert(1)")
    model = document.make_stream(b"U3D", Type=Name("/3D"), Subtype=Name.U3D, OnInstantiate=script)
    document.Root.Model = model


def filled_in(key: str, words: str) -> bytes:
    """Make a PDF with words that stand on no page: in a form, on a bookmark."""

    def change(document: pikepdf.Pdf) -> None:
        field = Dictionary({"/FT": Name.Tx, "/T": String("x"), key: String(words)})
        document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))

    return pdf(change)


def _formula(formula: str) -> Make:
    cell = f'<row r="9"><c r="A9"><f>{formula}</f></c></row></sheetData>'
    return lambda: office("xlsx", words={_SHEET: ("</sheetData>", cell)})


def _publishing_itself() -> bytes:
    where = '<webPublishObject id="1" divId="x" destinationFile="\\\\server\\x" autoRepublish="1"/>'
    inside = f"<webPublishObjects>{where}</webPublishObjects></workbook>"
    return office("xlsx", words={"xl/workbook.xml": ("</workbook>", inside)})


def _dde_under_another_name() -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = f'<externalLink xmlns="{space}"><ddeLink ddeService="cmd" ddeTopic="/c"/></externalLink>'
    return office("xlsx", parts={"xl/x.xml": link}, references=[Reference("theme", "x.xml")])


def _action(action: str) -> Make:
    link = f'<a:hlinkClick xmlns:r="{OFFICE}" r:id="" action="{action}"/>'
    slide = "ppt/slides/slide1.xml"
    return lambda: office("pptx", words={slide: ("<a:t>Four", f"<a:rPr>{link}</a:rPr><a:t>Four")})


def _drawing(inside: str) -> Make:
    svg = f"<svg {_SVG}>{inside}</svg>"
    return lambda: office(
        "docx",
        parts={"word/media/a.svg": svg},
        references=[Reference("image", "media/a.svg")],
    )


def _shapes_of_shapes() -> str:
    uses = (f'<use href="#g{n - 1}"/>' * 10 for n in range(1, 12))
    return "".join(f'<g id="g{n}">{shown}</g>' for n, shown in enumerate(uses, start=1))


def _framed() -> bytes:
    """Make a document that shows a page of the web in a frame when it is read as one."""
    frame = '<w:frameset><w:frame><w:sourceFileName r:id="f"/></w:frame></w:frameset>'
    reference = f'<Relationship Id="f" Type="{OFFICE}/frame" Target="http://a.example/x"'
    spaces = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed = f'<Relationships xmlns="{spaces}">{reference} TargetMode="External"/></Relationships>'
    return office(
        "docx",
        parts={
            "word/webSettings.xml": f"<w:webSettings {W} {R}>{frame}</w:webSettings>",
            "word/_rels/webSettings.xml.rels": listed,
        },
        references=[Reference("webSettings", "webSettings.xml")],
    )


def _merging() -> bytes:
    return office(
        "docx",
        parts={"word/chunk.html": "<script>alert(1)</script>"},
        references=[Reference("aFChunk", "chunk.html")],
    )


def _another_name_inside() -> bytes:
    """Let a part be called otherwise where it lies than in the list of parts."""
    data = bytearray(plain("docx"))
    at = data.index(b"word/document.xml")
    data[at : at + 17] = b"word/d0cument.xml"
    return bytes(data)


def _link_of_an_archive() -> bytes:
    """Put a symbolic link into the archive, as Unix systems write it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, part in parts_of(plain("docx")).items():
            archive.writestr(name, part)
        link = zipfile.ZipInfo("word/link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return data.getvalue()


def _openers(opener: str, times: int, *, typed: bool = True) -> bytes:
    """Begin what is left out of a file thousands of times, and never end it."""
    inside = opener * times
    text = f"<w:r><w:t><![CDATA[{inside}]]></w:t></w:r>" if typed else inside
    parts = dict(parts_of(plain("docx")))
    main = parts["word/document.xml"].decode()
    parts["word/document.xml"] = main.replace("<w:r><w:t>Four", f"{text}<w:r><w:t>Four").encode()
    return packed(parts)


LONG_TO_MAKE: Final[Mapping[str, Make]] = {
    "typed": lambda: _openers("<customProperties>", 60_000),
    "page-setup": lambda: _openers("<pageSetup ", 100_000),
    "empty": lambda: _openers('<sl:schemaLibrary xmlns:sl="x"/>', 60_000, typed=False),
}
"""Documents that are read in no time, and were once made anew in minutes."""


def remarked_document() -> bytes:
    """Make a document that keeps words where no program shows them."""
    parts = dict(parts_of(plain("docx")))
    secret = SECRET.decode()
    body = f"<w:r><w:t><![CDATA[<!-- 4 -->]]></w:t></w:r><!-- {secret} --><?mso {secret}?>"
    main = parts["word/document.xml"].decode()
    parts["word/document.xml"] = main.replace("<w:r><w:t>Four", f"{body}<w:r><w:t>Four").encode()
    settings = parts["word/settings.xml"].decode()
    variable = f'<w:docVars><w:docVar w:name="x" w:val="{secret}"/></w:docVars></w:settings>'
    parts["word/settings.xml"] = settings.replace("</w:settings>", variable).encode()
    return packed(parts)


def flown(words: bytes = b"SS 200, ISO 100, GPS (114.1694, 22.3193, 15), H 24.3m") -> bytes:
    """Make a film in whose subtitles a drone logs where it was."""
    data = io.BytesIO()
    with av.open(data, "w", format="mp4") as target:
        film = target.add_stream("mpeg4", rate=1)
        assert isinstance(film, av.VideoStream)
        film.width, film.height, film.pix_fmt = 64, 48, "yuv420p"
        log = target.add_stream("mov_text")
        log.codec_context.subtitle_header = b"[Script Info]\n[V4+ Styles]\n[Events]\n"
        black = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), dtype=np.uint8), format="rgb24")
        target.mux([*film.encode(black), *film.encode(None)])
        packet = av.Packet(struct.pack(">H", len(words)) + words)
        packet.stream, packet.pts, packet.dts, packet.duration = log, 0, 0, 1_000
        packet.time_base = Fraction(1, 1_000)
        target.mux(packet)
    return data.getvalue()


HIDDEN: Final[Mapping[str, tuple[str, Make, str]]] = {
    "pdf-jpeg-2000-with-place": (
        "a.pdf",
        lambda: pdf(_picture_of(located_jpeg_2000())),
        "camera-data",
    ),
    "pdf-jpeg-2000-that-is-none": (
        "a.pdf",
        lambda: pdf(_picture_of(b"<html><script>x()</script>")),
        "irregular-file",
    ),
    "pdf-photograph-among-orders": ("a.pdf", lambda: pdf(_among_orders), "irregular-file"),
    "pdf-page-that-opens-a-site": ("a.pdf", lambda: pdf(_opening_with_a_type), "active-content"),
    "pdf-model-with-script": ("a.pdf", lambda: pdf(_model), "active-content"),
    "formula-that-hands-on": (
        "a.xlsx",
        _formula("MAP(A1:A2,_xleta.WEBSERVICE)"),
        "outside-reference",
    ),
    "formula-that-hands-links-on": ("a.xlsx", _formula("LET(f,HYPERLINK,f(A1))"), "link-inside"),
    "workbook-that-publishes-itself": ("a.xlsx", _publishing_itself, "active-content"),
    "dde-under-another-name": ("a.xlsx", _dde_under_another_name, "active-content"),
    "slide-that-runs-in-capitals": ("a.pptx", _action("PPACTION://PROGRAM"), "active-content"),
    "slide-that-runs-behind-a-space": (
        "a.pptx",
        _action(" ppaction://macro?name=x"),
        "active-content",
    ),
    "drawing-of-a-billion-shapes": ("a.docx", _drawing(_shapes_of_shapes()), "embedded-file"),
    "drawing-with-a-set-of-pictures": (
        "a.docx",
        _drawing('<style>g{fill:image-set("http://a.example/x" 1x)}</style>'),
        "embedded-file",
    ),
    "document-with-frames": ("a.docx", _framed, "outside-reference"),
    "page-to-be-merged-in": ("a.docx", _merging, "embedded-file"),
    "part-of-two-names": ("a.docx", _another_name_inside, "damaged-file"),
    "archive-with-link": ("a.docx", _link_of_an_archive, "embedded-file"),
    "mp4-with-flight-log": ("a.mp4", flown, "location-inside"),
    "table-that-names-its-separator": ("a.csv", table("sep=|\na|=1+A1|b\n"), "formula-inside"),
}
