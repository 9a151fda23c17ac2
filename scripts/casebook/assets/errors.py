"""What a reader of files raises to its caller in this package."""

from __future__ import annotations


class DamagedError(Exception):
    """The file is not whole, or is not what it seems."""


class EncryptedError(Exception):
    """The file cannot be read without a password, or forbids its reader something."""


class TooLargeError(Exception):
    """The file grows beyond bounds when it is unpacked; the argument is its size in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size
