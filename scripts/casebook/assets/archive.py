"""A ZIP archive read with suspicion: programs that unpack it differently must have no chance to.

Structures as in PKWARE's APPNOTE 6.3.10, limits on packing as on PyPI.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from casebook.assets.errors import DamagedError, EncryptedError, IrregularError, TooLargeError

_MAX_RATIO: Final = 50
_SMALL: Final = 64_000_000
"""Below this many bytes, packing tightly is no sign of harm."""
_MAX_ENTRIES: Final = 10_000
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_SIZES_FOLLOW: Final = 0x8
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL_SIZE: Final = 46
_END_SIZE: Final = 22
_END_64_SIZE: Final = 76
_MAX_DESCRIPTOR: Final = 24
_IN_EXTRA_FIELD: Final = 0xFFFFFFFF
ERRORS: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    RuntimeError, UnicodeError, ValueError,
)  # fmt: skip
"""What the standard library raises on an archive that it cannot read."""
_NO_MEMORY: Final = "Error -4 "
"""`Z_MEM_ERROR` (zlib.h), which says nothing of the archive."""


def unpacked(data: bytes, limit: int = sys.maxsize) -> Mapping[str, bytes]:
    """Return every file of an archive by name.

    Raises `DamagedError`, `EncryptedError`, `IrregularError`, and `TooLargeError` before
    unpacking a ZIP bomb; `limit` is in bytes, and left out for a file that was looked at before.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & _ENCRYPTED for entry in entries):
                raise EncryptedError
            size = sum(entry.file_size for entry in entries)
            if size > limit or (size > _SMALL and size > _MAX_RATIO * len(data)):
                raise TooLargeError(size)
            _look_at_names(entries)
            _look_at_places(data, entries, archive.start_dir)
            return {one.filename: archive.read(one) for one in entries if not one.is_dir()}
    except ERRORS as error:
        if isinstance(error, zlib.error) and _NO_MEMORY in str(error):
            raise MemoryError from error
        raise DamagedError from error


def _look_at_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > _MAX_ENTRIES:
        raise IrregularError(f"it has {len(names):,} parts", f"共有 {len(names):,} 個部分")
    if len({name.casefold().rstrip("/") for name in names}) < len(names):
        raise IrregularError("two of its parts have one name", "有兩個部分同名")
    # The library cuts a name at a NUL, and others may not.
    if any(_leads_out(entry.orig_filename) for entry in entries):
        raise IrregularError("a part's name leads out of it", "有部分的名稱指向檔案以外")
    if any(entry.is_dir() and entry.file_size for entry in entries):
        raise IrregularError("a folder in it has content of its own", "當中的資料夾本身有內容")


def _leads_out(name: str) -> bool:
    return (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or not name.isprintable()
        or any(part in ("", ".", "..") for part in name.removesuffix("/").split("/"))
    )


def _look_at_places(data: bytes, entries: Sequence[zipfile.ZipInfo], directory: int) -> None:
    """Raise `IrregularError` where an archive says two things, or holds more than its parts."""
    at = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < at:
            raise IrregularError("two of its parts overlap", "有兩個部分互相重疊")
        if entry.header_offset > at + _MAX_DESCRIPTOR:
            raise _between()
        at = _end_of(data, entry)
    if directory < at:
        raise IrregularError("its list of parts overlaps them", "目錄與各部分互相重疊")
    if directory > at + _MAX_DESCRIPTOR:
        raise _between()
    for entry in entries:
        directory += _CENTRAL_SIZE + len(_name_of(entry)) + len(entry.extra) + len(entry.comment)
    # A line end behind an archive is what some ways of sending it add.
    if len(data.rstrip(b"\r\n")) - directory not in (_END_SIZE, _END_SIZE + _END_64_SIZE):
        raise IrregularError("more bytes follow its end", "結尾之後另有資料")


def _between() -> IrregularError:
    return IrregularError("it holds bytes that belong to no part", "有資料不屬於任何部分")


def _end_of(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Return where the content of one entry ends, after comparing its two descriptions."""
    start = entry.header_offset
    _, _, flags, method, _, _, crc, packed, size, name, extra = _LOCAL.unpack_from(data, start)
    told = (entry.compress_type, entry.CRC, entry.compress_size, entry.file_size)
    known = not flags & _SIZES_FOLLOW and _IN_EXTRA_FIELD not in (packed, size)
    differs = (method, crc, packed, size) != told if known else method != told[0]
    if differs or flags & _ENCRYPTED:
        raise IrregularError(
            f'it describes its part "{entry.filename}" in two ways',
            f"對部分「{entry.filename}」有兩種描述",
        )
    return start + _LOCAL.size + int(name) + int(extra) + entry.compress_size


def _name_of(entry: zipfile.ZipInfo) -> bytes:
    utf_8 = 0x800
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & utf_8 else "cp437")
