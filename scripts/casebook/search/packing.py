"""Some byte strings as one, so that they can be kept and passed between processes."""

from __future__ import annotations

_LENGTH = 4


def packed(*parts: bytes) -> bytes:
    """Return what `unpacked` takes apart again."""
    return b"".join(len(part).to_bytes(_LENGTH, "big") + part for part in parts)


def unpacked(whole: bytes) -> list[bytes]:
    """Return the parts that were put together."""
    parts = []
    start = 0
    while start < len(whole):
        begin = start + _LENGTH
        start = begin + int.from_bytes(whole[start:begin], "big")
        parts.append(whole[begin:start])
    return parts
