"""A PDF written anew: its pages stay, its properties are ours."""

from __future__ import annotations

import io

import pikepdf

from casebook.assets.pdf_photographs import photograph
from casebook.assets.remade.stripping import stripped
from casebook.assets.rights import EmbeddedRights, xmp_packet

_PRIVATE = ("/PieceInfo", "/LastModified", "/Metadata")
"""Where programs keep what only they read: drafts, names, places (ISO 32000-1, 14.5)."""


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
    before = photograph(one) if isinstance(one, pikepdf.Stream) else None
    if before is None:
        return
    after = stripped(before)
    if after != before:
        # What the stream's dictionary says of its decoding stays as it is.
        parameters = one.get("/DecodeParms")
        if isinstance(parameters, pikepdf.Array):
            parameters = parameters[-1] if len(parameters) else None
        one.write(after, filter=pikepdf.Name.DCTDecode)
        if isinstance(parameters, pikepdf.Dictionary):
            one.DecodeParms = parameters
