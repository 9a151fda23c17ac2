"""Exit statuses: other tools rely on them."""

from typing import Final

CLEAN: Final = 0
ERRORS: Final = 1
"""A contribution has errors."""
USAGE: Final = 2
"""Wrong usage, or something that this computer refuses."""
LEFT_OUT: Final = 3
"""Built, but without contributions that have errors."""
FAULT: Final = 4
"""Casebook itself failed."""
INTERRUPTED: Final = 130
"""What a shell reports of a command that Control-C ended."""
CLOSED_PIPE: Final = 141
"""What a shell reports of a command whose reader went away."""
