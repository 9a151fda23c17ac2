"""A PDF written anew: its pages stay, its properties are ours."""

from __future__ import annotations

import io

import pikepdf

from casebook.assets.pdf_photographs import jpeg_2000, photograph
from casebook.assets.remade.jpeg2000 import remade_jpeg2000
from casebook.assets.remade.stripping import stripped
from casebook.assets.rights import EmbeddedRights, xmp_packet

_PRIVATE = ("/PieceInfo", "/LastModified", "/Metadata", "/Thumb")
"""Where programs keep what only they read: drafts, names, places (ISO 32000-1, 14.5); and a small
copy of a page, which may show what was taken off it."""


def remade_pdf(data: bytes, rights: EmbeddedRights | None) -> bytes:
    """Return a PDF without properties, earlier versions and what its pictures tell."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        title = str(pdf.docinfo.get("/Title", ""))
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                _cleaned(one)
        del pdf.docinfo
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        if rights:
            title = rights.title.en
            pdf.docinfo["/Author"] = "; ".join(rights.creators)
            pdf.docinfo["/Subject"] = rights.notice.en
            pdf.Root.Metadata = pdf.make_stream(xmp_packet(rights))
            pdf.Root.Metadata.Type = pikepdf.Name.Metadata
            pdf.Root.Metadata.Subtype = pikepdf.Name.XML
        if title:
            pdf.docinfo["/Title"] = title
        output = io.BytesIO()
        # No stream is unpacked: what is packed with ill intent stays as small as it came.
        pdf.save(output, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return output.getvalue()


def _cleaned(one: pikepdf.Object) -> None:
    for key in _PRIVATE:
        if key in one:
            del one[key]
    if not isinstance(one, pikepdf.Stream):
        return
    if (before := photograph(one)) is not None:
        _rewritten(one, before, stripped(before), pikepdf.Name.DCTDecode)
    elif (before := jpeg_2000(one)) is not None:
        _rewritten(one, before, remade_jpeg2000(before), pikepdf.Name.JPXDecode)


def _rewritten(one: pikepdf.Stream, before: bytes, after: bytes, way: pikepdf.Name) -> None:
    if after != before:
        # What the stream's dictionary says of its decoding stays as it is.
        parameters = one.get("/DecodeParms")
        if isinstance(parameters, pikepdf.Array):
            parameters = parameters[-1] if len(parameters) else None
        one.write(after, filter=way)
        if isinstance(parameters, pikepdf.Dictionary):
            one.DecodeParms = parameters
