"""What a command reads of all cases, and holds to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[None]:
    """Look for no garbage among what is read meanwhile, now or later: there is none."""
    gc.unfreeze()  # what was held by a build before, where one server makes many
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
