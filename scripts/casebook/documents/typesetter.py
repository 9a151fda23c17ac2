"""WeasyPrint, loaded late: it needs libraries of the machine that only a PDF asks for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from PIL import ImageFile

FONT: Final = "Noto Sans CJK HK"


def typesetter(module: str = "") -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Return WeasyPrint, or a module of it; raise `OSError` where a library it needs is absent.

    It tells Pillow to take pictures that are cut short, for the whole process: a build that served
    pages before would then publish what the check refuses.
    """
    try:
        return import_module(f"weasyprint{module}")
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
