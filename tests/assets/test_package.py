"""An Office file is whole, and nothing in it leads out of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from casebook.assets.errors import DamagedError
from casebook.assets.package import read_package


def packed(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return data.getvalue()


WHOLE = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def test_reads_a_whole_file() -> None:
    assert set(read_package(packed(*WHOLE))) == set(WHOLE)


@pytest.mark.parametrize("missing", WHOLE[:2])
def test_refuses_a_file_without_what_every_program_needs(missing: str) -> None:
    with pytest.raises(DamagedError):
        read_package(packed(*(name for name in WHOLE if name != missing)))


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil", "word/..\\evil"])
def test_refuses_a_part_that_leads_out_of_the_file(name: str) -> None:
    with pytest.raises(DamagedError):
        read_package(packed(*WHOLE, name))
