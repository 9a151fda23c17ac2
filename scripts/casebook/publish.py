"""The finished site put in the place of the old one, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staged(site_dir: Path) -> Iterator[Path]:
    """Give a place beside `site_dir` to build in; what is not published is removed."""
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{site_dir.name}-", dir=site_dir.parent))
    try:
        yield work / "site"
    finally:
        shutil.rmtree(work, ignore_errors=True)


def publish(built: Path, site_dir: Path) -> None:
    """Put `built` in the place of `site_dir`; the old site stays until the new one stands ready."""
    old = built.parent / "old"
    if site_dir.exists():
        site_dir.rename(old)
    built.rename(site_dir)
