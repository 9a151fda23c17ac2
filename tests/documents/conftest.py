"""A compilation of two cases, one jointly owned and one of the QEF, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.collection import Collection
from casebook.documents import render_documents
from casebook.settings import Site, load_site
from tests.compiling.pages import checked, facts, write_case, write_page
from tests.compiling.test_permits import SHOWN, photograph
from tests.conftest import ROOT
from tests.rights.cases import Case
from tests.rights.test_withdrawal import picture

PARTS = (
    {"case": "2024-25/first", "sections": "all", "introduction": "Begin <here> & now."},
    {"case": "2024-25/second", "sections": ["What we did"]},
)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Collection, Site]:
    root = tmp_path_factory.mktemp("compiled")
    joint = Case(materials=[photograph("ks2", "compilation")], text=SHOWN)
    write_case(root, "first", joint, photo_png=picture(7))
    qef = Case(mode="learning-communities", programme="qef-thematic-network")
    write_case(root, "second", qef)
    write_page(root, facts(*PARTS))
    write_page(root, facts(*PARTS, title="學生會用的回饋"), tag="zh-Hant")
    result = checked(root)
    assert not result.diagnostics
    given = load_site(ROOT / "mkdocs.yml", root / "contributions")
    return result.collection, given


@pytest.fixture(scope="session")
def documents(compiled: tuple[Collection, Site]) -> dict[str, bytes]:
    """Return each document by the end of its name: `en.pdf`, `zh-Hant.epub`."""
    made = {one.path: one.data for one in render_documents(*compiled)}
    return {Path(path).name.split(".", 1)[1]: data for path, data in made.items()}
