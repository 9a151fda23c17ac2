"""An Office file taken apart: a ZIP archive of XML parts and what they refer to.

Names and rules as in ECMA-376, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import posixpath
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from casebook.assets import relations
from casebook.assets.archive import ERRORS, unpacked
from casebook.assets.errors import DamagedError, IrregularError

TYPES: Final = "[Content_Types].xml"
ROOT: Final = "_rels/.rels"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAX_LIST: Final = 4_000_000
"""Bytes of a list of parts or references: real ones are a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """Say what one part refers to."""

    source: str
    """The part that refers; "" for the package itself."""
    kind: str
    """The last word of its type: image, hyperlink, attachedTemplate."""
    target: str
    """As written."""
    external: bool
    part: str | None
    """The name of the part that it leads to; None where there is none."""


@dataclass(frozen=True, slots=True)
class Package:
    """Hold the parts of an Office file and what they refer to."""

    parts: Mapping[str, bytes]
    relationships: Mapping[str, tuple[Relationship, ...]]
    """By the part that refers."""

    def references(self) -> Iterator[Relationship]:
        """Yield every reference of every part, in order."""
        for source in sorted(self.relationships):
            yield from self.relationships[source]

    def charts(self) -> frozenset[str]:
        """Return the parts that are charts: a workbook with their figures stands behind each."""
        return frozenset(
            one.part for one in self.references() if one.part and one.kind in relations.CHARTS
        )

    def binary(self) -> frozenset[str]:
        """Return the parts that are no markup: pictures, recordings, the workbooks of charts."""
        return frozenset(
            one.part for one in self.references() if one.part and one.kind in relations.BINARY
        )

    def reached(self, is_followed: Callable[[Relationship], bool]) -> frozenset[str]:
        """Return the parts that can be reached from the root by references of some kinds."""
        found: set[str] = set()
        waiting = [""]
        while waiting:
            source = waiting.pop()
            for one in self.relationships.get(source, ()):
                if one.part and one.part not in found and is_followed(one):
                    found.add(one.part)
                    waiting.append(one.part)
        return frozenset(found)


def read_package(data: bytes, limit: int = sys.maxsize) -> Package:
    """Take an Office file apart.

    Raises what `unpacked` raises, and `DamagedError` where it lacks what every program needs.
    """
    parts = unpacked(data, limit)
    if TYPES not in parts or ROOT not in parts:
        raise DamagedError
    by_name = {name.casefold(): name for name in parts}
    lists = {_source(name): name for name in sorted(parts) if name.endswith(".rels")}
    found = {
        source: tuple(_relationships(source, parts[name], by_name))
        for source, name in lists.items()
    }
    return Package(parts, found)


def xml_of(part: bytes) -> Element:
    """Parse a short XML part; raise `DamagedError` where it is none, or declares entities."""
    if len(part) > _MAX_LIST:
        raise IrregularError(
            "one of its lists has over four million bytes", "有一份清單超過四百萬位元組"
        )
    try:
        return fromstring(part, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise DamagedError from error


def _main_type(parts: Mapping[str, bytes]) -> str:
    """Return the content type of the part that a program opens first; "" where there is none."""
    by_name = {name.casefold(): name for name in parts}
    main = next(
        (
            one.part
            for one in _relationships("", parts.get(ROOT, b"<none/>"), by_name)
            if one.kind == "officeDocument" and one.part
        ),
        "",
    )
    declared: dict[str, str] = {}
    for element in xml_of(parts.get(TYPES, b"<none/>")):
        key = element.get("PartName") or f"*.{element.get('Extension', '')}"
        declared[key.casefold()] = element.get("ContentType", "")
    by_extension = declared.get(f"*.{main.rpartition('.')[2]}".casefold(), "")
    return declared.get(f"/{main}".casefold(), by_extension) if main else ""


def content_type(data: bytes) -> str | None:
    """Return the content type of what an Office file opens with; None where none can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            lists = [archive.getinfo(name) for name in (TYPES, ROOT)]
            if any(entry.file_size > _MAX_LIST for entry in lists):
                return None
            parts = {entry.filename: archive.read(entry) for entry in lists}
            # What is referred to has to be there; what is in it does not matter here.
            return _main_type(parts | dict.fromkeys(set(archive.namelist()) - set(parts), b""))
    except (*ERRORS, KeyError, DamagedError, IrregularError):
        return None


def kept_parts(package: Package) -> frozenset[str]:
    """Return the parts that can be reached from the root by references of a known, safe kind.

    With them go their lists of references. Nothing else is published.
    """
    kept = package.reached(lambda one: relations.is_kept(one.kind, one.part or ""))
    lists = {list_of(source) for source in ("", *kept) if source in package.relationships}
    return frozenset({TYPES, *kept, *lists})


def list_of(source: str) -> str:
    """Return the name of the part that lists what `source` refers to."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _source(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def _relationships(source: str, part: bytes, by_name: Mapping[str, str]) -> Iterator[Relationship]:
    for element in xml_of(part):
        target = element.get("Target", "")
        external = element.get("TargetMode", "Internal") != "Internal"
        path = target.partition("#")[0]
        joined = posixpath.join("/", posixpath.dirname(source), path)
        name = posixpath.normpath(joined).lstrip("/").casefold()
        inside = by_name.get(name) or by_name.get(unquote(name)) if path else None
        yield Relationship(
            source,
            element.get("Type", "").rsplit("/", 1)[-1],
            target,
            external,
            None if external else inside,
        )
