"""A photograph that is made smaller shows what it showed, however it is turned."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from casebook.assets.derivatives import PREVIEW_WIDTH, TEXT_WIDTH, derive, derived_size
from casebook.assets.probe import probe
from casebook.assets.rights import EmbeddedRights
from casebook.language import Localized, Stated

ADDRESS: Final = "https://casebook.example/"
RIGHTS: Final = EmbeddedRights(
    Localized("A photograph", "照片"),
    ("Lakeview Primary School",),
    Stated("© 2026", "© 2026", "© 2026"),
    Stated("Ask first.", "請先徵求同意。", "请先征求同意。"),
    "Lakeview Primary School",
    ADDRESS,
    None,
    ADDRESS,
)
_ORIENTATION: Final = 0x0112


def photograph(path: Path, size: tuple[int, int], orientation: int) -> Image.Image:
    """Write a photograph of a camera that was held so, and return what it shows."""
    clouds = Image.effect_noise((40, 30), 90).resize(size, Image.Resampling.BICUBIC)
    slope = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (clouds, slope, ImageOps.invert(slope)))
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    picture.save(path, "JPEG", quality=95, exif=exif)
    with Image.open(path) as written:
        return ImageOps.exif_transpose(written)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("size", [(2999, 2001), (1601, 3001), (900, 700), (640, 3000)])
@pytest.mark.parametrize("width", [PREVIEW_WIDTH, TEXT_WIDTH])
def test_a_smaller_photograph_shows_the_same(
    tmp_path: Path, size: tuple[int, int], orientation: int, width: int
) -> None:
    whole = photograph(tmp_path / "photo.jpg", size, orientation)
    facts, _ = probe(tmp_path / "photo.jpg", "photo.jpg")
    assert facts is not None
    made = derive(facts, width, RIGHTS)
    assert (made.width, made.height) == derived_size(facts, width)
    with Image.open(io.BytesIO(made.data)) as shown:
        wanted = whole.resize(shown.size, Image.Resampling.LANCZOS).convert("L")
        difference = ImageStat.Stat(ImageChops.difference(shown.convert("L"), wanted))
    assert difference.mean[0] < 2
