"""What a reader of files raises to its caller in this package."""

from __future__ import annotations

import struct
from typing import Final

from PIL import Image

from casebook.language import Localized


class DamagedError(Exception):
    """The file is not whole, or is not what it seems."""


class EncryptedError(Exception):
    """The file cannot be read without a password, or forbids its reader something."""


class IrregularError(Exception):
    """The file is built as no program of its kind builds one; the argument says how."""

    def __init__(self, en: str, zh_hant: str) -> None:
        super().__init__(en)
        self.what = Localized(en, zh_hant)


class TooLargeError(Exception):
    """The file grows beyond bounds when it is unpacked; the argument is its size in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


PICTURE_ERRORS: Final = (
    OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError,
    ZeroDivisionError, AttributeError, RuntimeError, struct.error, DamagedError,
    Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises on files that are not whole: its readers promise nothing."""
