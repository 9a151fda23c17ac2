"""An Office file packed anew: what it shows stays, its properties are ours."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from casebook.assets.errors import DamagedError
from casebook.assets.package import RELATIONSHIPS, read_package, xml_of
from casebook.assets.remade.stripping import stripped
from casebook.assets.rights import EmbeddedRights

TYPES: Final = "[Content_Types].xml"
_TYPES_SPACE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LEFT_OUT: Final = re.compile(
    r"docProps/.*|docMetadata/.*|customXml/.*|word/people\.xml|word/comments\w*\.xml"
    r"|ppt/(?:authors|commentAuthors|revisionInfo)\.xml|ppt/changesInfos/.*|xl/persons/.*"
    r"|xl/printerSettings/.*|.*/_rels/(?:people|comments)\.xml\.rels",
    re.IGNORECASE,
)
"""Properties, thumbnails, lists of those who wrote or commented, settings of a printer."""
_PICTURE: Final = re.compile(r"(?:word|ppt|xl)/media/.+\.(?:jpe?g|png)", re.IGNORECASE)
_INNER: Final = re.compile(r"(?:word|ppt|xl)/embeddings/.+\.(?:xlsx|docx|pptx)", re.IGNORECASE)
_OWN_COMPUTER: Final = re.compile(rb"<x15ac:absPath\b[^>]*/>|<fileSharing\b[^>]*/>")
"""Where Excel notes the folder of the file and who has it open."""
_PRINTER: Final = re.compile(rb"(<pageSetup\b[^>]*?) r:id=\"[^\"]*\"")
_PACKED_ALREADY: Final = (".png", ".jpg", ".jpeg", ".mp4", ".mp3", ".xlsx", ".docx", ".pptx")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP archive can hold."""


def remade_office(data: bytes, rights: EmbeddedRights | None) -> bytes:
    """Return a Word, PowerPoint or Excel file without names, thumbnails and private parts."""
    before = read_package(data)
    if TYPES not in before:
        raise DamagedError
    kept = {name: part for name, part in before.items() if not _LEFT_OUT.fullmatch(name)}
    parts = {name: _cleaned(name, part, rights) for name, part in kept.items()}
    own = _own_properties(rights)
    for name in [name for name in parts if name.endswith(".rels")]:
        parts[name] = _relationships(name, parts, own if name == "_rels/.rels" else {})
    parts |= {name: content.encode() for name, (_, _, content) in own.items()}
    parts[TYPES] = _types(parts, own)
    return _packed(parts)


def _cleaned(name: str, part: bytes, rights: EmbeddedRights | None) -> bytes:
    if _PICTURE.fullmatch(name):
        try:
            return stripped(part)
        except (OSError, SyntaxError, ValueError, DamagedError):
            return part
    if _INNER.fullmatch(name):
        return remade_office(part, rights)
    if name.startswith("xl/") and name.endswith(".xml"):
        return _PRINTER.sub(rb"\1", _OWN_COMPUTER.sub(b"", part))
    return part


def _own_properties(rights: EmbeddedRights | None) -> Mapping[str, tuple[str, str, str]]:
    """Return our parts by name: kind of relationship, content type, content (ECMA-376, part 1)."""
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    application = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    custom = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package = "http://schemas.openxmlformats.org/package/2006"
    own = {
        "docProps/app.xml": (
            f"{_PROPERTIES}/relationships/extended-properties",
            application,
            f'{_HEAD}<Properties xmlns="{_PROPERTIES}/extended-properties"/>',
        ),
        "docProps/core.xml": (
            f"{package}/relationships/metadata/core-properties",
            core,
            (
                f'{_HEAD}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(_core(rights))}'
                "</cp:coreProperties>"
            ),
        ),
    }
    if rights:
        content = "".join(_custom(rights))
        own["docProps/custom.xml"] = (
            f"{_PROPERTIES}/relationships/custom-properties",
            custom,
            (
                f'{_HEAD}<Properties xmlns="{_PROPERTIES}/custom-properties" '
                f'xmlns:vt="{_PROPERTIES}/docPropsVTypes">{content}</Properties>'
            ),
        )
    return own


def _core(rights: EmbeddedRights | None) -> Iterator[str]:
    if rights:
        yield f"<dc:title>{escape(rights.title.en)}</dc:title>"
        yield f"<dc:creator>{escape('; '.join(rights.creators))}</dc:creator>"
        words = f"{rights.notice.en} {rights.notice.zh_hant} {rights.notice.zh_hans}"
        yield f"<dc:description>{escape(words)}</dc:description>"
        yield f"<dc:identifier>{escape(rights.web_statement)}</dc:identifier>"


def _custom(rights: EmbeddedRights) -> Iterator[str]:
    values = {
        "Copyright": rights.notice.en,
        "License": rights.license_url or rights.usage.en,
        "Permission": rights.licensor_url,
        "Rights": rights.web_statement,
    }
    for number, (name, value) in enumerate(values.items(), start=2):
        yield (
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
            f'name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        )


def _relationships(
    name: str, parts: Mapping[str, bytes], own: Mapping[str, tuple[str, str, str]]
) -> bytes:
    """Return a list of references without those to parts that were left out."""
    base = posixpath.dirname(posixpath.dirname(name))
    entries = [
        dict(element.attrib)
        for element in xml_of(parts[name])
        if element.get("TargetMode") == "External" or _target(base, element) in parts
    ]
    for number, (part, (kind, _, _)) in enumerate(own.items(), start=1):
        entries.append({"Id": f"rIdRights{number}", "Type": kind, "Target": part})
    inner = "".join(f"<Relationship {_attributes(entry)}/>" for entry in entries)
    return f'{_HEAD}<Relationships xmlns="{RELATIONSHIPS}">{inner}</Relationships>'.encode()


def _target(base: str, element: Element) -> str:
    path = element.get("Target", "").partition("#")[0]
    return posixpath.normpath(posixpath.join("/", base, path)).lstrip("/")


def _types(parts: Mapping[str, bytes], own: Mapping[str, tuple[str, str, str]]) -> bytes:
    entries = []
    for element in xml_of(parts[TYPES]):
        name = element.get("PartName", "").lstrip("/")
        if not name or (name in parts and name not in own):
            tag = element.tag.rpartition("}")[2]
            entries.append(f"<{tag} {_attributes(element.attrib)}/>")
    for name, (_, type_, _) in own.items():
        entries.append(f'<Override PartName="/{name}" ContentType="{type_}"/>')
    return f'{_HEAD}<Types xmlns="{_TYPES_SPACE}">{"".join(entries)}</Types>'.encode()


def _attributes(attributes: Mapping[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())


def _packed(parts: Mapping[str, bytes]) -> bytes:
    output = io.BytesIO()
    first = (TYPES, "_rels/.rels")
    names = [*first, *sorted(name for name in parts if name not in first)]
    with zipfile.ZipFile(output, "w") as archive:
        for name in names:
            if name not in parts:
                raise DamagedError
            entry = zipfile.ZipInfo(name, _EPOCH)
            packed = name.lower().endswith(_PACKED_ALREADY)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            # Without these the archive would tell on which system it was made.
            entry.create_system, entry.external_attr = 0, 0
            archive.writestr(entry, parts[name])
    return output.getvalue()
