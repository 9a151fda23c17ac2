"""Rights facts as they are written into published files.

The XMP properties are those that the IPTC Photo Metadata Standard names for creator, copyright
notice, credit line, web statement of rights, licensor and digital source type.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from casebook.language import Localized, Stated


@dataclass(frozen=True, slots=True)
class EmbeddedRights:
    """Say who owns a published file, and where to read what may be done with it."""

    title: Localized
    creators: tuple[str, ...]
    """The owners, each in English and Chinese."""
    notice: Stated
    usage: Stated
    """What a reader may do."""
    credit: str
    web_statement: str
    """Address of the page that states the rights."""
    license_url: str | None
    licensor_url: str
    """Address of the page that says how to ask for permission."""
    by_machine: bool = False
    """An AI tool made it."""


_SPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "cc": "http://creativecommons.org/ns#",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_BY_MACHINE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def xmp_packet(rights: EmbeddedRights) -> bytes:
    """Return the rights as an XMP packet (ISO 16684-1), the same bytes for the same rights."""
    spaces = "".join(f" xmlns:{prefix}='{escape(uri)}'" for prefix, uri in _SPACES.items())
    creators = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in rights.creators)
    parts = [
        f"<dc:title>{_alternatives(rights.title)}</dc:title>",
        f"<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>",
        f"<dc:rights>{_alternatives(rights.notice)}</dc:rights>",
        f"<photoshop:Credit>{escape(rights.credit)}</photoshop:Credit>",
        "<xmpRights:Marked>True</xmpRights:Marked>",
        f"<xmpRights:UsageTerms>{_alternatives(rights.usage)}</xmpRights:UsageTerms>",
        f"<xmpRights:WebStatement>{escape(rights.web_statement)}</xmpRights:WebStatement>",
        (
            "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'><plus:LicensorURL>"
            f"{escape(rights.licensor_url)}</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
        ),
    ]
    if rights.license_url:
        parts.append(f"<cc:license rdf:resource='{escape(rights.license_url)}'/>")
    if rights.by_machine:
        parts.append(
            f"<Iptc4xmpExt:DigitalSourceType>{_BY_MACHINE}</Iptc4xmpExt:DigitalSourceType>"
        )
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>"
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description rdf:about=''{spaces}>{''.join(parts)}</rdf:Description>"
        "</rdf:RDF></x:xmpmeta><?xpacket end='r'?>"
    ).encode()


def _alternatives(words: Localized | Stated) -> str:
    said = {"x-default": words.en, "zh-Hant": words.zh_hant}
    if isinstance(words, Stated):
        said["zh-Hans"] = words.zh_hans
    items = "".join(
        f"<rdf:li xml:lang='{tag}'>{escape(text)}</rdf:li>"
        for tag, text in said.items()
        if tag == "x-default" or text != words.en
    )
    return f"<rdf:Alt>{items}</rdf:Alt>"
