"""Every object of a PDF, in whatever stream it is packed: what it would do, fetch, hide or hold.

Keys and actions as in ISO 32000-1, 7.7, 8.11, 12.5, 12.6 and 13. An action that is not known to
stay in the document, or to open a public page, is a finding.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pikepdf

from casebook.assets.errors import IrregularError
from casebook.assets.fields import link_fault
from casebook.assets.pdf_photographs import filters_of, jpeg_2000, photograph
from casebook.language import Localized

_STAYS: Final = frozenset(
    {"/GoTo", "/Named", "/Thread", "/SetOCGState", "/Hide", "/Trans", "/URI", "/ResetForm"}
)
_ELSEWHERE: Final = frozenset({"/GoToR", "/GoToE"})
_PROGRAMS: Final = frozenset(
    {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute", "/Rendition",
        "/Sound", "/Movie", "/GoTo3DView",
    }
)  # fmt: skip
_NAMED: Final = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_PLAYED: Final = frozenset({"/RichMedia", "/Screen", "/3D", "/Movie", "/Sound"})
_TRIGGERS: Final = frozenset(
    {
        "/E", "/X", "/D", "/U", "/Fo", "/Bl", "/PO", "/PC", "/PV", "/PI", "/O", "/C", "/K", "/F",
        "/V", "/WC", "/WS", "/DS", "/WP", "/DP",
    }
)  # fmt: skip
"""Events that start an action (ISO 32000-1, 12.6.3)."""
_MAX_DEPTH: Final = 50
_MAX_OBJECTS: Final = 200_000
_FILTERS: Final = frozenset(
    {
        "/FlateDecode", "/Fl", "/DCTDecode", "/DCT", "/LZWDecode", "/LZW", "/ASCII85Decode",
        "/A85", "/ASCIIHexDecode", "/AHx", "/RunLengthDecode", "/RL", "/CCITTFaxDecode",
        "/CCF", "/JBIG2Decode", "/JPXDecode",
    }
)  # fmt: skip
_SHOWN: Final = 80


class Objects:
    """Gather what the objects of a PDF would do."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Read every object, also those that no page refers to."""
        self.programs: set[Localized] = set()
        self.attachments: set[Localized] = set()
        self.elsewhere: set[Localized] = set()
        self.links: set[Localized] = set()
        self.hidden: set[Localized] = set()
        self.photographs: list[bytes] = []
        self.jpeg_2000: list[bytes] = []
        self.pictures: set[tuple[int, int]] = set()
        """Width and height of each."""
        if len(pdf.objects) > _MAX_OBJECTS:
            count = f"{len(pdf.objects):,}"
            raise IrregularError(f"it has {count} objects", f"共有 {count} 個物件")
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                self._stream(one)
            elif isinstance(one, pikepdf.Dictionary | pikepdf.Array):
                self._read(one, 0)
        self._read(pdf.trailer, 0)

    def _stream(self, one: pikepdf.Stream) -> None:
        filters = filters_of(one)
        if unknown := next((name for name in filters if name not in _FILTERS), None):
            raise IrregularError(f"a stream is packed in {unknown}", f"有資料以 {unknown} 壓縮")
        if "/F" in one.stream_dict:
            self.elsewhere.add(Localized("a file beside it", "另一個檔案"))
        if one.get("/Subtype") == pikepdf.Name.Image:
            self.pictures.add((_whole(one.get("/Width")), _whole(one.get("/Height"))))
        if (data := photograph(one)) is not None:
            self.photographs.append(data)
        elif (data := jpeg_2000(one)) is not None:
            self.jpeg_2000.append(data)
        self._read(one.stream_dict, 0)

    def _read(self, one: pikepdf.Object, depth: int) -> None:
        """Read a dictionary or array with those that stand directly in it."""
        if depth > _MAX_DEPTH:
            raise IrregularError("it is nested without end", "層層嵌套，沒有止境")
        if isinstance(one, pikepdf.Dictionary):
            self._look(one)
            values = list(one.as_dict().values())
        else:
            values = list(one)
        for value in values:
            inner = isinstance(value, pikepdf.Dictionary | pikepdf.Array)
            if inner and not value.is_indirect:
                self._read(value, depth + 1)

    def _look(self, one: pikepdf.Dictionary) -> None:
        self._action(one)
        subtype = str(one.get("/Subtype", ""))
        if subtype in _PLAYED:
            self.programs.add(_named(subtype))
        elif subtype == "/FileAttachment":
            self.attachments.add(_named(subtype))
        self._acts(one)
        if isinstance(one.get("/EF"), pikepdf.Dictionary):
            self.attachments.add(_named(f"/{one.get('/UF', one.get('/F', '?'))}"))
        if isinstance(one.get("/ByteRange"), pikepdf.Array):
            self.attachments.add(Localized("a digital signature", "數碼簽署"))
        reference = one.get("/Ref")
        if "/OPI" in one or (isinstance(reference, pikepdf.Dictionary) and "/F" in reference):
            self.elsewhere.add(_named("/Ref"))
        if "/OCGs" in one:
            self._layers(one)

    def _acts(self, one: pikepdf.Dictionary) -> None:
        """Look for scripts and what starts by itself.

        The type of a value matters: in other dictionaries the author chooses the names, and a font
        may be called AA.
        """
        if isinstance(one.get("/JS"), pikepdf.String | pikepdf.Stream):
            self.programs.add(_named("/JavaScript"))
        if isinstance(one.get("/XFA"), pikepdf.Array | pikepdf.Stream | pikepdf.String):
            self.programs.add(_named("/XFA"))
        if "/OnInstantiate" in one:
            self.programs.add(_named("/3D"))
        for key in ("/AA", "/JavaScript"):
            value = one.get(key)
            if isinstance(value, pikepdf.Dictionary) and _acts(value):
                self.programs.add(_named(key))

    def _action(self, one: pikepdf.Dictionary) -> None:
        name = one.get("/S")
        action = str(name) if isinstance(name, pikepdf.Name) else ""
        if action in _PROGRAMS:
            self.programs.add(_named(action))
        elif action in _ELSEWHERE or (action == "/Thread" and "/F" in one):
            self.elsewhere.add(_named(action))
        elif action == "/Named" and str(one.get("/N", "")) not in _NAMED:
            self.programs.add(_named(f"/Named {one.get('/N', '')}"))
        elif action and one.get("/Type") == pikepdf.Name.Action and action not in _STAYS:
            self.programs.add(_named(action))
        if "/URI" in one:
            self._link(one)
        opened = one.get("/OpenAction")
        if isinstance(opened, pikepdf.Dictionary) and (
            opened.get("/S") != pikepdf.Name.GoTo or "/Next" in opened
        ):
            self.programs.add(_named("/OpenAction"))

    def _link(self, one: pikepdf.Dictionary) -> None:
        target = one.get("/URI")
        if isinstance(target, pikepdf.Dictionary) and "/Base" in target:
            target = target.Base
        if isinstance(target, pikepdf.String) and (fault := link_fault(str(target))):
            self.links.add(fault[1])

    def _layers(self, one: pikepdf.Dictionary) -> None:
        """Look for layers that are off when the document opens."""
        configuration = one.get("/D", one)
        if not isinstance(configuration, pikepdf.Dictionary):
            return
        off = configuration.get("/OFF", ())
        is_off = configuration.get("/BaseState") == pikepdf.Name.OFF
        if is_off or (isinstance(off, pikepdf.Array) and len(off)):
            self.hidden.add(Localized("hidden layers", "隱藏的圖層"))


def _acts(value: pikepdf.Dictionary) -> bool:
    """Tell whether a dictionary says what happens when: no font has a type and such keys."""
    if "/Type" not in value:
        return True
    return any(
        key in _TRIGGERS and isinstance(inner, pikepdf.Dictionary) and "/S" in inner
        for key, inner in value.as_dict().items()
    )


def _named(name: str) -> Localized:
    shown = name.removeprefix("/")[:_SHOWN]
    return Localized(shown, shown)


def _whole(number: object) -> int:
    """Return a whole number, 0 for what is none."""
    return int(number) if isinstance(number, int | Decimal) else 0
