"""An Office file taken apart: a ZIP archive of XML parts and what they refer to.

Names and rules as in ECMA-376, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from casebook.assets.errors import DamagedError, EncryptedError, TooLargeError

MAX_UNPACKED: Final = 200_000_000
"""In bytes."""
_MAX_RATIO: Final = 50
_SMALL: Final = 64_000_000
"""Below this many bytes, packing tightly is no sign of harm: the limits are those of PyPI."""
_REQUIRED: Final = {"[Content_Types].xml", "_rels/.rels"}
_ENCRYPTED_FLAG: Final = 0x1
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relationship:
    """Say what one part refers to."""

    source: str
    """The part that refers; "" for the package itself."""
    kind: str
    """The last word of its type: image, hyperlink, attachedTemplate."""
    target: str
    external: bool


def read_package(data: bytes) -> Mapping[str, bytes]:
    """Return the parts of an Office file by name.

    Raises `DamagedError`, `EncryptedError`, and `TooLargeError` before unpacking a ZIP bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
                raise EncryptedError
            size = sum(entry.file_size for entry in entries)
            if size > MAX_UNPACKED or (size > _SMALL and size > _MAX_RATIO * len(data)):
                raise TooLargeError(size)
            names = [entry.filename for entry in entries]
            if len({name.casefold() for name in names}) < len(names):
                raise DamagedError
            if _REQUIRED - set(names) or any(_leads_out(name) for name in names):
                raise DamagedError
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise DamagedError from error


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def xml_of(part: bytes) -> Element:
    """Parse one XML part; raise `DamagedError` where it is none, or declares entities."""
    try:
        return fromstring(part, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise DamagedError from error


def relationships(parts: Mapping[str, bytes]) -> Iterator[Relationship]:
    """Yield every reference of every part, in order."""
    for name in sorted(parts):
        if not name.endswith(".rels"):
            continue
        folder, base = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        for element in xml_of(parts[name]):
            yield Relationship(
                source,
                element.get("Type", "").rsplit("/", 1)[-1],
                element.get("Target", ""),
                element.get("TargetMode") == "External",
            )
