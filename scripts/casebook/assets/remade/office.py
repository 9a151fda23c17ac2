"""An Office file packed anew: what it shows stays, its properties are ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from casebook.assets.errors import DamagedError
from casebook.assets.forms import form_of
from casebook.assets.package import (
    RELATIONSHIPS,
    TYPES,
    Package,
    Relationship,
    kept_parts,
    list_of,
    read_package,
    xml_of,
)
from casebook.assets.relations import is_kept
from casebook.assets.remade.stripping import stripped
from casebook.assets.rights import EmbeddedRights

_TYPES_SPACE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OWN: Final = ("docProps/app.xml", "docProps/core.xml", "docProps/custom.xml")
_TO_LEFT_OUT: Final = re.compile(
    # Where Excel notes the folder of the file and who has it open; what refers to settings of a
    # printer, to data of add-ins, to schemas and to embedded fonts, all of which are left out.
    rb"(?P<typed><!\[CDATA\[.*?\]\]>)"
    rb"|<x15ac:absPath\b[^>]*/>|<fileSharing\b[^>]*/>|<customProperties>.*?</customProperties>"
    rb"|<w:docVars>.*?</w:docVars>|<w:attachedSchema\b[^>]*/>|<w:saveThroughXslt\b[^>]*/>"
    rb"|<sl:schemaLibrary\b[^>]*+(?:(?<=/)>|>.*?</sl:schemaLibrary>)"
    rb"|<w:printerSettings\b[^>]*/>|<w:embed(?:Regular|Bold|Italic|BoldItalic)\b[^>]*/>"
    rb"|<p:embeddedFontLst>.*?</p:embeddedFontLst>"
    rb"|(?P<setup><pageSetup\b[^>]*+>)",
    re.DOTALL,
)
"""Text as typed may look like any of these, a thousand times over and without an end: it is passed
over first, and whatever else begins here has an end, since the part was read as XML before."""
_REMARK: Final = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?(?!xml\s).*?\?>", re.DOTALL)
"""A remark, or an instruction to some program; text as typed, which may look like either, stays."""
_PRINTER: Final = re.compile(rb" r:id=\"[^\"]*\"")
_PACKED_ALREADY: Final = (".png", ".jpg", ".jpeg", ".mp4", ".mp3", ".xlsx", ".docx", ".pptx")
_ATTRIBUTES: Final = (
    "Id", "Type", "Target", "TargetMode", "Extension", "PartName", "ContentType",
)  # fmt: skip
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP archive can hold."""


def remade_office(data: bytes, rights: EmbeddedRights | None) -> bytes:
    """Return a Word, PowerPoint or Excel file without names, thumbnails and private parts."""
    package = read_package(data)
    kept = kept_parts(package) - set(_OWN)
    binary = package.binary()
    parts = {
        name: _binary(package.parts[name], rights)
        if name in binary
        else _markup(package.parts[name])
        for name in sorted(kept)
    }
    own = _own_properties(rights)
    for source in ("", *(name for name in parts if name in package.relationships)):
        references = _relationships(package, source, kept, {} if source else own)
        if list_of(source) in parts or not source:
            parts[list_of(source)] = references
    parts |= {name: content.encode() for name, (_, _, content) in own.items()}
    parts[TYPES] = _types(parts, own)
    return _packed(parts)


def _binary(part: bytes, rights: EmbeddedRights | None) -> bytes:
    """Return a picture, a recording or the workbook behind a chart, made anew."""
    form = form_of(part)
    if form in ("MP4", "MP3"):
        # Its writer is imported when it is needed: FFmpeg alone is 100 MB.
        from casebook.assets.remade.recording import repacked  # noqa: PLC0415

        return repacked(part, form)
    return stripped(part) if form else remade_office(part, rights)


def _markup(part: bytes) -> bytes:
    """Return an XML part without remarks, instructions, and references to what is left out."""
    part = _REMARK.sub(lambda one: one[0] if one[0].startswith(b"<![") else b"", part)
    return _TO_LEFT_OUT.sub(_kept, part)


def _kept(one: re.Match[bytes]) -> bytes:
    return one["typed"] or _PRINTER.sub(b"", one["setup"] or b"", count=1)


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
    package: Package,
    source: str,
    kept: frozenset[str],
    own: Mapping[str, tuple[str, str, str]],
) -> bytes:
    """Return the references of one part, without those to what was left out."""
    entries = [
        dict(element.attrib)
        for element, one in zip(
            xml_of(package.parts[list_of(source)]), package.relationships[source], strict=True
        )
        if _stays(one, kept)
    ]
    for number, (part, (kind, _, _)) in enumerate(own.items(), start=1):
        entries.append({"Id": f"rIdRights{number}", "Type": kind, "Target": part})
    inner = "".join(f"<Relationship {_attributes(entry)}/>" for entry in entries)
    return f'{_HEAD}<Relationships xmlns="{RELATIONSHIPS}">{inner}</Relationships>'.encode()


def _stays(one: Relationship, kept: frozenset[str]) -> bool:
    if one.part is None:
        # A link, to the web or (#) to a place in the document.
        return one.kind == "hyperlink" and (one.external or one.target.startswith("#"))
    return one.part in kept and is_kept(one.kind, one.part)


def _types(parts: Mapping[str, bytes], own: Mapping[str, tuple[str, str, str]]) -> bytes:
    """Return the list of content types of the parts that are there."""
    entries = []
    extensions = {name.rpartition(".")[2].lower() for name in parts} | {"xml", "rels"}
    for element in xml_of(parts[TYPES]):
        name = element.get("PartName", "").lstrip("/")
        is_there = name in parts and name not in own
        if is_there or (not name and element.get("Extension", "").lower() in extensions):
            tag = element.tag.rpartition("}")[2]
            entries.append(f"<{tag} {_attributes(element.attrib)}/>")
    for name, (_, type_, _) in own.items():
        entries.append(f'<Override PartName="/{name}" ContentType="{type_}"/>')
    return f'{_HEAD}<Types xmlns="{_TYPES_SPACE}">{"".join(entries)}</Types>'.encode()


def _attributes(attributes: Mapping[str, str]) -> str:
    known = ((name, attributes[name]) for name in _ATTRIBUTES if name in attributes)
    return " ".join(f"{name}={quoteattr(value)}" for name, value in known)


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
